package neurosweep.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.cli.Shell;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.testing.DocumentPage;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the page on other readers gives our numbers, with the readers that are installed. */
@Tag("environment")
class ReadingDocumentTest {
  private static final DocumentPage PAGE = DocumentPage.read(Path.of("docs/reading.md"));
  private static final String FORM = "for name, mean in %s: print(f'{name} {mean:.12f}')%n";

  @TempDir static Path directory;
  private static String means;

  @BeforeAll
  static void prepare() {
    Shell.call(
            "run",
            "jobs/quickstart.yaml",
            "glyphs_train=60",
            "glyphs_test=40",
            "pool=4",
            "epochs=2",
            "--backend",
            "vector",
            "--master",
            "in-process",
            "-o",
            directory.resolve("out").toString())
        .ends(0);
    means = means();
  }

  /** As our reader has them. */
  private static String means() {
    Map<String, List<Double>> all = new TreeMap<>();
    SweepDirectory sweep =
        SweepDirectory.at(
            new neurosweep.store.Files(), "DIR", directory.resolve("out/quickstart").toString());
    try (ParquetTableReader rows = ParquetTable.read(sweep.files(), sweep.results())) {
      while (rows.hasNext()) {
        Object[] row = rows.next();
        if ("FINISHED".equals(row[rows.index("state")])) {
          all.computeIfAbsent((String) row[rows.index("algorithm")], name -> new ArrayList<>())
              .add((Double) row[rows.index("peak_test_accuracy")]);
        }
      }
    }
    assertTrue(all.size() > 1, "algorithms: " + all);
    return all.entrySet().stream()
        .map(
            each ->
                shown(
                    each.getKey(),
                    each.getValue().stream().mapToDouble(v -> v).average().orElseThrow()))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(String name, double mean) {
    return String.format(Locale.ROOT, "%s %.12f", name, mean);
  }

  private static List<String> blocks(String language) {
    return PAGE.blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(DocumentPage.Block::text)
        .toList();
  }

  private static String python(String code) throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("code.py"), code);
    Process process =
        new ProcessBuilder("python3", script.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  @Test
  void pandas() throws Exception {
    SmallDisk.require("python3", "-c", "import pandas, pyarrow");
    String code = blocks("python").get(0) + String.format(FORM, "means.items()");
    String said = python(code + blocks("python").get(1) + "assert len(curves) == 2, curves\n");
    assertTrue(said.contains("FINISHED"), said);
    assertTrue(said.endsWith(means), said + "\nmust end with\n" + means);
  }

  @Test
  void polars() throws Exception {
    SmallDisk.require("python3", "-c", "import polars");
    assertEquals(means, python(blocks("python").get(2) + String.format(FORM, "means.iter_rows()")));
  }

  @Test
  void duckDb() throws SQLException {
    List<String> found = new ArrayList<>();
    List<String> files = new ArrayList<>();
    try (Connection duck = connection();
        Statement statement = duck.createStatement()) {
      try (ResultSet rows = statement.executeQuery(moved(blocks("sql").get(0)))) {
        while (rows.next()) {
          found.add(shown(rows.getString(1), rows.getDouble(2)));
        }
      }
      try (ResultSet rows = statement.executeQuery(moved(blocks("sql").get(1)))) {
        while (rows.next()) {
          files.add(rows.getString(1));
        }
      }
    }
    assertEquals(means, String.join("\n", found));
    assertEquals(means.lines().count(), files.size());
    assertTrue(files.get(0).contains("quickstart"), files.get(0));
  }

  private static Connection connection() throws SQLException {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (LinkageError e) {
      return Assumptions.abort("DuckDB's native library cannot be loaded: " + e.getMessage());
    }
  }

  private static String moved(String query) {
    return query.replace("'out/", "'" + directory.toString().replace("'", "''") + "/out/");
  }
}

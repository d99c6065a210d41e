package neurosweep.cli.report;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results in the words of other tools, with the sweep's values. */
@Tag("environment")
class ExportTest {
  /** Finished, diverged and failed cells; a remark that a spreadsheet would run. */
  private static final String MIXED =
      """
      name: mixed
      experiment: faulty
      fixed: {remark: '=1+1, "quoted"'}
      grid: {behaviour: [finish, diverge, throw]}
      seeds: 1..2
      """;

  @TempDir static Path undisturbed;

  @TempDir Path directory;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, MIXED).ends(1);
  }

  private static String sweep() {
    return undisturbed.resolve("out/mixed").toString();
  }

  private Path export(String style, String format) {
    Path out = directory.resolve(style + format);
    call("export", sweep(), "--style", style, "--format", format, "-o", out.toString()).ends(0);
    return out;
  }

  /** It wrote results.parquet beside the sweep's own parts. */
  @Test
  void nothingIsExportedIntoASweep() throws IOException {
    SortedMap<String, String> before = contents(undisturbed);
    for (String inside : List.of("", "/results", "/tables/new")) {
      Shell.Answer answer =
          call("export", sweep(), "--format", "parquet", "-o", sweep() + inside).ends(2);
      assertTrue(answer.err().contains("is in the directory of a sweep"), answer.err());
    }
    assertEquals(before, contents(undisturbed));
  }

  private static List<Map<String, Object>> parquet(Path file) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ParquetTableReader reader =
        ParquetTable.read(
            new neurosweep.store.Files(), new org.apache.hadoop.fs.Path(file.toUri()))) {
      while (reader.hasNext()) {
        Object[] values = reader.next();
        Map<String, Object> row = new HashMap<>();
        for (Column column : reader.columns()) {
          row.put(column.name(), values[reader.index(column.name())]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static CellResult result(Object id) {
    return MeasuredBits.results(undisturbed.resolve("out/mixed")).get(id);
  }

  @Test
  void optunaSeesATrialsDataframe() throws IOException {
    List<Map<String, Object>> rows =
        parquet(export("optuna", "parquet").resolve("results.parquet"));

    assertEquals(6, rows.size());
    String metric =
        new ObjectMapper()
            .readTree(Path.of(sweep(), "manifest.json").toFile())
            .at("/design/select/metric")
            .asText();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Object> row = rows.get(i);
      CellResult result = result(row.get("user_attrs_cell_id"));
      boolean complete = result.outcome().state().name().equals("FINISHED");
      assertEquals((long) i, row.get("number"));
      assertEquals(complete ? "COMPLETE" : "FAIL", row.get("state"));
      assertEquals(result.outcome().state().name(), row.get("user_attrs_state"));
      assertEquals(
          result.cell().values().get("behaviour") == null
              ? "finish"
              : result.cell().values().get("behaviour"),
          row.get("params_behaviour"));
      assertEquals(result.cell().seed(), row.get("params_seed"));
      assertEquals(
          complete ? result.outcome().measurements().scalars().get(metric) : null,
          row.get("value"));
      assertTrue(((String) row.get("duration")).matches("0 days 00:00:\\d\\d\\.\\d{6}"));
      assertTrue(row.containsKey("datetime_start") && row.containsKey("datetime_complete"));
    }
  }

  @Test
  void raySeesAResultGrid() {
    for (Map<String, Object> row : parquet(export("ray", "parquet").resolve("results.parquet"))) {
      CellResult result = result(row.get("trial_id"));
      assertEquals(result.cell().seed(), row.get("config/seed"));
      assertEquals("=1+1, \"quoted\"", row.get("config/remark"));
      assertEquals(result.seconds(), row.get("time_total_s"));
      assertEquals(result.host(), row.get("hostname"));
      assertEquals(result.outcome().state().name().equals("FINISHED"), row.get("done"));
      result
          .outcome()
          .measurements()
          .scalars()
          .forEach((name, value) -> assertEquals(value, row.get(name)));
    }
  }

  @Test
  void mlflowSeesRuns() {
    for (Map<String, Object> row :
        parquet(export("mlflow", "parquet").resolve("results.parquet"))) {
      CellResult result = result(row.get("run_id"));
      assertEquals("mixed", row.get("experiment_id"));
      boolean finished = result.outcome().state().name().equals("FINISHED");
      assertEquals(finished ? "FINISHED" : "FAILED", row.get("status"));
      assertEquals(Long.toString(result.cell().seed()), row.get("params.seed"));
      assertEquals(result.outcome().state().name(), row.get("tags.state"));
      assertEquals(result.seconds(), row.get("metrics.seconds"));
      assertTrue(
          row.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("metrics."))
              .allMatch(entry -> entry.getValue() == null || entry.getValue() instanceof Double));
    }
  }

  /** Every style's CSV and JSON hold what its Parquet holds, and every table has the same cells. */
  @ParameterizedTest
  @EnumSource(neurosweep.exchange.ExportStyle.class)
  void theFormatsAgree(neurosweep.exchange.ExportStyle style) throws IOException {
    Path out = directory.resolve("all");
    SortedMap<String, String> before = contents(undisturbed);
    call(
            "export",
            sweep(),
            "--style",
            style.name().toLowerCase(java.util.Locale.ROOT),
            "--format",
            "csv,json,parquet",
            "-o",
            out.toString())
        .ends(0);

    assertEquals(before, contents(undisturbed));
    List<Map<String, Object>> rows = parquet(out.resolve("results.parquet"));
    JsonNode json = new ObjectMapper().readTree(out.resolve("results.json").toFile());
    List<String> csv = Files.readAllLines(out.resolve("results.csv"));
    assertEquals(rows.size(), json.size());
    assertEquals(rows.size() + 1, csv.size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode object = json.get(i);
      rows.get(i)
          .forEach(
              (name, value) ->
                  assertEquals(
                      value == null ? "null" : value.toString(), object.get(name).asText("null")));
      assertTrue(csv.get(i + 1).contains("\"'=1+1, \"\"quoted\"\"\""), csv.get(i + 1));
    }
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    Path out = export("neurosweep", "csv");
    Path file = out.resolve("results.csv");
    Files.writeString(file, "mine");

    Shell.Answer refused =
        call("export", sweep(), "--format", "csv,json", "-o", out.toString()).ends(2);

    assertTrue(refused.err().contains("results.csv: exists; give --overwrite"), refused.err());
    assertEquals("mine", Files.readString(file));
    assertFalse(Files.exists(out.resolve("results.json")));
    call("export", sweep(), "-o", out.toString(), "--overwrite").ends(0);
    assertTrue(Files.readString(file).startsWith("remark,"), Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=xml", "--style=wandb"})
  void unknownNamesAreAnsweredWithTheKnownOnes(String option) {
    Shell.Answer answer = call("export", sweep(), "-o", directory.toString(), option).ends(2);

    assertTrue(answer.err().contains(option.substring(0, 7)), answer.err());
    assertTrue(answer.err().contains(option.contains("xml") ? "JSON" : "OPTUNA"), answer.err());
  }
}

package neurosweep.cli.report;

import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names from a job file, whatever is in them, come out of every table as what they are. */
@Tag("environment")
class EscapedTablesTest {
  private static final List<String> NAMES =
      List.of(
          "a|b", "a,b", "=1+1", "-2+3", "@x", "a_b%&#$", "~^\\{}", "\"q\"", "<b>", "[x](y)", "`c`");

  @TempDir Path directory;

  @BeforeEach
  void runOverNames() {
    for (String part : List.of("train", "test")) {
      StringBuilder table = new StringBuilder("f,g");
      NAMES.forEach(name -> table.append(",\"").append(name.replace("\"", "\"\"")).append('"'));
      for (int row = 0; row < 20; row++) {
        table.append('\n').append(row % 2).append(',').append(row % 3);
        for (int i = 0; i < NAMES.size(); i++) {
          table.append(',').append(row % 2);
        }
      }
      write(directory.resolve(part + ".csv"), table.append('\n').toString());
    }
    String axis =
        NAMES.stream()
            .map(name -> "'" + name.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    String job =
        String.format(
            Locale.ROOT,
            """
        name: escaped_names-1.0
        description: 'a | b, "c" \\ $x$'
        experiment: classification
        fixed: {dataset: csv, depth: 1, epochs: 1, batch_size: 5}
        grid: {label_column: [%s]}
        seeds: 1..2
        """,
            axis);
    run(directory, job, "--data", directory.toString()).ends(0);
  }

  private String table(String file) throws IOException {
    return Files.readString(directory.resolve("out/escaped_names-1.0/tables").resolve(file));
  }

  @Test
  void markdownKeepsItsColumns() throws IOException {
    for (String file : List.of("main.md", "grid.md")) {
      List<String> rows = table(file).lines().filter(line -> line.startsWith("|")).toList();
      assertEquals(NAMES.size() + 2, rows.size(), file);
      for (String row : rows) {
        assertEquals(columns(rows.get(0)), columns(row), row);
        assertFalse(row.contains("<b>"), row);
        assertFalse(row.matches(".*[^\\\\]\\]\\(.*"), row);
      }
    }
  }

  private static int columns(String row) {
    return row.replaceAll("\\\\.", "").split("\\|", -1).length;
  }

  @Test
  void csvReadsBackAndRunsNothing() throws IOException {
    for (String file : List.of("main.csv", "grid.csv")) {
      List<List<String>> rows = new ArrayList<>();
      table(file).lines().forEach(line -> rows.add(cells(line)));
      List<String> names = rows.stream().skip(1).map(row -> row.get(0)).toList();
      assertEquals(
          NAMES.stream().map(n -> "=-@".indexOf(n.charAt(0)) >= 0 ? "'" + n : n).toList(), names);
      for (List<String> row : rows) {
        assertEquals(rows.get(0).size(), row.size(), row.toString());
        for (String cell : row) {
          assertFalse(cell.matches("[=+@\\t\\r].*|-[^0-9].*"), cell);
        }
      }
    }
  }

  /** RFC 4180 within one line. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  @Test
  void latexHoldsNoCommandOfTheJob() throws IOException {
    for (String file : List.of("main.tex", "grid.tex")) {
      String tex = table(file);
      assertTrue(tex.contains("a\\_b\\%\\&\\#\\$"), file);
      assertTrue(
          tex.contains("\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\{\\}"), file);
      List<String> rows = tex.lines().filter(line -> line.endsWith(" \\\\")).toList();
      assertEquals(NAMES.size() + 1, rows.size(), file);
      for (String row : rows) {
        String bare = row.replace("$\\pm$", "").replaceAll("\\\\[a-zA-Z]+|\\\\.", "");
        assertFalse(bare.matches(".*[_%#$~^].*"), row);
        assertEquals(spanned(rows.get(0)), spanned(row), row);
      }
    }
  }

  /** Cells of a row of LaTeX, of which some span two columns. */
  private static int spanned(String row) {
    int spans = row.split("multicolumn\\{2\\}", -1).length - 1;
    return row.replaceAll("\\\\.", "").split("&", -1).length + spans;
  }
}

package neurosweep.report.format;

import static java.lang.Double.parseDouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.analysis.Analysis;
import neurosweep.report.chart.FigureSource;
import neurosweep.report.table.ReportTable;
import neurosweep.result.Design;
import neurosweep.testing.DrawnSweeps;
import neurosweep.testing.SearchedSweeps;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every table of sweeps that are hard to set, through pdfLaTeX where there is one. */
@Tag("environment")
class LatexTest {
  private static final Pattern MACRO = Pattern.compile("\\\\newcommand\\{\\\\([^}]*)\\}\\{(.*)\\}");

  private static final Pattern LONG_COLUMN =
      Pattern.compile("LT@entry\\s*\\{\\d+\\}\\{([0-9.]+)pt");

  /** The width of the text of NeurIPS, which is that of most papers with one column. */
  private static final String TEXT = "5.5in";

  private static final double TEXT_POINTS = 5.5 * 72.27;

  @TempDir Path directory;

  static List<String> sweeps() {
    return Stream.of(DrawnSweeps.names(), SearchedSweeps.names()).flatMap(List::stream).toList();
  }

  /** The same sweep, compared with its first algorithm. */
  private static Design compared(Design base) {
    String reference =
        base.grouping().stream()
            .filter(axis -> !axis.values().isEmpty() && axis.values().get(0) instanceof String)
            .map(axis -> (String) axis.values().get(0))
            .findFirst()
            .orElse("");
    return new Design(
        base.sweep(),
        base.experiment(),
        base.grid(),
        base.metrics(),
        base.headline(),
        base.select(),
        reference,
        base.plots(),
        new Design.Tables(List.of(), 0.005, Map.of("odd_#&%$", "50 % <x> \\ ~^ {")));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void everySweepHasEveryTable(String name) throws IOException {
    Analysis analysis = analysis(name, directory);
    Report.Written written = Report.write(Sweeps.at(directory), analysis);
    List<String> made = made(analysis);
    int without = 0;
    for (String table : made) {
      for (String extension : List.of("md", "csv", "tex")) {
        Path path = directory.resolve("tables/" + table + "." + extension);
        if (extension.equals("tex") && !Files.exists(path)) {
          without++; // it does not apply: a document has no use for a table without rows
          continue;
        }
        String file = Files.readString(path);
        boolean causes = table.equals("failures"); // where NaN is what a loss became
        assertTrue(causes || !file.matches("(?s).*(NaN|Infinity).*"), table + "\n" + file);
      }
    }
    int formats = TableFormat.CATALOG.names().size();
    int beside = 3; // the macros, and the methods in two formats
    assertEquals(formats * made.size() + beside - without, written.files().size());
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(directory.resolve("tables").resolve(Macros.FILE))) {
      if (!line.startsWith("%")) {
        Matcher macro = MACRO.matcher(line);
        assertTrue(macro.matches(), line);
        assertTrue(macro.group(1).matches("ns[A-Za-z]+"), line);
        assertTrue(names.add(macro.group(1)), "twice: " + line);
      }
    }
  }

  private static Analysis analysis(String name, Path directory) throws IOException {
    if (DrawnSweeps.names().contains(name)) {
      FigureSource source = DrawnSweeps.write(name, directory);
      return Analysis.read(source.directory(), compared(source.design()));
    }
    SearchedSweeps search = SearchedSweeps.of(name);
    return Analysis.read(search.write(directory), compared(search.design()));
  }

  /** A column of CSV is found by its name. */
  @ParameterizedTest
  @MethodSource("sweeps")
  void namesOfColumnsAreDistinct(String name) throws IOException {
    Analysis analysis = analysis(name, directory);
    for (String table : made(analysis)) {
      List<String> names = new ArrayList<>(List.of("cells"));
      for (var heading : ReportTable.CATALOG.get(table).of(analysis).columns()) {
        names.add(heading.name());
      }
      assertEquals(names.size(), new HashSet<>(names).size(), table + " " + names);
    }
  }

  @Test
  void macroNamesSpellDigits() {
    assertEquals("LearningRateOneEMinusFour", Macros.letters("learning_rate 1e-4"));
    assertEquals("ZeroDotFive", Macros.letters("0.5"));
    assertEquals("MinusOne", Macros.letters("-1"));
    assertEquals("DZ", Macros.letters("d_z"));
    assertEquals("", Macros.letters("% & #"));
  }

  @Test
  void pdfLatexSetsThemAll() throws IOException, InterruptedException {
    Assumptions.assumeTrue(installed(), "pdflatex with siunitx is not installed");
    StringBuilder document = new StringBuilder();
    document.append("\\documentclass{article}\n\\usepackage{booktabs,siunitx,longtable}\n");
    document.append("\\usepackage{graphicx}\n\\setlength{\\textwidth}{" + TEXT + "}\n");
    document.append("\\begin{document}\n");
    for (String name : sweeps()) {
      Analysis analysis = analysis(name, directory.resolve(name));
      Report.write(Sweeps.at(directory.resolve(name)), analysis);
      document.append("\\begingroup\\input{").append(name).append("/tables/macros}\n");
      for (String table : made(directory.resolve(name))) {
        document.append("\\typeout{SETS ").append(name).append(' ').append(table).append("}\n");
        document.append("\\input{").append(name).append("/tables/").append(table).append("}\n");
        document.append("\\clearpage\n");
      }
      document.append("\\endgroup\n");
    }
    document.append("\\end{document}\n");
    Files.writeString(directory.resolve("all.tex"), document.toString());
    pdfLatex("all.tex");
    pdfLatex("all.tex"); // a longtable with headings over two columns takes three to settle
    String log = pdfLatex("all.tex");
    assertTrue(Files.exists(directory.resolve("all.pdf")), log);
    assertTrue(log.lines().noneMatch(line -> line.startsWith("!")), log);
    assertEquals(List.of(), wide(log, Files.readString(directory.resolve("all.aux"))));
  }

  /** The tables that apply to a sweep. */
  private static List<String> made(Path sweep) {
    return ReportTable.CATALOG.names().stream()
        .filter(table -> Files.exists(sweep.resolve("tables").resolve(table + ".tex")))
        .toList();
  }

  /** What is wider than the text: TeX tells of tables, and a longtable writes its widths down. */
  private static List<String> wide(String log, String aux) {
    List<String> wide = new ArrayList<>();
    String table = "";
    for (String line : log.lines().toList()) {
      table = line.startsWith("SETS ") ? line.substring(5) : table;
      if (line.startsWith("Overfull \\hbox")) {
        wide.add(table + ": " + line);
      }
    }
    for (String longTable : aux.split("\\\\gdef *\\\\LT@", -1)) {
      double width =
          LONG_COLUMN.matcher(longTable).results().mapToDouble(m -> parseDouble(m.group(1))).sum();
      if (width > TEXT_POINTS) {
        wide.add(width + " pt: " + longTable);
      }
    }
    return wide;
  }

  /** Of letters that the default fonts lack, documents with some others did not compile. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\\usepackage[T1]{fontenc}\n"})
  void pdfLatexSetsEveryLatinLetter(String encoding) throws IOException, InterruptedException {
    Assumptions.assumeTrue(installed(), "pdflatex with siunitx is not installed");
    StringBuilder document = new StringBuilder("\\documentclass{article}\n" + encoding);
    document.append("\\begin{document}\n\\listoftables\\begin{table}\\caption{");
    for (int c = 0x21; c < 0x190; c++) {
      document.append(LatexFormat.escape("x" + Character.toString(c) + "y")).append('\n');
    }
    document.append("}\\end{table}\n\\end{document}\n");
    Files.writeString(directory.resolve("letters.tex"), document.toString());
    for (int pass = 0; pass < 2; pass++) {
      String log = pdfLatex("letters.tex");
      assertTrue(log.lines().noneMatch(line -> line.startsWith("!")), log);
    }
  }

  /** LaTeX measures a caption as one line first, which ended in "Dimension too large". */
  @ParameterizedTest
  @ValueSource(strings = {"W", "m", "n", "i ", "%", "\u4e2d", "\u0127", "\\"})
  void pdfLatexTakesTheLongestCaption(String of) throws IOException, InterruptedException {
    Assumptions.assumeTrue(installed(), "pdflatex with siunitx is not installed");
    String document =
        "\\documentclass[12pt]{article}\n\\begin{document}\n\\begin{figure}\\caption{"
            + LatexFormat.caption(of.repeat(5000))
            + "}\\end{figure}\n\\end{document}\n";
    Files.writeString(directory.resolve("long.tex"), document);
    String log = pdfLatex("long.tex");
    assertTrue(log.lines().noneMatch(line -> line.startsWith("!")), log);
  }

  private static boolean installed() throws InterruptedException {
    try {
      Process found =
          new ProcessBuilder("kpsewhich", "siunitx.sty", "longtable.sty", "booktabs.sty").start();
      return found.waitFor(60, TimeUnit.SECONDS) && found.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String pdfLatex(String file) throws IOException, InterruptedException {
    File output = directory.resolve("output.txt").toFile();
    Process run =
        new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", file)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = run.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      run.destroyForcibly();
    }
    String log = Files.readString(output.toPath(), StandardCharsets.ISO_8859_1);
    assertTrue(ended && run.exitValue() == 0, log);
    return log;
  }

  private static List<String> made(Analysis analysis) {
    return ReportTable.CATALOG.names().stream()
        .filter(each -> ReportTable.CATALOG.get(each).applies(analysis.design()))
        .toList();
  }
}

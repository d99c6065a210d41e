package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.data.DataSource;
import neurosweep.experiment.Experiment;
import neurosweep.report.chart.ReportFigure;
import neurosweep.report.table.ReportTable;
import neurosweep.testing.DocumentPage;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents hold: links lead somewhere, commands run, numbers are those that come out.
 *
 * <p>Every line of an {@code sh} block, and every line of a {@code console} block that begins with
 * {@code $}, is a command. Those of neurosweep run here, in the order of the page and in a
 * directory of the page's own: paths are moved there, data included, jobs of the project are made
 * small by overrides ({@link #SMALL}), and cells run in threads on the backend {@code vector}
 * unless the command says otherwise. A comment {@code # exit code 3} at the end is the code that is
 * expected. A {@code yaml} block that begins with {@code # NAME.yaml} is a file of that name.
 * Blocks of other programs run by {@code sh}. What is not run is in {@link #ELSEWHERE} with the
 * test that does.
 */
@Tag("environment")
class DocumentsTest {
  private static final Path README = Path.of("README.md");

  /** Overrides that make cells of the project's jobs small. */
  private static final Map<String, List<String>> SMALL =
      Map.of(
          "jobs/quickstart.yaml",
          List.of("glyphs_train=60", "glyphs_test=40", "pool=4", "epochs=1"),
          "jobs/fig3c.yaml",
          List.of("glyphs_train=60", "glyphs_test=40", "seeds=1"));

  /** Options that make a command short. */
  private static final Map<String, List<String>> SHORT =
      Map.of("bench cell", List.of("--steps=3", "--warm-up=3"));

  /** First words of commands that are not run here, and where the like of them is. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "mvn", ".ci/run", // runs this test
          "scripts/submit", "src/test/java/neurosweep/cluster/ClusterSecretIT.java",
          "scripts/local-cluster", "src/test/java/neurosweep/cluster/ClusterSecretIT.java",
          "scripts/chaos", ".ci/run",
          "scripts/plugin", "src/test/java/neurosweep/cluster/PluginIT.java",
          "--plugin", "src/test/java/neurosweep/cluster/PluginIT.java",
          "--allow-commands", "src/test/java/neurosweep/cluster/ProgramsIT.java",
          "scripts/results", "src/test/java/neurosweep/launch/ResultsScriptTest.java");

  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
  private static final Pattern CODE = Pattern.compile(".*# exit code (\\d+)");

  @TempDir static Path prepared;
  @TempDir Path place;

  /** What the commands of a page said, and the tables that they left. */
  private final StringBuilder said = new StringBuilder();

  static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder :
        List.of(Path.of(""), Path.of("docs"), Path.of("docs/decisions"), Path.of("docs/results"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
      }
    }
    assertTrue(all.size() > 45, all.toString());
    return all;
  }

  static List<Path> pagesWithCommands() throws IOException {
    return documents().stream()
        .filter(page -> !commands(DocumentPage.read(page)).isEmpty())
        .toList();
  }

  /** A line of a page that a reader types. */
  private record Line(String language, String text) {}

  private static List<Line> commands(DocumentPage page) {
    List<Line> lines = new ArrayList<>();
    for (DocumentPage.Block block : page.blocks()) {
      if (block.language().equals("sh") && isOurs(block)) {
        block.lines().forEach(line -> lines.add(new Line("sh", line)));
      } else if (block.language().equals("sh") || isFile(block)) {
        lines.add(new Line(block.language(), block.text()));
      } else if (block.language().equals("console")) {
        block.lines().stream()
            .filter(line -> line.startsWith("$ "))
            .forEach(line -> lines.add(new Line("sh", line.substring(2))));
      }
    }
    return lines;
  }

  private static boolean isOurs(DocumentPage.Block block) {
    return block.lines().stream().anyMatch(line -> line.matches("(scripts/)?neurosweep .*"));
  }

  private static boolean isFile(DocumentPage.Block block) {
    return block.language().equals("yaml") && block.lines().get(0).matches("# [a-z-]+\\.yaml");
  }

  /** Pages but the first speak of a sweep that the reader has made with README's first command. */
  @BeforeAll
  static void prepare() throws Exception {
    DocumentsTest reader = new DocumentsTest();
    reader.place = prepared;
    Files.createDirectory(prepared.resolve("data"));
    Path examples = Files.createDirectories(prepared.resolve("examples/command"));
    Shell.copy(Path.of("examples/command"), examples);
    reader.give(commands(DocumentPage.read(README)).get(0));
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void everyCommandRuns(Path file) throws Exception {
    DocumentPage page = DocumentPage.read(file);
    if (!file.equals(README)) {
      Shell.copy(prepared, place);
    }
    for (Line line : commands(page)) {
      give(line);
    }
    if (file.endsWith("tutorial.md")) {
      for (String heading : List.of("95 % interval", "verdict")) {
        List<String> rows = page.rows(heading);
        assertTrue(rows.size() > 1, heading);
        rows.forEach(row -> assertTrue(said.indexOf(row) >= 0, row + " is not in\n" + said));
      }
    }
  }

  private void give(Line line) throws Exception {
    List<String> words = words(line.text());
    if (line.language().equals("yaml")) {
      Shell.write(place.resolve(words.get(1)), line.text());
    } else if (words.contains("--plugin")) { // families are loaded once in a process
      assertTrue(ELSEWHERE.containsKey("--plugin"));
    } else if (words.contains("--allow-commands")) { // what it starts may not be installed
      assertTrue(ELSEWHERE.containsKey("--allow-commands"));
    } else if (words.get(0).matches("(scripts/)?neurosweep")) {
      List<String> arguments = moved(words.subList(1, words.size()));
      Matcher code = CODE.matcher(line.text());
      Shell.Answer answer = Shell.call(arguments.toArray(String[]::new));
      assertEquals(
          code.matches() ? Integer.parseInt(code.group(1)) : 0,
          answer.code(),
          () -> line.text() + "\nran as " + arguments + "\n" + answer.out() + answer.err());
      said.append(answer.out());
      keepTables();
    } else if (line.language().equals("sh") && !ELSEWHERE.containsKey(words.get(0))) {
      assertTrue(line.text().contains("\n"), "nothing runs " + line.text());
      ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", line.text());
      Shell.answer(shell.directory(place.toFile())).ends(0);
    }
  }

  /** The words of a line without its comment, as a shell would take them. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find() && !(word.group().equals("#") && !words.isEmpty())) {
      words.add(word.group().replaceAll("['\"]", ""));
    }
    return words;
  }

  /** The arguments of a command with paths in the page's directory, and its cells made small. */
  private List<String> moved(List<String> words) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean place = i > 0 && Set.of("-o", "--out").contains(words.get(i - 1));
      arguments.add(place || isPath(words.get(i)) ? moved(words.get(i)) : words.get(i));
    }
    String command = arguments.get(0);
    if (Set.of("plan", "run").contains(command)) {
      String job = arguments.get(1);
      List<String> small = job.startsWith("jobs/") ? SMALL.get(job) : List.of();
      assertTrue(small != null, job + " has no overrides in SMALL");
      small.stream()
          .filter(each -> arguments.stream().noneMatch(given -> sameKey(given, each)))
          .forEach(arguments::add);
      orElse(arguments, "--backend", "vector");
      orElse(arguments, "-o", moved("out"));
    }
    if (Set.of("run", "retry").contains(command)) {
      orElse(arguments, "--master", "in-process");
    }
    boolean describes = command.equals("data") && arguments.get(1).equals("describe");
    if (describes || Set.of("plan", "run", "retry", "verify").contains(command)) {
      orElse(arguments, "--data", moved("data"));
    }
    SHORT.forEach(
        (name, options) -> {
          if (String.join(" ", arguments).startsWith(name)) {
            arguments.addAll(options);
          }
        });
    return arguments;
  }

  private static boolean isPath(String word) {
    return word.matches("[\\w./-]*(/[\\w.-]*|\\.yaml)") && !word.matches("(jobs|src)/.*");
  }

  private String moved(String path) {
    return place.resolve(path).toString();
  }

  private static boolean sameKey(String given, String override) {
    return given.startsWith(override.substring(0, override.indexOf('=') + 1));
  }

  private static void orElse(List<String> arguments, String option, String value) {
    if (!arguments.contains(option)) {
      arguments.addAll(List.of(option, value));
    }
  }

  private void keepTables() throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .forEach(file -> said.append(DocumentPage.text(file)));
    }
  }

  @Test
  void whatIsNotRunHereIsRunElsewhere() {
    for (String test : ELSEWHERE.values()) {
      assertTrue(Files.exists(Path.of(test)), test);
    }
  }

  /** Cells of the table in README, unchanged. */
  @Test
  void quickstartsNumbersAreThoseOfReadme() throws IOException {
    String row =
        DocumentPage.read(README).rows("95 % interval").stream()
            .filter(each -> each.matches("\\| +1 \\| BP .*"))
            .findFirst()
            .orElseThrow();
    List<String> command = List.of("run", "jobs/quickstart.yaml", "-o", moved("out"));
    List<String> part = List.of("depth=1", "algorithm=bp", "learning_rate=0.001");
    List<String> where = List.of("--master", "in-process", "--backend", "vector", "-q");
    Shell.call(Stream.of(command, part, where).flatMap(List::stream).toArray(String[]::new))
        .ends(0);

    String main = Files.readString(place.resolve("out/quickstart/tables/main.csv"));
    Matcher numbers = Pattern.compile("0\\.\\d{4}").matcher(row);
    int found = 0;
    while (numbers.find()) {
      found++;
      assertTrue(main.contains(numbers.group()), numbers.group() + " of README is not in " + main);
    }
    assertEquals(4, found, row);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path file) {
    for (String link : DocumentPage.read(file).links()) {
      if (link.matches("[a-z]+:.*")) {
        continue;
      }
      int hash = link.indexOf('#');
      String name = hash < 0 ? link : link.substring(0, hash);
      Path target = name.isEmpty() ? file : file.resolveSibling(name).normalize();
      assertTrue(Files.exists(target), file + " links to " + link);
      assertTrue(
          hash < 0 || DocumentPage.read(target).anchors().contains(link.substring(hash + 1)),
          file + " links to " + link + ", there is " + target + " without that heading");
    }
  }

  @Test
  void readmeIsShortAndItsFigureSmall() throws IOException {
    assertTrue(DocumentPage.text(README).lines().count() <= 130, "README.md has its length");
    assertTrue(Files.size(Path.of("docs/images/quickstart.svg")) < 60_000);
  }

  @Test
  void whatThereIsIsNamed() throws IOException {
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> jobs = Files.list(Path.of("jobs"))) {
      jobs.map(job -> job.getFileName().toString().replace(".yaml", ""))
          .forEach(job -> require("docs/jobs.md", "`" + job + "`", missing));
    }
    DataSource.CATALOG.names().forEach(set -> require("docs/jobs.md", "`" + set + "`", missing));
    ReportTable.CATALOG
        .names()
        .forEach(each -> require("docs/report.md", "`" + each + "`", missing));
    ReportFigure.CATALOG
        .names()
        .forEach(each -> require("docs/report.md", "`" + each + "`", missing));
    try (Stream<Path> packages = Files.list(Path.of("src/main/java/neurosweep"))) {
      packages
          .filter(Files::isDirectory)
          .forEach(
              each -> require("docs/architecture.md", " " + each.getFileName() + " ", missing));
    }
    assertEquals(Set.of(), missing);
  }

  private static void require(String page, String word, Set<String> missing) {
    if (!DocumentPage.text(Path.of(page)).contains(word)) {
      missing.add(page + " does not name " + word);
    }
  }

  /** An experiment that keeps checkpoints, or not, is where readers are told so. */
  @Test
  void checkpointsArePromisedForThoseThatKeepThem() {
    String page = DocumentPage.text(Path.of("docs/sweep-directory.md"));
    String section = page.substring(page.indexOf("## Checkpoints"), page.indexOf("## Other tools"));
    String[] paragraphs = section.split("\n\n", -1);
    for (Experiment experiment : SmallCells.ALL.members()) {
      String type = experiment.getClass().getName();
      String name = "`" + experiment.name() + "`";
      boolean spiking = type.startsWith("neurosweep.experiment.spiking.");
      boolean keeps = keepsCheckpoints(experiment.getClass());
      assertEquals(keeps, paragraphs[1].contains(name), name + " among those that keep them");
      assertEquals(!keeps && !spiking, paragraphs[2].contains(name), name + " among the others");
    }
  }

  private static boolean keepsCheckpoints(Class<?> type) {
    Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    return Files.exists(source)
        && (DocumentPage.text(source).contains(".checkpoint()")
            || keepsCheckpoints(type.getSuperclass()));
  }

  @Test
  void everyDecisionIsListedAndEveryOneThatIsNamedExists() throws IOException {
    Path folder = Path.of("docs/decisions");
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString().replace(".md", ""))
          .filter(name -> name.matches("\\d{4}-.*"))
          .forEach(pages::add);
    }
    String index = DocumentPage.text(folder.resolve("README.md"));
    for (String page : pages) {
      assertTrue(index.contains("(" + page + ".md)"), page + " is not in the list");
      String text = DocumentPage.text(folder.resolve(page + ".md"));
      for (String part : List.of("- Date: 20", "- Status: ", "## Context", "## Decision")) {
        assertTrue(text.contains("\n" + part), page + " lacks " + part);
      }
    }
    Set<String> unknown = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files
          .filter(file -> file.endsWith("package-info.java"))
          .flatMap(file -> named(DocumentPage.text(file)))
          .filter(name -> !pages.contains(name))
          .forEach(unknown::add);
    }
    assertEquals(Set.of(), unknown);
  }

  private static Stream<String> named(String text) {
    return Pattern.compile("\\b\\d{4}-[a-z][a-z-]+").matcher(text).results().map(r -> r.group());
  }

  @Test
  void theCitationIsOfThisVersion() {
    Matcher version =
        Pattern.compile("<artifactId>neurosweep</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(DocumentPage.text(Path.of("pom.xml")));
    assertTrue(version.find());
    String citation = DocumentPage.text(Path.of("CITATION.cff"));
    assertTrue(citation.contains("\nversion: \"" + version.group(1) + "\"\n"), citation);
  }
}

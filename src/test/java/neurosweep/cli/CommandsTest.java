package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import neurosweep.experiment.Experiment;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** The commands beside {@code run}. */
@Tag("environment")
class CommandsTest {
  @TempDir Path directory;

  /** All that can be typed, the program itself as an empty text. */
  static List<String> commands() {
    List<String> names = new ArrayList<>(List.of(""));
    Main.COMMANDS.forEach(type -> add("", type, names));
    return names;
  }

  private static void add(String before, Class<?> type, List<String> names) {
    Command command = type.getAnnotation(Command.class);
    String name = (before + " " + command.name()).strip();
    names.add(name);
    for (Class<?> below : command.subcommands()) {
      add(name, below, names);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    String[] args = (command + " --help").strip().split(" ", -1);

    String help = call(args).ends(0).out();

    assertTrue(help.startsWith("Usage: neurosweep"), help);
    assertTrue(help.contains("Example: neurosweep " + command), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
  }

  /** The list of commands used to break off in the middle of a sentence. */
  @Test
  void theListOfCommandsHoldsWholeSentences() {
    String help = call().ends(0).out();

    String commands =
        help.substring(help.indexOf("Commands:") + "Commands:".length(), help.indexOf("Example:"))
            .strip();
    for (String entry : commands.split("\\n(?=  [a-z])", -1)) {
      assertTrue(entry.strip().endsWith("."), entry);
    }
  }

  @Test
  void listShowsEveryFamilyAndItsMembers() {
    String families = call("list").ends(0).out();
    assertEquals(Families.byName().size(), families.lines().count(), families);
    Families.byName()
        .forEach(
            (family, catalog) -> {
              String members = call("list", family).ends(0).out();
              for (String member : catalog.names()) {
                assertTrue(families.matches("(?ms).*^" + family + " .*\\b" + member + "\\b.*"));
                assertTrue(members.contains(member), family + " lacks " + member);
              }
            });
  }

  @Test
  void listTellsKnobsAndMetricsOfEveryExperiment() {
    for (String experiment : Experiment.CATALOG.names()) {
      String knobs = call("list", experiment).ends(0).out();
      assertTrue(knobs.contains("knobs:") && knobs.contains("metrics:"), knobs);
    }
  }

  @Test
  void listNamesTheBudgetOfExperimentsThatHaveOne() {
    assertTrue(call("list", "classification").ends(0).out().contains("\nbudget: epochs\n"));
    assertFalse(call("list", "linear-regression").ends(0).out().contains("budget"));
  }

  /** The layout that the documents refer to, from the very code that writes it. */
  @Test
  void listColumnsTellsTheParquetSchema() {
    String columns = call("list", "columns").ends(0).out();

    assertTrue(columns.startsWith("schema version 1"), columns);
    for (String table : List.of("results", "summary", "best", "plan.parquet")) {
      assertTrue(columns.contains("\n" + table + ": "), columns);
    }
    assertTrue(columns.contains("  METRIC_ci95_low "), columns);
    assertTrue(columns.contains("  FLAG_count "), columns);
    assertTrue(columns.matches("(?s).*\n    seed +int64 +replication\n.*"), columns);
  }

  @Test
  void initWritesAJobThatPassesThePlanAndNeverASecondOne() throws IOException {
    Path job = directory.resolve("mine.yaml");

    call("init", job.toString()).ends(0);

    String written = Files.readString(job);
    Shell.Answer plan = call("plan", job.toString(), "-o", directory.toString()).ends(0);
    assertTrue(plan.out().contains("cells       24 = 8 configurations x 3 seeds"), plan.out());
    Shell.write(job, written + "# mine\n");
    Shell.Answer second = call("init", job.toString()).ends(2);
    assertTrue(second.err().contains("exists already"), second.err());
    assertEquals(written + "# mine\n", Files.readString(job));
  }

  @Test
  void readersReadOnlyAndAgree() {
    run(directory, TINY).ends(0);
    Path sweep = directory.resolve("out/tiny");
    String place = sweep.toString();
    SortedMap<String, String> before = contents(sweep);
    String id = MeasuredBits.results(sweep).firstKey();

    String status = call("status", place).ends(0).out();
    String watched = call("status", place, "--watch").ends(0).out();
    String shown = call("show", place, id.substring(0, 12)).ends(0).out();
    String failures = call("failures", place).ends(0).out();
    String report = call("report", place).ends(0).out();

    assertTrue(status.startsWith("tiny: 8/8 done (100%) - 8 finished"), status);
    assertEquals(status, watched);
    assertTrue(shown.contains("cell " + id), shown);
    assertTrue(shown.contains("  epochs = 2\n"), shown);
    assertTrue(shown.contains("  slope = 0.1 (default)\n"), shown);
    assertTrue(shown.contains("history (2 rows):"), shown);
    assertEquals("no cell has failed\n", failures);
    assertTrue(report.contains("8 of 8 cells"), report);
    assertTrue(report.contains("Figures: "), report);
    assertEquals(before, contents(sweep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0|1.0", "1|1.5", "2|"})
  void doctorHoldsTheProgramAgainstVectors(String codeAndNumber) throws IOException {
    int code = codeAndNumber.charAt(0) - '0';
    String vectors;
    try (InputStream fixture =
        CommandsTest.class.getResourceAsStream("/reference/reference-gait.json")) {
      vectors = new String(fixture.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (code == 1) {
      vectors = withAnotherNumber(vectors);
    } else if (code == 2) {
      vectors = vectors.substring(0, vectors.length() / 2);
    }
    String file = Shell.write(directory.resolve("vectors.json"), vectors);

    Shell.Answer answer = call("doctor", "--vectors", file).ends(code);

    assertEquals(code == 1, answer.out().contains("FAIL"), answer.out());
    assertEquals(code == 2 ? 1 : 0, answer.errors().size(), answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
  }

  /** Changes an expected weight gradient of a case by far more than any tolerance. */
  private static String withAnotherNumber(String vectors) {
    int place = vectors.indexOf("\"expected\"");
    java.util.regex.Matcher number =
        java.util.regex.Pattern.compile("-?0\\.\\d{4,}").matcher(vectors);
    assertTrue(number.find(Math.max(place, 0)), "no number in the fixture");
    return vectors.substring(0, number.start()) + "1234.5" + vectors.substring(number.end());
  }

  @Test
  void doctorDescribesTheMachine() {
    String out = call("doctor", "--data", directory.toString()).ends(0).out();

    for (String word : List.of("java", "cores", "backend ejml", "Gflop/s", "auto picks", "mnist")) {
      assertTrue(out.contains(word), word + " is missing from " + out);
    }
  }

  @Test
  void dataListTellsWhatIsThere() {
    String out = call("data", "list", "--data", directory.toString()).ends(0).out();

    assertTrue(out.contains(directory.toString()), out);
    assertTrue(out.contains("fashion-mnist  not present, licence"), out);
  }

  @Test
  void dataFetchWithoutANetworkSaysSo() {
    Shell.Answer answer =
        call(
                "data",
                "fetch",
                "mnist",
                "--mirror",
                "http://127.0.0.1:1/",
                "--data",
                directory.toString())
            .ends(2);

    assertTrue(answer.err().contains("connection refused"), answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
  }

  /** Its words were read from the file, and the error told what was in it. */
  @Test
  void aWordWithAnAtIsNoFileOfWords() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "--hidden-words");
    for (String[] words :
        new String[][] {{"status", "@" + secret}, {"@" + secret}, {"plan", "x", "@" + secret}}) {
      Shell.Answer answer = call(words).ends(2);
      assertFalse(answer.err().contains("hidden-words"), answer.err());
    }
  }
}

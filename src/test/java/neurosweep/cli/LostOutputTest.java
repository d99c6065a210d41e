package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** Standard output that is full, closed or read by nobody, and no terminal: alike everywhere. */
@Tag("environment")
class LostOutputTest {
  @TempDir static Path directory;
  private static Path sweep;
  private static String cell;

  @BeforeAll
  static void runOnce() {
    Shell.run(directory, TINY).ends(0);
    sweep = directory.resolve("out/tiny");
    cell = MeasuredBits.results(sweep).firstKey();
  }

  static Stream<String> commands() {
    return Main.COMMANDS.stream().map(type -> type.getAnnotation(Command.class).name());
  }

  /** A use of each command that says something and ends with exit code 0. */
  private static String[] use(String command, Path scratch) {
    String job = directory.resolve("job.yaml").toString();
    String in = sweep.toString();
    String out = directory.resolve("out").toString();
    Map<String, List<String>> uses = new HashMap<>();
    uses.put("init", List.of(Path.of(scratch + ".yaml").toString()));
    uses.put("plan", List.of(job, "-o", out));
    uses.put("run", List.of(job, "-o", out, "--master", "in-process"));
    uses.put("status", List.of(in));
    uses.put("serve", List.of("--help")); // it answers until it is told to end
    uses.put("show", List.of(in, cell));
    uses.put("weights", List.of(in));
    uses.put("failures", List.of(in));
    uses.put("retry", List.of(in, "--state", "FAILED", "--master", "in-process"));
    uses.put("report", List.of(in));
    uses.put("explain", List.of(in));
    uses.put("verify", List.of(in, "--sample", "1%"));
    uses.put("compare", List.of(in, in));
    uses.put("export", List.of(in, "-o", scratch.toString()));
    uses.put("import", List.of("--help"));
    uses.put("recompute", List.of("--help"));
    uses.put("list", List.of("columns"));
    uses.put("completion", List.of());
    uses.put("doctor", List.of("--help"));
    uses.put("data", List.of("list"));
    uses.put("bench", List.of("--help"));
    assertNotNull(uses.get(command), "a new command needs a line above: " + command);
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(uses.get(command));
    return words.toArray(String[]::new);
  }

  private static Shell.Answer lost(String reason, String... args) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(reason);
              }
            });
    PrintWriter out = new PrintWriter(output, true, StandardCharsets.UTF_8);
    StringWriter said = new StringWriter();
    PrintWriter err = new PrintWriter(said, true);
    int code = output.ending(Main.run(args, out, err), err);
    return new Shell.Answer(code, "", said.toString());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysThatItsOutputIsLost(String command, @TempDir Path scratch) {
    for (String reason : List.of("No space left on device", "Bad file descriptor")) {
      SortedMap<String, String> before = Shell.contents(sweep);

      Shell.Answer answer = lost(reason, use(command, scratch.resolve(reason)));

      answer.ends(1);
      String last = "error: standard output cannot be written (" + reason + "); output was lost";
      assertEquals(List.of(last), onlyErrors(answer), answer.err());
      assertFalse(answer.err().contains("\tat "), answer.err());
      assertEquals(before.keySet(), Shell.contents(sweep).keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandEndsQuietlyWhenItsReaderWentAway(String command, @TempDir Path scratch) {
    Shell.Answer answer = lost("Broken pipe", use(command, scratch.resolve("x")));

    answer.ends(141);
    assertEquals(List.of(), onlyErrors(answer), answer.err());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noCommandColoursWhatIsNoTerminal(String command, @TempDir Path scratch) {
    Shell.Answer answer = Shell.call(use(command, scratch.resolve("x"))).ends(0);

    assertFalse((answer.out() + answer.err()).contains("\u001b"), answer.out());
    assertFalse((answer.out() + answer.err()).contains("\r"), answer.out());
    assertFalse(answer.out().isEmpty());
  }

  private static List<String> onlyErrors(Shell.Answer answer) {
    return answer.errors().stream().filter(line -> line.startsWith("error: ")).toList();
  }

  /** A closed stream's number must not become that of a file of the sweep. */
  @ParameterizedTest
  @ValueSource(strings = {">&-", ">/dev/full"})
  void aRunWithoutStandardOutputKeepsEveryResult(String redirection, @TempDir Path own)
      throws Exception {
    SmallDisk.require("sh", "-c", "test -e /dev/full");
    Path expected = Files.createDirectory(own.resolve("expected"));
    Shell.run(expected, TINY).ends(0);
    String job = Shell.job(own, TINY);
    List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + redirection, "sh"));
    String out = own.resolve("out").toString();
    command.addAll(Shell.command("run", job, "-o", out, "--master", "in-process"));

    Shell.Answer answer = Shell.answer(new ProcessBuilder(command)).ends(1);

    assertEquals(1, onlyErrors(answer).size(), answer.err());
    assertTrue(answer.err().contains("standard output cannot be written"), answer.err());
    assertTrue(Files.exists(own.resolve("out/tiny/_SUCCESS")));
    assertEquals(
        Files.readString(expected.resolve("out/tiny/tables/main.csv")),
        Files.readString(own.resolve("out/tiny/tables/main.csv")));
  }

  /** A terminal that script makes. */
  @Test
  void helpHasNoColoursOnAnyTerminal() throws Exception {
    SmallDisk.require("script", "-qec", "true", "/dev/null");
    assertFalse(helpOn("TERM", "xterm").contains("\u001b"));
    assertFalse(helpOn("TERM", "dumb").contains("\u001b"));
    assertFalse(helpOn("NO_COLOR", "1").contains("\u001b"));
  }

  private static String helpOn(String variable, String value) throws Exception {
    String words = String.join("' '", Shell.command("--help"));
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", "'" + words + "'", "/dev/null");
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    builder.environment().put(variable, value);
    return Shell.answer(builder.redirectInput(new File("/dev/null"))).ends(0).out();
  }
}

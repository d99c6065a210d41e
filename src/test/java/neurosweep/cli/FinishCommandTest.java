package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done at the end of a run, by the owner's own command. */
@Tag("environment")
class FinishCommandTest {
  private static final String JOB = "name: s\nexperiment: faulty\ngrid: {item: [1, 2]}\n";

  @TempDir Path directory;

  private Shell.Answer run(String job, String command, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 2);
    all[more.length] = "--on-finish";
    all[more.length + 1] = command;
    return Shell.run(directory, job, all);
  }

  private JsonNode certificate() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("certificate").toFile());
  }

  private String keep() {
    return "cat > '" + directory.resolve("certificate") + "'";
  }

  @Test
  void aCompleteRunTellsWhatItCameTo() throws IOException {
    run(JOB, keep()).ends(0);

    JsonNode told = certificate();
    assertEquals("complete", told.get("state").asText());
    assertEquals(0, told.get("exit_code").asInt());
    assertEquals("s", told.get("name").asText());
    assertEquals(directory.resolve("out/s").toString(), told.get("directory").asText());
    assertEquals(2, told.get("planned").asInt());
    assertEquals(2, told.get("finished").asInt());
    assertEquals(0, told.get("missing").asInt());
    assertTrue(
        Files.readString(directory.resolve("out/s/manifest.json"))
            .contains(told.get("plan_hash").asText()));

    run(JOB, keep()).ends(0); // nothing to run
    assertEquals(2, certificate().get("finished").asInt());
  }

  @Test
  void aRunWithFailuresDoesToo() throws IOException {
    run(JOB.replace("grid:", "fixed: {behaviour: throw}\ngrid:"), keep()).ends(1);
    JsonNode told = certificate();
    assertEquals("incomplete", told.get("state").asText());
    assertEquals(1, told.get("exit_code").asInt());
    assertEquals(2, told.get("failed").asInt());

    String sweep = directory.resolve("out/s").toString();
    Shell.call("retry", sweep, "--master", "in-process", "--fail-fast", "--on-finish", keep())
        .ends(1);
    told = certificate();
    assertEquals("stopped", told.get("state").asText());
    assertTrue(told.get("reason").asText().endsWith(" failed"), told.toString());
  }

  @Test
  void aRunThatIsRefusedDoesToo() throws IOException {
    run(JOB, keep()).ends(0);
    Shell.Answer refused = run(JOB.replace("[1, 2]", "[7]"), keep()).ends(3);
    JsonNode told = certificate();
    assertEquals("failed", told.get("state").asText());
    assertEquals(3, told.get("exit_code").asInt());
    assertTrue(refused.err().contains(told.get("problems").get(0).asText()), refused.err());
  }

  /** What it does and prints is its own: results stay on standard output alone. */
  @Test
  void itsOutputIsNoAnswerAndItsFailureNotTheRuns() {
    Shell.Answer answer = run(JOB, "printf 'hello\\033[2J'; exit 7").ends(0);

    assertFalse(answer.out().contains("hello"), answer.out());
    assertTrue(answer.err().contains("hello<U+001B>[2J\n"), answer.err());
    assertTrue(
        answer.err().contains("command of --on-finish ended with exit code 7; that of the run"),
        answer.err());
    assertTrue(
        run(JOB, " ").ends(2).err().contains("error: --on-finish: is empty"), "an empty one");
  }

  /** Only the command line names it, whatever a job says. */
  @Test
  void aJobNamesNone() {
    String place = directory.resolve("certificate").toString();
    for (String line : new String[] {"on_finish: ", "on-finish: ", "run: "}) {
      Shell.run(directory, JOB + line + "touch " + place + "\n").ends(2);
    }
    Shell.run(directory, JOB, "on_finish=touch").ends(2);
    assertFalse(Files.exists(directory.resolve("certificate")));
  }

  private static String finish(String line, Duration limit) {
    StringWriter err = new StringWriter();
    new FinishCommand(line, limit)
        .run("{}\n".getBytes(StandardCharsets.US_ASCII), Printer.on(new PrintWriter(err)));
    return err.toString();
  }

  /** With what it has started. */
  @Test
  @Timeout(60)
  void itIsEndedWhenItsTimeIsUp() {
    String said = finish("sleep 1000 & sleep 1000; echo never", Duration.ofMillis(300));
    assertTrue(said.contains("was ended; let it do less"), said);
    assertFalse(said.contains("never"), said);
  }

  @Test
  @Timeout(60)
  void whatItLeavesInTheBackgroundKeepsNobody() throws IOException {
    Path pid = directory.resolve("pid");
    assertEquals("", finish("sleep 1000 & echo $! > '" + pid + "'", Duration.ofMinutes(5)));
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Two megabytes are read, so that it is not held up, and little of them is shown. */
  @Test
  @Timeout(60)
  void itPrintsNoBook() {
    String said = finish("head -c 2000000 /dev/zero | tr '\\0' x", Duration.ofMinutes(5));
    assertEquals(1 << 16, said.strip().length());
  }
}

package neurosweep.faults;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import neurosweep.cli.Main;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one sweep directory, each the real command line. */
@Tag("environment")
class TwoDriversTest {
  @TempDir Path directory;
  private Path sweep;
  private Path gate;
  private String job;
  private Process first;

  /** A child whose first two cells end and whose third, the cheapest, waits for a file. */
  @BeforeEach
  void startTheFirst() throws IOException {
    sweep = directory.resolve("out/both");
    gate = directory.resolve("gate");
    job =
        "name: both\nexperiment: faulty\nvariants:\n  - {item: [3, 4]}\n  - {item: 1, behaviour:"
            + " gate, gate: "
            + gate
            + "}\n";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", Shell.job(directory, job), "-o", sweep.getParent().toString()));
    command.addAll(List.of("--master", "in-process", "--parallelism", "1"));
    first =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("first.log").toFile())
            .start();
    Path waiting = directory.resolve("gate.waiting");
    while (!Files.exists(waiting) || MeasuredBits.results(sweep).size() < 2) {
      assertTrue(first.isAlive(), () -> log());
      LockSupport.parkNanos(1_000_000);
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("first.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @AfterEach
  void stopTheFirst() throws InterruptedException {
    first.destroyForcibly().waitFor();
  }

  private String holder() {
    return System.getProperty("user.name") + "@" + "[^ ]+ pid " + first.pid();
  }

  @Test
  void theSecondIsRefusedAndFollowsTheDead() throws Exception {
    SortedMap<String, String> before = contents(sweep);

    for (Shell.Answer refused :
        List.of(
            run(directory, job),
            run(directory, job, "--overwrite", "-y"),
            run(directory, job, "item=1..9"),
            call("retry", sweep.toString(), "--master", "in-process"))) {
      refused.ends(2);
      assertEquals(1, refused.errors().size(), refused.err());
      assertTrue(
          refused
              .err()
              .matches(
                  "error: "
                      + sweep
                      + " is being written by "
                      + holder()
                      + ", for 0:\\d\\d:\\d\\d now; wait until it ends, stop it, or .*\n"),
          refused.err());
    }
    String status = call("status", sweep.toString()).ends(0).out();
    assertTrue(
        status.lines().toList().get(1).matches("running: " + holder() + ", since 20.*Z"), status);
    before.keySet().removeIf(name -> name.startsWith(".lease."));
    SortedMap<String, String> after = contents(sweep);
    after.keySet().removeIf(name -> name.startsWith(".lease."));
    assertEquals(before, after);

    first.destroyForcibly().waitFor();
    status = call("status", sweep.toString()).ends(0).out();
    assertTrue(
        status
            .lines()
            .toList()
            .get(1)
            .matches("was running: " + holder() + ", since .* \\(gone\\)"),
        status);
    SortedMap<String, CellResult> kept = MeasuredBits.results(sweep);
    Files.writeString(gate, "");
    Shell.Answer second = run(directory, job).ends(0);

    assertTrue(
        second.errors().get(0).matches("took over from " + holder() + ", which is gone"),
        second.err());
    SortedMap<String, CellResult> results = MeasuredBits.results(sweep);
    assertEquals(3, results.size());
    kept.forEach((id, result) -> assertEquals(result.seconds(), results.get(id).seconds()));
    assertFalse(Files.exists(sweep.resolve("lease")));
    assertEquals(1, call("status", sweep.toString()).ends(0).out().lines().count());
  }

  @Test
  void theFirstEndsUndisturbed() throws Exception {
    run(directory, job).ends(2);

    Files.writeString(gate, "");

    assertEquals(0, first.waitFor(), () -> log());
    assertEquals(3, MeasuredBits.results(sweep).size());
    assertTrue(contents(sweep).keySet().stream().noneMatch(name -> name.contains("lease")));
    assertEquals(
        List.of("nothing to run: 3 of 3 cells have ended"), run(directory, job).ends(0).errors());
  }

  /** What came after the directory was gone used to be written into a new one and called done. */
  @Test
  void theFirstStopsOnceItsDirectoryIsGone() throws Exception {
    Files.move(sweep, directory.resolve("moved"));

    Files.writeString(gate, "");

    assertEquals(1, first.waitFor(), () -> log());
    String last = log().lines().reduce((one, two) -> two).orElseThrow();
    assertTrue(last.startsWith("error: " + sweep + "/lease has vanished"), log());
    assertEquals(1, log().lines().filter(line -> line.startsWith("error: ")).count(), log());
    assertFalse(log().contains("\tat "), log());
    assertFalse(Files.exists(sweep));
    Files.move(directory.resolve("moved"), sweep);
    run(directory, job).ends(0);
    assertEquals(3, MeasuredBits.results(sweep).size());
  }
}

package neurosweep.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Signals;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to the program in a process of its own, while cells wait for a file. */
@Tag("environment")
class InterruptionIT {
  @TempDir Path directory;
  private Path place;
  private Path out;

  @BeforeAll
  static void signalsArrive() throws IOException {
    assumeFalse(
        Signals.interruptsAreIgnored(),
        "SIGINT is ignored here: these tests run in the background of a shell");
  }

  @BeforeEach
  void places() throws IOException {
    place = Files.createDirectory(directory.resolve("place"));
    out = directory.resolve("out");
  }

  /** One cell that has ended, and more that wait. */
  private String job(String waits) {
    return Shell.job(
        directory,
        String.format(
            Locale.ROOT,
            """
        name: cut
        experiment: faulty
        grid: {item: [9, 1]}
        variants: [{behaviour: finish, item: 9}, {behaviour: %s, item: 1, place: '%s'}]
        seeds: 1..3
        """,
            waits,
            place));
  }

  /** Reads what a process says until a line, which must come. */
  private static void awaitLine(BufferedReader err, String part, StringBuilder said)
      throws IOException {
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      said.append(line).append('\n');
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("no line with '" + part + "' in:\n" + said);
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private void awaitMarks(int count, Process process) throws Exception {
    while (marks() < count) {
      assertTrue(process.isAlive(), "ended before its cells began");
      Thread.sleep(10);
    }
  }

  private long marks() throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.count();
    }
  }

  /** A signal used to end the process with Spark's shutdown, without results or tables. */
  @ParameterizedTest
  @CsvSource({"INT, in-process, 130", "TERM, in-process, 143", "INT, local[1], 130"})
  void theFirstSignalEndsCleanly(String signal, String master, int code) throws Exception {
    String job = job("wait");
    Process process = Shell.start("run", job, "-o", out.toString(), "--master", master);
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      awaitMarks(1, process);
      signal(signal, process);
      StringBuilder said = new StringBuilder();
      awaitLine(err, "interrupted; run again to continue", said);

      assertEquals(code, process.waitFor(), said.toString());
      assertFalse(said.toString().contains("\tat "), said.toString());
    } finally {
      process.destroyForcibly();
    }
    assertEquals(3, MeasuredBits.results(out.resolve("cut")).size(), "what had ended is journaled");
    assertTrue(Files.exists(out.resolve("cut/results")));
    assertTrue(Files.exists(out.resolve("cut/tables/main.md")));
    assertFalse(Files.exists(out.resolve("cut/_SUCCESS")));

    Files.createFile(place.resolve("go"));
    Shell.call("run", job, "-o", out.toString(), "--master", "in-process").ends(0);
    assertEquals(6, MeasuredBits.results(out.resolve("cut")).size());
    assertTrue(
        MeasuredBits.results(out.resolve("cut")).values().stream().allMatch(r -> r.attempt() == 1));
  }

  @Test
  void theSecondSignalEndsAtOnce() throws Exception {
    String job = job("ignore");
    Process process = Shell.start("run", job, "-o", out.toString(), "--master", "in-process");
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      awaitMarks(1, process);
      signal("INT", process);
      StringBuilder said = new StringBuilder();
      awaitLine(err, "Ctrl-C again to quit now", said);
      signal("INT", process);
      assertEquals(130, process.waitFor(), said.toString());
    } finally {
      process.destroyForcibly();
    }
    int kept = MeasuredBits.results(out.resolve("cut")).size();
    assertTrue(kept <= 3, "cells that wait have no result");
    Files.createFile(place.resolve("go"));
    Shell.call("run", job, "-o", out.toString(), "--master", "in-process").ends(0);
    assertEquals(6, MeasuredBits.results(out.resolve("cut")).size(), "the journal is safe");
  }

  @Test
  void aRetryIsInterruptedAsWell() throws Exception {
    String job = job("wait");
    Shell.call(
            "run", job, "-o", out.toString(), "--master", "in-process", "--trial-timeout", "0.01")
        .ends(1);
    Process process =
        Shell.start(
            "retry", out.resolve("cut").toString(), "--master", "in-process", "--parallelism", "1");
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      awaitMarks(4, process);
      signal("INT", process);
      StringBuilder said = new StringBuilder();
      awaitLine(err, "interrupted; run again to continue", said);
      assertEquals(130, process.waitFor(), said.toString());
    } finally {
      process.destroyForcibly();
    }
    assertEquals(
        6, MeasuredBits.results(out.resolve("cut")).size(), "nothing that was known is lost");
  }
}

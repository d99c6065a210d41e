package neurosweep.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import neurosweep.cli.Main;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two drivers that cannot see each other's processes, each in namespaces of its own as on two
 * machines: who is replaced has stopped before, or writes nothing more.
 */
@Tag("environment")
class FencingIT {
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(4);

  @TempDir Path root;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  /** One sweep of one cell, which waits for a file, and its two drivers. */
  private final class Contest {
    private final Path place;
    private final Path gate;
    private final Path sweep;
    private final Process first;
    private Process second;

    Contest(String name) throws IOException {
      place = Files.createDirectories(root.resolve(name));
      gate = place.resolve("gate");
      Path out = Files.createDirectory(place.resolve("out"));
      sweep = out.resolve("s");
      Shell.job(
          place,
          "name: s\nexperiment: faulty\nfixed: {behaviour: gate, gate: "
              + gate
              + "}\ngrid: {item: [1]}\n");
      // a mount of its own can become read-only for one of the two alone
      first =
          driver(
              "first",
              "unshare",
              "-m",
              "sh",
              "-c",
              "mount --bind \"$0\" \"$0\"; exec \"$@\"",
              out.toString());
      await(first, "first", () -> Files.exists(place.resolve("gate.waiting")));
    }

    void follow() throws IOException {
      second = driver("second", "unshare", "-p", "-f", "--mount-proc", "--kill-child");
    }

    private Process driver(String log, String... within) throws IOException {
      List<String> command = new ArrayList<>(List.of(within));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      command.addAll(List.of("run", place.resolve("job.yaml").toString()));
      command.addAll(List.of("-o", sweep.getParent().toString(), "--master", "in-process"));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(place.resolve(log).toFile())
              .start();
      started.add(process);
      return process;
    }

    String said(String log) {
      try {
        return Files.readString(place.resolve(log));
      } catch (IOException e) {
        return e.toString();
      }
    }

    void await(Process process, String log, BooleanSupplier condition) {
      long begin = System.nanoTime();
      while (!condition.getAsBoolean()) {
        assertTrue(process.isAlive(), () -> said(log));
        assertTrue(System.nanoTime() - begin < MOST_NANOS, () -> said(log));
        LockSupport.parkNanos(5_000_000);
      }
    }

    void awaitTakeOver() {
      await(second, "second", () -> said("second").contains("took over from "));
    }

    void requireEnd(Process process, String log, int code) throws InterruptedException {
      assertTrue(process.waitFor(MOST_NANOS, TimeUnit.NANOSECONDS), () -> said(log));
      assertEquals(code, process.exitValue(), () -> said(log));
      assertFalse(said(log).contains("\tat "), () -> said(log));
    }

    /** The one error that the first has said. */
    String error() {
      List<String> errors =
          said("first").lines().filter(line -> line.startsWith("error: ")).toList();
      assertEquals(1, errors.size(), () -> said("first"));
      return errors.get(0);
    }
  }

  @Test
  void whoIsReplacedWritesNothingMore() throws Exception {
    SmallDisk.require("unshare", "-m", "-p", "-f", "--mount-proc", "true");
    Contest silent = new Contest("silent");
    Contest suspended = new Contest("suspended");
    long first = silent.first.pid();
    SmallDisk.require(
        "nsenter",
        "-t",
        "" + first,
        "-m",
        "mount",
        "-o",
        "remount,bind,ro",
        silent.sweep.getParent().toString());
    SmallDisk.require("kill", "-STOP", "" + suspended.first.pid());
    silent.follow();
    suspended.follow();

    // it computes still when it learns that it cannot give a sign of life
    silent.requireEnd(silent.first, "first", 1);
    assertFalse(silent.said("second").contains("took over from "), "the first stops before that");
    assertTrue(
        silent.error().startsWith("error: " + silent.sweep + " could not be written for 25 s"),
        silent.error());
    assertTrue(silent.error().contains("Read-only file system"), silent.error());

    silent.awaitTakeOver();
    suspended.awaitTakeOver();
    Files.writeString(silent.gate, "");
    Files.writeString(suspended.gate, "");
    silent.requireEnd(silent.second, "second", 0);
    suspended.requireEnd(suspended.second, "second", 0);
    var journal = Shell.contents(suspended.sweep);
    SmallDisk.require("kill", "-CONT", "" + suspended.first.pid());

    suspended.requireEnd(suspended.first, "first", 1);
    assertTrue(suspended.error().contains("while this run"), suspended.error());
    assertEquals(journal, Shell.contents(suspended.sweep));
    for (Contest each : List.of(silent, suspended)) {
      assertEquals(1, MeasuredBits.results(each.sweep).size());
      assertEquals(1, MeasuredBits.results(each.sweep).values().iterator().next().attempt());
    }
  }
}

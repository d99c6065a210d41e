package neurosweep.faults;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few open files, no room in the temporary directory: it works, or says why in one line. */
@Tag("environment")
class CrampedMachineTest {
  private static final int CELLS = 8;

  @TempDir Path directory;

  private String out() {
    return directory.resolve("out").toString();
  }

  private Path sweep() {
    return directory.resolve("out/tiny");
  }

  private static Shell.Answer limited(int files, String... args)
      throws IOException, InterruptedException {
    String[] shell = {"sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh"};
    List<String> command = new ArrayList<>(List.of(shell));
    command.addAll(Shell.command(args));
    SmallDisk.require("sh", "-c", "ulimit -n " + files);
    return Shell.answer(new ProcessBuilder(command));
  }

  private static void requireOneLineOrSuccess(Shell.Answer answer) {
    assertFalse(answer.err().contains("\tat "), answer.err());
    if (answer.code() != 0) {
      answer.ends(1);
      assertEquals(1, answer.errors().size(), answer.err());
      assertTrue(answer.err().startsWith("error: "), answer.err());
      assertTrue(answer.err().contains("(ulimit -n)"), answer.err());
    }
  }

  /** Java itself has opened the class path before it comes to the program. */
  private static int withClassPath(int more) {
    int jars = System.getProperty("java.class.path").split(File.pathSeparator, -1).length;
    return jars + more;
  }

  /** Classes that could not be opened were missing to Java: stacks, and a bug was reported. */
  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32, 64})
  void fewOpenFilesAreOneLineAndLoseNothing(int more) throws Exception {
    int files = withClassPath(more);
    String job = Shell.job(directory, TINY);
    String[] run = {"run", job, "-o", out(), "--master", "in-process", "--no-progress", "-q"};

    requireOneLineOrSuccess(limited(files, "plan", job, "-o", out()));
    requireOneLineOrSuccess(limited(files, run));
    run(directory, TINY).ends(0);
    requireOneLineOrSuccess(limited(files, "status", sweep().toString()));
    requireOneLineOrSuccess(limited(files, "report", sweep().toString()));

    call("report", sweep().toString()).ends(0);
    assertEquals(CELLS, MeasuredBits.results(sweep()).size());
  }

  /** Spark logged stacks of its own and left half a run. */
  @Test
  void sparkDoesNotStartWithFewOpenFiles() throws Exception {
    String job = Shell.job(directory, TINY);

    Shell.Answer answer =
        limited(withClassPath(100), "run", job, "-o", out(), "--no-progress", "-q");

    requireOneLineOrSuccess(answer);
    answer.ends(1);
    assertFalse(Files.exists(sweep().resolve("manifest.json")));
    run(directory, TINY).ends(0);
  }

  @Test
  void theLauncherSaysHowManyFilesAreNeeded() throws Exception {
    SmallDisk.require("bash", "-c", "ulimit -n 64");
    String script = Path.of("scripts/neurosweep").toAbsolutePath().toString();

    Shell.Answer answer =
        Shell.answer(
            new ProcessBuilder("bash", "-c", "ulimit -n 64 && exec \"$0\" --version", script));

    answer.ends(2);
    assertEquals(
        "neurosweep: this process may open 64 files, 512 are needed; let it open more of them"
            + " (ulimit -n)\n",
        answer.err());
  }

  /** Snappy's native library was unpacked there: a stack, exit code 1. */
  @ParameterizedTest
  @ValueSource(strings = {"noexec,size=64m", "size=64k"})
  void aRunWorksWhereTheTemporaryDirectoryCannotHoldPrograms(String options) throws Exception {
    requireRuns(options, true);
  }

  /** Pure Java had been asked for by a property that this Snappy does not read. */
  @ParameterizedTest
  @ValueSource(strings = {"noexec,size=64m", "size=64k"})
  void aRunWorksWhereNoDirectoryCanHoldPrograms(String options) throws Exception {
    requireRuns(options, false);
  }

  private void requireRuns(String options, boolean cache) throws Exception {
    String job = Shell.job(directory, TINY);
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), options)) {
      if (options.equals("size=64k")) {
        disk.fill();
      }
      Path place = cache ? Files.createDirectory(directory.resolve("cache")) : disk.root();
      List<String> command =
          Shell.command("run", job, "-o", out(), "--master", "in-process", "--no-progress", "-q");
      command.removeIf(word -> word.startsWith("-Djava.io.tmpdir="));
      command.add(1, "-Djava.io.tmpdir=" + disk.root());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("NEUROSWEEP_CACHE", place.toString());

      Shell.Answer answer = Shell.answer(builder).ends(0);

      assertFalse(answer.err().contains("\tat "), answer.err());
      assertTrue(Files.exists(sweep().resolve("_SUCCESS")), answer.err());
    }
    assertEquals(CELLS, MeasuredBits.results(sweep()).size());
  }

  /** The line ended with the bare reason or path, without a remedy. */
  @Test
  void aVerificationWithoutTemporaryFilesIsOneLine() throws Exception {
    run(directory, TINY).ends(0);
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=64k")) {
      disk.fill();
      for (Path place : List.of(disk.root(), directory.resolve("absent"))) {
        List<String> command = Shell.command("verify", sweep().toString(), "--sample", "50%");
        command.removeIf(word -> word.startsWith("-Djava.io.tmpdir="));
        command.add(1, "-Djava.io.tmpdir=" + place);

        Shell.Answer answer = Shell.answer(new ProcessBuilder(command));

        assertFalse(answer.err().contains("\tat "), answer.err());
        assertTrue(answer.code() != 0, answer.out());
        assertTrue(answer.err().contains("error: cannot start another Java process"), answer.err());
        assertTrue(
            answer.err().matches("(?s).*; (free some space|check the path).*"), answer.err());
      }
    }
  }
}

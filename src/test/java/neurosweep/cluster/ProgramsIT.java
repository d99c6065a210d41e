package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import neurosweep.testing.BuiltInstallation;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of programs as their users have them: copied elsewhere, run here and by workers. */
@Tag("environment")
class ProgramsIT {
  @TempDir Path directory;
  private BuiltInstallation installation;

  @BeforeEach
  void install() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "scripts are not run on this system");
    installation = new BuiltInstallation(directory);
    BuiltInstallation.copy(Path.of("examples/command"), directory.resolve("my own/programs"));
  }

  @AfterEach
  void stop() throws Exception {
    installation.answer("local-cluster", "stop");
  }

  private static void assumeRuns(String why, String... command) throws InterruptedException {
    int code;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      process.getInputStream().readAllBytes();
      code = process.waitFor();
    } catch (IOException e) {
      code = -1;
    }
    assumeTrue(code == 0, why);
  }

  private void ended(String script, String... arguments) throws Exception {
    BuiltInstallation.Answer answer = installation.answer(script, arguments);
    assertEquals(0, answer.code(), answer.said());
  }

  private void givesTheSameBitsHereAndThere(String job, String name, String... overrides)
      throws Exception {
    List<String> run = new ArrayList<>(List.of("run", "my own/programs/" + job));
    run.addAll(List.of(overrides));
    run.addAll(List.of("--allow-commands", "--backend", "vector", "-o"));
    List<String> here = new ArrayList<>(run);
    here.add("here");
    ended("neurosweep", here.toArray(String[]::new));
    Path sweep = directory.resolve("here/" + name);
    assertTrue(Files.exists(sweep.resolve("figures/curves-accuracy.svg")));
    ended("neurosweep", "verify", "here/" + name, "--sample", "2", "--allow-commands");

    ended("local-cluster", "start", "--port", "0", "--workers", "2", "--hours", "1");
    List<String> there = new ArrayList<>(List.of("--executor-memory", "500m", "--"));
    there.addAll(run);
    there.add("there");
    ended("submit", there.toArray(String[]::new));
    assertEquals(
        MeasuredBits.measured(sweep), MeasuredBits.measured(directory.resolve("there/" + name)));
  }

  @Test
  void theClassInJava() throws Exception {
    assumeRuns("there is no java on the PATH that runs a source", "java", "--version");
    givesTheSameBitsHereAndThere("java.yaml", "clouds");
  }

  @Test
  void theScriptInNumPy() throws Exception {
    assumeRuns("there is no python3 with NumPy", "python3", "-c", "import numpy");
    givesTheSameBitsHereAndThere("job.yaml", "spirals", "epochs=3", "seeds=1..2");
    Path kept = directory.resolve("here/spirals/kept");
    try (var cells = Files.list(kept)) {
      assertEquals(12, cells.filter(cell -> Files.exists(cell.resolve("weights.npz"))).count());
    }
  }
}

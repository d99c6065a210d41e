package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.testing.BuiltInstallation;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of programs as their users have them: copied elsewhere, run here and by workers. */
@Tag("environment")
@Tag("cluster")
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

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void ended(String script, String... arguments) throws Exception {
    BuiltInstallation.Answer answer = installation.answer(script, arguments);
    assertEquals(0, answer.code(), answer.said());
  }

  private static String[] run(String out, List<String> job) {
    List<String> run = new ArrayList<>(List.of("run", "--allow-commands", "--backend", "vector"));
    run.addAll(List.of("-o", out));
    run.addAll(job);
    return run.toArray(String[]::new);
  }

  /** Both in one test, as it takes a while to start a cluster. */
  @Test
  void theExamplesGiveTheSameBitsHereAndByWorkers() throws Exception {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    if (runs("java", "--version")) {
      jobs.put("clouds", List.of("my own/programs/java.yaml", "seeds=1"));
    }
    if (runs("python3", "-c", "import numpy")) {
      jobs.put("spirals", List.of("my own/programs/job.yaml", "epochs=3", "seeds=1"));
    }
    assumeFalse(jobs.isEmpty(), "there is neither a java on the PATH nor a python3 with NumPy");
    ended("local-cluster", "start", "--port", "0", "--workers", "2", "--hours", "1");
    for (Map.Entry<String, List<String>> job : jobs.entrySet()) {
      ended("neurosweep", run("here", job.getValue()));
      Path here = directory.resolve("here").resolve(job.getKey());
      assertTrue(Files.exists(here.resolve("figures/curves-accuracy.svg")));

      List<String> submit = new ArrayList<>(List.of("--executor-memory", "500m", "--"));
      submit.addAll(List.of(run("there", job.getValue())));
      ended("submit", submit.toArray(String[]::new));
      Path there = directory.resolve("there").resolve(job.getKey());
      assertEquals(MeasuredBits.measured(here), MeasuredBits.measured(there));
      assertEquals(kept(here), kept(there));
      assertEquals(job.getKey().equals("spirals") ? 6 : 0, kept(here).size());
    }
    String last = "here/" + jobs.keySet().iterator().next();
    ended("neurosweep", "verify", last, "--sample", "1", "--allow-commands");
  }

  /** The cells with weights. */
  private static Set<String> kept(Path sweep) throws IOException {
    Path kept = sweep.resolve("kept");
    if (!Files.exists(kept)) {
      return Set.of();
    }
    try (Stream<Path> cells = Files.list(kept)) {
      return cells
          .filter(cell -> Files.exists(cell.resolve("weights.npz")))
          .map(cell -> cell.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }
}

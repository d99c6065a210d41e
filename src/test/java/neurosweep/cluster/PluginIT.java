package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import neurosweep.testing.BuiltInstallation;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin as its author has it: built by the script outside the tree, run here and on executors.
 */
@Tag("environment")
@Tag("cluster")
class PluginIT {
  private static final String JOB =
      """
      name: mine
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 2, epochs: 2}
      variants: [{algorithm: bp}, {algorithm: damped-bp, kept: 0.1}]
      seeds: [1]
      report: {reference: bp}
      """;

  @TempDir Path directory;
  private BuiltInstallation installation;

  @BeforeEach
  void install() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "scripts are not run on this system");
    installation = new BuiltInstallation(directory);
    BuiltInstallation.copy(Path.of("examples/plugin"), directory.resolve("my own/damped"));
    Files.writeString(directory.resolve("job.yaml"), JOB);
  }

  @AfterEach
  void stop() throws Exception {
    installation.answer("local-cluster", "stop");
  }

  private String ended(String script, String... arguments) throws Exception {
    BuiltInstallation.Answer answer = installation.answer(script, arguments);
    assertEquals(0, answer.code(), answer.said());
    return answer.said();
  }

  @Test
  void executorsRunWhatTheScriptHasBuilt() throws Exception {
    String said = ended("plugin", "my own/damped");
    String jar = directory.resolve("my own/damped/target/damped.jar").toString();
    assertTrue(said.contains("built " + jar), said);

    ended("neurosweep", "run", "job.yaml", "-o", "here", "--plugin", jar, "--backend", "vector");
    ended("local-cluster", "start", "--port", "0", "--workers", "1", "--hours", "1");
    ended(
        "submit",
        "--executor-memory",
        "500m",
        "--",
        "run",
        "job.yaml",
        "-o",
        "there",
        "--plugin",
        jar,
        "--backend",
        "vector");

    Path there = directory.resolve("there/mine");
    assertEquals(
        MeasuredBits.measured(directory.resolve("here/mine")), MeasuredBits.measured(there));
    List<String> computing =
        MeasuredBits.results(there).values().stream()
            .map(result -> result.origin().computing())
            .distinct()
            .toList();
    assertEquals(
        MeasuredBits.results(directory.resolve("here/mine")).values().stream()
            .map(result -> result.origin().computing())
            .distinct()
            .toList(),
        computing,
        "what executors say that they computed with");
  }
}

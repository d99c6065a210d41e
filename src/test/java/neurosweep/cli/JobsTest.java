package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jobs of the project, scaled down to data that need no download. */
class JobsTest {
  @TempDir Path directory;

  static List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void thePapersJobsAreThere() throws IOException {
    List<String> names = jobs().stream().map(file -> file.getFileName().toString()).toList();
    List<String> wanted =
        List.of(
            "quickstart",
            "gait-grid",
            "fig1",
            "fig2a",
            "fig2b",
            "fig2c",
            "fig3",
            "ei-fig1",
            "ei-fig2a",
            "ei-fig2b",
            "ei-fig2c",
            "ei-fig3",
            "ei-fig4a",
            "ei-fig4b",
            "ei-fig4c");
    wanted.forEach(name -> assertTrue(names.contains(name + ".yaml"), name));
  }

  private static final Map<String, List<String>> SMALL =
      Map.of(
          "classification", List.of("epochs=1", "glyphs_test=10", "pool=7"),
          "update-alignment", List.of("glyphs_test=10", "pool=7"),
          "equilibrium", List.of("glyphs_test=10", "pool=7"),
          "rate-prediction", List.of("dt=0.0005", "duration=2"),
          "constant-reconstruction", List.of("stimuli=2", "stimulus_seconds=1"),
          "tracking-reconstruction", List.of("dt=0.001", "duration=1"),
          "image-reconstruction",
              List.of("dictionary=learned", "n_i=4,8", "training_patches=50", "steps=20"),
          "fixed-point-attractor",
              List.of("weights=designed", "starts=1", "cue_seconds=1", "free_seconds=1"),
          "ring-attractor", List.of("phase_seconds=2"),
          "travelling-wave", List.of("duration=1"));

  private static String experiment(Path job) throws IOException {
    try (Stream<String> lines = Files.lines(job)) {
      return lines
          .filter(line -> line.startsWith("experiment:"))
          .map(line -> line.substring("experiment:".length()).strip())
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> scaledDown(Path job) throws IOException {
    String experiment = experiment(job);
    List<String> overrides =
        new ArrayList<>(
            experiment.equals("grid-attractor")
                ? List.of("side=15", "duration=1")
                : SMALL.getOrDefault(experiment, List.of()));
    if (overrides.contains("pool=7") || overrides.contains("dictionary=learned")) {
      overrides.addAll(List.of("dataset=glyphs", "glyphs_train=20"));
    }
    overrides.add("seeds=1");
    return overrides;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobPlansAndSaysItsClaim(Path job) throws IOException {
    String out = directory.resolve("out").toString();
    List<String> call = new ArrayList<>(List.of("plan", job.toString(), "-o", out));
    call.addAll(scaledDown(job));
    Shell.Answer answer = Shell.call(call.toArray(String[]::new));
    answer.ends(0);
    assertTrue(answer.out().contains("cells"), answer.out());
    assertTrue(Files.readString(job).contains("Claim"), job + " states no claim");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobRunsScaledDown(Path job) throws IOException {
    String out = directory.resolve("out").toString();
    List<String> call =
        new ArrayList<>(List.of("run", job.toString(), "-o", out, "--master", "in-process"));
    call.addAll(List.of("-q", "--backend", "ejml"));
    call.addAll(scaledDown(job));
    Shell.call(call.toArray(String[]::new)).ends(0);
  }
}

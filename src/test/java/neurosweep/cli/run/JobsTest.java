package neurosweep.cli.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jobs of the project, scaled down to data that need no download. */
@Tag("environment")
class JobsTest {
  @TempDir Path directory;

  static List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Overrides that make the cells of an experiment small. */
  private static List<String> scaled(Path job) throws IOException {
    String text = Files.readString(job);
    String experiment = text.replaceAll("(?s).*\nexperiment: ([a-z-]+)\n.*", "$1");
    List<String> data = List.of("dataset=glyphs", "glyphs_train=60", "glyphs_test=10", "pool=7");
    return switch (experiment) {
      case "classification" ->
          and(data, text.contains("\nsearch:") ? "epochs=2" : "epochs=1", "subset=0");
      case "update-alignment", "equilibrium" -> data;
      case "linear-regression", "nonlinear-regression" -> List.of("iterations=12");
      case "autoencoding" -> and(data, "epochs=1", "hidden=8-4-8");
      case "leak-curve" -> List.of("inversion_steps=99");
      case "rate-prediction" -> List.of("dt=0.0005", "duration=2");
      case "constant-reconstruction" -> List.of("stimuli=2", "stimulus_seconds=1");
      case "tracking-reconstruction" -> List.of("dt=0.001", "duration=1");
      case "image-reconstruction" ->
          List.of(
              "dictionary=learned",
              "dataset=glyphs",
              "glyphs_train=20",
              "n_i=4,8",
              "training_patches=50",
              "steps=20");
      case "fixed-point-attractor" ->
          List.of("weights=designed", "starts=1", "cue_seconds=1", "free_seconds=1");
      case "ring-attractor" -> List.of("phase_seconds=2");
      case "travelling-wave" -> List.of("duration=1");
      case "grid-attractor" -> List.of("side=15", "duration=1");
      default -> throw new IllegalArgumentException(job + " runs " + experiment);
    };
  }

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private Shell.Answer call(String command, Path job, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of(command, job.toString()));
    words.addAll(List.of("-o", directory.resolve("out").toString(), "--backend", "ejml"));
    words.addAll(List.of(options));
    words.addAll(scaled(job));
    return Shell.call(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobPlansAndSaysItsClaim(Path job) throws IOException {
    Shell.Answer answer = call("plan", job);
    answer.ends(0);
    assertTrue(answer.out().contains("cells"), answer.out());
    String first = Files.readString(job).lines().findFirst().orElseThrow();
    assertTrue(first.matches("# (Claim|The paper's claim|Question).*"), job + " states no claim");
  }

  /** What was measured is in docs/results, with the sweep that it was read from. */
  @ParameterizedTest
  @MethodSource("jobs")
  void noCommentSaysWhatWasMeasured(Path job) throws IOException {
    assertFalse(Files.readString(job).matches("(?is).*#[^\n]*\\bmeasured\\b.*"), job.toString());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobRunsScaledDown(Path job) throws IOException {
    call("run", job, "--master", "in-process", "-q", "seeds=1").ends(0);
  }
}

package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        List.of("quickstart", "gait-grid", "fig1", "fig2a", "fig2b", "fig2c", "fig3");
    wanted.forEach(name -> assertTrue(names.contains(name + ".yaml"), name));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobPlansAndSaysItsClaim(Path job) throws IOException {
    String out = directory.resolve("out").toString();
    Shell.Answer answer =
        Shell.call(
            "plan", job.toString(), "-o", out, "dataset=glyphs", "glyphs_train=60", "pool=2");
    answer.ends(0);
    assertTrue(answer.out().contains("cells"), answer.out());
    assertTrue(Files.readString(job).contains("Claim"), job + " states no claim");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobRunsScaledDown(Path job) {
    String out = directory.resolve("out").toString();
    boolean trains = !job.toString().matches(".*(fig1|equilibrium).*");
    Stream<String> common =
        Stream.of(
            "run",
            job.toString(),
            "-o",
            out,
            "--master",
            "in-process",
            "-q",
            "--backend",
            "ejml",
            "dataset=glyphs",
            "glyphs_train=20",
            "glyphs_test=10",
            "pool=7",
            "seeds=1");
    Stream<String> few = trains ? Stream.of("epochs=1") : Stream.empty();
    Shell.call(Stream.concat(common, few).toArray(String[]::new)).ends(0);
  }
}

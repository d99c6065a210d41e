package neurosweep.cli;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan tells. */
@Tag("environment")
class PlanTextTest {
  private static final String DATA =
      """
      name: t
      experiment: classification
      fixed: {dataset: csv, algorithm: bp, depth: 1, epochs: 1, batch_size: 2}
      seeds: 3
      """;

  @TempDir Path directory;

  private Shell.Answer planned(String train, String test) throws IOException {
    Files.writeString(directory.resolve("train.csv"), train);
    Files.writeString(directory.resolve("test.csv"), test);
    String out = directory.resolve("out").toString();
    return call("plan", Shell.job(directory, DATA), "-o", out, "--data", directory.toString());
  }

  @Test
  void aPlanOfThousandsOfSeedsFitsAScreen() {
    Shell.Answer plan = call("plan", "jobs/quickstart.yaml", "seeds=1..9000").ends(0);
    String seeds = "(9000): 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ..., 9000";
    assertTrue(plan.out().contains(seeds), plan.out());
    assertTrue(plan.out().lines().allMatch(line -> line.length() < 500), plan.out());
  }

  @Test
  void aPlanSaysWhatTheDataAreAndWhichClassesAreEmpty() throws IOException {
    String out =
        planned("a,b,c,d,label\n1,1,1,1,1\n2,1,1,1,3\n3,1,1,1,2\n", "a,b,c,d,label\n1,1,1,1,1\n")
            .ends(0)
            .out();
    assertTrue(
        out.contains(
            "3 training and 1 test examples, 4 features, 4 classes;"
                + " 1 of them without a training example (0)"),
        out);
    assertTrue(out.contains("3 of them without a test example (0, 2, 3)"), out);
    assertTrue(out.contains("the one seed 3"), out);
  }
}

package neurosweep.cli;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        planned("a,b,c,d,label\n1,1,1,1,1\n2,1,1,1,3\n3,1,1,1,2\n", "a,b,c,d,label\n1,1,1,1,7\n")
            .ends(0)
            .out();
    assertTrue(
        out.contains(
            "3 training and 1 test examples, 4 features, 4 classes;"
                + " 1 of them without a training example (7)"),
        out);
    assertTrue(out.contains("3 of them without a test example (1, 2, 3)"), out);
    assertTrue(
        out.contains("classes     1 1 (33.3 %), 2 1 (33.3 %), 3 1 (33.3 %), 7 0 (0.0 %)"), out);
    assertTrue(out.contains("notice      csv: the same in every training row: b, c, d;"), out);
    assertTrue(
        out.contains("notice      csv: 1 of 1 test rows have the features of a training"), out);
    assertTrue(out.contains("the one seed 3"), out);
  }

  @Test
  void aPlanTellsTheTimeOnAsManyExecutorsAsOneLikes() {
    int cores = Runtime.getRuntime().availableProcessors();
    String out =
        call("plan", "jobs/quickstart.yaml", "--executors", "1,64," + cores + ",1000000")
            .ends(0)
            .out();
    List<String> lines = out.lines().filter(line -> line.startsWith("schedule ")).toList();
    assertEquals(4, lines.size(), out);
    assertTrue(
        lines.get(0).matches("schedule    on 1 executor (\\S+), 0\\.0 % idle, at least \\1"), out);
    assertTrue(lines.get(3).startsWith("schedule    on 1,000,000 executors 0:"), out);
    assertTrue(lines.get(3).contains(", 100.0 % idle, at least "), out);
    String price = out.lines().filter(line -> line.startsWith("price ")).findFirst().orElse("");
    assertTrue(price.contains("; " + clock(lines.get(2)) + " here on " + cores + " cores,"), out);
    assertTrue(price.endsWith(", " + clock(lines.get(1)) + " on 64"), out);
  }

  private static String clock(String schedule) {
    return schedule.replaceAll(".* executors? (\\S+), .*", "$1");
  }

  @Test
  void aNumberOfExecutorsIsPositive() {
    Shell.Answer answer = call("plan", "jobs/quickstart.yaml", "--executors", "8,0,x,1000001");
    answer.ends(2);
    for (String wrong : List.of("0", "x", "1000001")) {
      String line = "--executors: is " + wrong + ", must be a whole number from 1 to 1000000,";
      assertTrue(answer.err().contains(line), answer.err());
    }
  }
}

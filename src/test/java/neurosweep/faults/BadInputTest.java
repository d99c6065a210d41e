package neurosweep.faults;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.testing.BadFiles;
import neurosweep.testing.BadInput;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's fault is exit code 2 and a line that names value and remedy; it changes nothing. */
@Tag("environment")
class BadInputTest {
  private static final int LEAST_INPUTS = 300;

  private static final String LINES =
      "(error: |Did you mean|Possible|Try |fetching |the faster backend ).*";

  private static final String DATA =
      "name: n\nexperiment: classification\nfixed: {epochs: 1, depth: 1, dataset: %s}\n";

  /** A finished sweep of {@link Shell#TINY} that tests copy and never change. */
  @TempDir static Path undisturbed;

  @TempDir Path directory;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY).ends(0);
  }

  static Stream<BadInput> inputs() {
    String sweep = "@/out/tiny";
    return Stream.of(
            BadInput.table(
                "jobs.txt", "run @/job.yaml -o @/out --master in-process --timeout 0.001"),
            BadInput.table("commands.txt"),
            BadInput.table("csv.txt", "run @/csv.yaml -o @/out --data @"),
            BadInput.table(
                "sweeps.txt",
                "status " + sweep,
                "report " + sweep,
                "retry " + sweep,
                "run @/tiny.yaml -o @/out"),
            BadInput.table("vectors.txt", "doctor --vectors @/v.json --backend ejml"),
            BadFiles.idx(),
            BadFiles.parquet(),
            BadFiles.results())
        .flatMap(each -> each);
  }

  @Test
  void theTableIsLong() {
    List<BadInput> all = inputs().toList();
    assertTrue(all.size() >= LEAST_INPUTS, "only " + all.size());
    assertEquals(all.size(), all.stream().map(BadInput::name).distinct().count());
    assertTrue(all.stream().noneMatch(input -> input.said().isEmpty()));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyInputIsAnswered(BadInput input) throws IOException {
    if (input.commands().stream()
        .anyMatch(c -> c.contains("out/tiny") || c.contains("tiny.yaml"))) {
      Shell.copy(undisturbed, directory);
      write(directory.resolve("tiny.yaml"), TINY);
    }
    write(directory.resolve("good.yaml"), TINY);
    write(directory.resolve("file"), "not JSON");
    for (String source : List.of("csv", "parquet")) {
      write(directory.resolve(source + ".yaml"), String.format(Locale.ROOT, DATA, source));
    }
    write(directory.resolve("idx.yaml"), String.format(Locale.ROOT, DATA, "mnist"));
    write(directory.resolve("train.csv"), "a,b,label\n1,2,0\n1,2,1\n");
    write(directory.resolve("test.csv"), "a,b,label\n1,2,0\n1,2,1\n");
    input.setup().in(directory);
    for (String command : input.commands()) {
      String[] args = command.split(" ", -1);
      for (int i = 0; i < args.length; i++) {
        args[i] = args[i].replace("@", directory.toString());
      }
      answered(args, input);
    }
  }

  private void answered(String[] args, BadInput input) {
    SortedMap<String, String> before = contents(directory);

    Shell.Answer answer = call(args).ends(input.code());

    String told = answer.err() + (input.code() == 0 ? answer.out() : "");
    input.said().forEach(word -> assertTrue(told.contains(word), () -> word + "\n" + told));
    assertFalse(told.contains("\tat "), told);
    for (String line : answer.errors()) {
      assertTrue(line.matches(LINES), line);
      assertFalse(line.matches("error: .*(Exception|java\\.).*"), line);
      assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    }
    if (input.code() != 0) {
      assertEquals("", answer.out());
    }
    assertEquals(before, contents(directory));
  }

  private void refused(String[] args, String... said) {
    answered(args, BadInput.refused(String.join(" ", args), d -> {}, "", said));
  }

  /** Ten to the ninth values in a few hundred characters. */
  @Test
  void anAliasBombIsRefused() {
    StringBuilder job =
        new StringBuilder("name: n\nexperiment: classification\ngrid:\n  a0: &a0 [1]\n");
    for (int i = 1; i <= 9; i++) {
      job.append("  a").append(i).append(": &a").append(i).append(" [");
      job.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    String file = Shell.job(directory, job.append("  depth: *a9\n").toString());
    refused(new String[] {"plan", file}, "aliases expand to more than 600000 values");
  }

  /** The same fault of every configuration used to name the first of them. */
  @Test
  void aFaultOfEveryConfigurationIsOneLine() {
    String job =
        Shell.job(
            directory,
            "name: n\nexperiment: classification\nfixed: {pool: 5}\ngrid: {depth: [1, 2]}");
    Shell.Answer answer = call("plan", job).ends(2);
    assertEquals(1, answer.errors().size(), answer.err());
    assertFalse(answer.err().contains("configuration "), answer.err());
  }

  @Test
  void thousandsOfFaultsAreCounted() {
    String job =
        Shell.job(
            directory,
            "name: n\nexperiment: classification\ngrid: {depth: [" + "x, ".repeat(5000) + "]}");
    Shell.Answer answer = call("plan", job).ends(2);
    assertEquals(101, answer.errors().size(), answer.err());
    assertTrue(answer.err().endsWith("error: and 4900 more problems\n"), answer.err());
  }

  @Test
  void anOutputThatMayNotBeWrittenIsRefused() throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(out), "this user may write everywhere");
    String job = Shell.job(directory, TINY);
    refused(new String[] {"run", job, "-o", out.toString()}, "read-only", "choose");
  }

  @Test
  void showWantsTheStartOfOneId() {
    Shell.copy(undisturbed, directory);
    String place = directory.resolve("out/tiny").toString();
    refused(new String[] {"show", place, ""}, "is the start of 8 ids", "write more");
  }

  @Test
  void figuresThatDoNotExistAreNamedBeforeAnythingRuns() {
    String job = Shell.job(directory, Shell.TINY.replace("bp}\n", "bp, figures: [heatmap]}\n"));
    refused(
        new String[] {"plan", job},
        "report.figures",
        "unknown figure \"heatmap\"",
        "did you mean \"heat-map\"");
  }

  @Test
  void reportWantsACellThatHasEnded() throws IOException {
    Shell.copy(undisturbed, directory);
    Path sweep = directory.resolve("out/tiny");
    Files.delete(sweep.resolve("results/part-00000.parquet"));
    Files.delete(sweep.resolve("results"));
    Files.delete(sweep.resolve("journal/000001.seg"));
    refused(new String[] {"report", sweep.toString()}, "has no results yet", "run");
  }

  /** Two gigabytes that a file could hold if it were not all one hole, and this program not. */
  @Test
  void whatDoesNotFitInMemoryIsRefusedUnread() throws IOException {
    long memory = Runtime.getRuntime().maxMemory();
    int length = (int) Math.min(2_147_483_639, memory / 2 + (1 << 20));
    Assumptions.assumeTrue(length > memory / 2, "this memory holds every IDX file");
    write(directory.resolve("idx.yaml"), String.format(Locale.ROOT, DATA, "mnist"));
    Path set = Files.createDirectories(directory.resolve("mnist"));
    for (String part : Arrays.asList("train", "t10k")) {
      try (java.io.RandomAccessFile file =
          new java.io.RandomAccessFile(set.resolve(part + "-images-idx3-ubyte").toFile(), "rw")) {
        file.writeInt(0x803);
        file.writeInt(length);
        file.writeInt(1);
        file.writeInt(1);
        file.setLength(16L + length); // a hole: no disk, no time
      }
    }
    Shell.Answer answer =
        call("plan", directory.resolve("idx.yaml").toString(), "--data", directory.toString());
    answer.ends(2);
    assertTrue(answer.err().contains("more than half of the memory of"), answer.err());
    assertTrue(answer.err().contains("give Java more with -Xmx"), answer.err());
  }
}

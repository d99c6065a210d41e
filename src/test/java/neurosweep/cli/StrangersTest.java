package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import neurosweep.cli.Shell.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other locales, unset variables, tables of other tools, an output that cannot be written. */
@Tag("environment")
class StrangersTest {
  private static final String DATA =
      """
      name: t
      experiment: classification
      fixed: {dataset: csv, algorithm: bp, depth: 1, epochs: 1, batch_size: 2}
      seeds: 3
      """;

  @TempDir Path directory;

  /** Under Arabic digits the journal had a name that nothing read: results were lost, exit 0. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "hi-IN-u-nu-deva", "tr-TR"})
  void resultsAreKeptUnderEveryLocale(String tag) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      Answer first = run(directory, TINY).ends(0);
      assertFalse(first.err().contains("PARTIAL"), first.err());
      run(directory, TINY).ends(0);
      String status = call("status", directory.resolve("out/tiny").toString()).ends(0).out();
      assertTrue(status.contains("8"), status);
      assertTrue(Files.exists(directory.resolve("out/tiny/tables/main.csv")));
    } finally {
      Locale.setDefault(before);
    }
  }

  private String job() throws IOException {
    return Files.writeString(directory.resolve("job.yaml"), DATA).toString();
  }

  private Answer planned(String train, String test) throws IOException {
    Files.writeString(directory.resolve("train.csv"), train);
    Files.writeString(directory.resolve("test.csv"), test);
    String out = directory.resolve("out").toString();
    return call("plan", job(), "-o", out, "--data", directory.toString());
  }

  @Test
  void anEmptyPathIsRefused() throws IOException {
    assertTrue(call("plan", job(), "-o", "").ends(2).err().contains("--out is empty"));
    assertTrue(call("plan", job(), "--data", "").ends(2).err().contains("--data is empty"));
    assertTrue(call("plan", "").ends(2).err().contains("is empty"));
    assertTrue(call("status", "").ends(2).err().contains("DIR is empty"));
    assertTrue(call("compare", "out", "").ends(2).err().contains("B is empty"));
    assertTrue(call("explain", "").ends(2).err().contains("FILE is empty"));
    assertTrue(call("export", "out/x", "-o", "").ends(2).err().contains("--out is empty"));
    assertTrue(
        call("data", "fetch", "mnist", "--data", "").ends(2).err().contains("--data is empty"));
  }

  @Test
  void aPlanOfThousandsOfSeedsFitsAScreen() {
    Answer plan = call("plan", "jobs/quickstart.yaml", "seeds=1..9000").ends(0);
    String seeds = "(9000): 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ..., 9000";
    assertTrue(plan.out().contains(seeds), plan.out());
    assertTrue(plan.out().lines().allMatch(line -> line.length() < 500), plan.out());
  }

  @Test
  void aTildeThatNoShellExpandedIsRefused() throws IOException {
    assertTrue(call("plan", job(), "--out=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("plan", job(), "--data=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("init", "~/x.yaml").ends(2).err().contains("$HOME"));
    assertTrue(call("status", "~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("verify", "~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("compare", "~/x", "out").ends(2).err().contains("A is \"~/x\""));
    assertTrue(call("explain", "~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("export", "out/x", "--out=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("data", "fetch", "mnist", "--data=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("plan", job(), "train_file=~/x.csv").ends(2).err().contains("train_file is"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unnamed: 0", "Unnamed: 0.1", "__index_level_0__", ""})
  void rowNumbersAreNoFeature(String name) throws IOException {
    String table = name + ",label,a\n0,0,1\n1,1,2\n";
    String err = planned(table, table).ends(2).err();
    assertTrue(err.contains("index=False"), err);
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

  @Test
  void otherSeparatorsAreNamed() throws IOException {
    String table = "a;label\n1;0\n2;1\n";
    String err = planned(table, table).ends(2).err();
    assertTrue(err.contains("save it with commas"), err);
  }

  private static int ending(String reason, StringWriter said) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(reason);
              }
            });
    PrintWriter out = new PrintWriter(output, true, StandardCharsets.UTF_8);
    out.println("text");
    return output.ending(0, new PrintWriter(said, true));
  }

  @Test
  void lostOutputIsAnErrorAndAClosedPipeEndsQuietly() {
    StringWriter said = new StringWriter();
    assertEquals(1, ending("No space left on device", said));
    assertTrue(said.toString().startsWith("error: standard output cannot be written"));
    StringWriter quiet = new StringWriter();
    assertEquals(141, ending("Broken pipe", quiet));
    assertEquals("", quiet.toString());
  }
}

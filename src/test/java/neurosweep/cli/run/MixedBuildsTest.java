package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import neurosweep.cli.Shell;
import neurosweep.core.Origin;
import neurosweep.testing.OtherBuild;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that goes on with another program than the one that began it. */
@Tag("environment")
class MixedBuildsTest {
  private static final String GROWN = "seeds=1..3";

  /** Cells of {@link Shell#TINY} that the growth adds. */
  private static final int MORE = 4;

  @TempDir static Path undisturbed;

  @TempDir Path directory;
  private Path sweep;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY).ends(0);
  }

  @BeforeEach
  void copy() {
    Shell.copy(undisturbed, directory);
    sweep = directory.resolve("out/tiny");
  }

  private void computedBy(UnaryOperator<Origin> other) throws IOException {
    OtherBuild.computed(sweep, other);
  }

  /** Used to mix the numbers of two programs in one table with exit code 0 and no word. */
  @Test
  void aSweepOfOtherClassesIsRefusedAndUnchanged() throws IOException {
    computedBy(origin -> OtherBuild.withClasses(origin, "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"));
    SortedMap<String, String> before = contents(sweep);

    Shell.Answer refused = run(directory, TINY, GROWN).ends(3);

    assertTrue(
        refused.err().contains("the classes that compute: bbbbbbbbbbbbbbbb of 8 cells"),
        refused.err());
    assertTrue(refused.err().contains("--mix-builds"), refused.err());
    assertEquals(before, contents(sweep));
  }

  @Test
  void anotherKernelIsRefusedToo() throws IOException {
    computedBy(
        origin ->
            new Origin(
                origin.code(),
                origin.computing(),
                origin.backend(),
                "OpenBLAS 0",
                "Prescott",
                origin.java(),
                origin.machine()));

    Shell.Answer refused = run(directory, TINY, GROWN).ends(3);

    assertTrue(refused.err().contains("the library: OpenBLAS 0 of 8 cells"), refused.err());
    assertTrue(refused.err().contains("its kernel: Prescott of 8 cells"), refused.err());
  }

  @Test
  void aMixtureThatIsAcceptedIsInEveryTableStatusAndProvenance() throws IOException {
    computedBy(origin -> OtherBuild.withClasses(origin, "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"));

    Shell.Answer mixed = run(directory, TINY, GROWN, "--mix-builds").ends(0);

    String sentence = "Mixed: 8 cells by code bbbbbbbbbbbbbbbb";
    assertTrue(mixed.err().contains("mixed builds: the classes that compute"), mixed.err());
    assertTrue(mixed.out().contains(sentence), mixed.out());
    for (String table : List.of("main.md", "grid.md", "details.md", "provenance.md")) {
      String text = Files.readString(sweep.resolve("tables").resolve(table));
      assertTrue(text.contains(sentence), text);
    }
    assertTrue(Files.readString(sweep.resolve("figures/captions.md")).contains(sentence));
    String provenance = Files.readString(sweep.resolve("tables/provenance.md"));
    assertTrue(provenance.contains("bbbbbbbbbbbbbbbb (8 cells), "), provenance);
    assertTrue(provenance.contains("(" + MORE + " cells)"), provenance);
    assertTrue(call("status", sweep.toString()).ends(0).out().contains(sentence));
    Shell.Answer compared = call("compare", undisturbed.resolve("out/tiny").toString(), sweep + "");
    assertTrue(compared.out().contains("bbbbbbbbbbbbbbbb (8 cells)"), compared.out());
  }

  /** Another program whose computing classes are the same may go on, and is named. */
  @Test
  void anotherProgramOfTheSameClassesGoesOnWithANotice() throws IOException {
    computedBy(origin -> OtherBuild.withClasses(origin, "aaaaaaaaaaaaaaaa", origin.computing()));

    Shell.Answer grown = run(directory, TINY, GROWN).ends(0);

    assertTrue(grown.err().contains("aaaaaaaaaaaaaaaa of 8 cells"), grown.err());
    assertFalse(grown.out().contains("Mixed:"), grown.out());
    String provenance = Files.readString(sweep.resolve("tables/provenance.md"));
    assertTrue(provenance.contains("aaaaaaaaaaaaaaaa (8 cells), "), provenance);
  }

  /** A sweep of a version that recorded nothing of the kind. */
  @Test
  void cellsOfUnknownOriginAreCountedAndNotRefused() throws IOException {
    computedBy(origin -> Origin.unknown(origin.backend()));

    Shell.Answer grown = run(directory, TINY, GROWN).ends(0);

    assertTrue(
        grown.err().contains("8 cells were computed by a version that did not record itself"),
        grown.err());
    assertTrue(grown.out().contains("8 cells by code that was not recorded"), grown.out());
  }

  @Test
  void nothingToRunAsksNothing() throws IOException {
    computedBy(origin -> OtherBuild.withClasses(origin, "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"));

    run(directory, TINY).ends(0);
  }
}

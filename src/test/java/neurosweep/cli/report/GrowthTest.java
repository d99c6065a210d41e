package neurosweep.cli.report;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import neurosweep.cli.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who adds seeds until a difference is significant tests more often than the table says. */
@Tag("environment")
class GrowthTest {
  private static final String WARNING = "Changed after results were tabulated";

  @TempDir Path directory;

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve("out/tiny").resolve(file));
  }

  /** It left no trace in any caption. */
  @Test
  void seedsThatWereAddedAfterTablesAreSaidInEveryTableAndInProvenance() throws IOException {
    run(directory, Shell.TINY).ends(0);
    assertFalse(read("tables/main.md").contains(WARNING));

    run(directory, Shell.TINY, "seeds=1..3").ends(0);

    String said = WARNING + " (seeds: 1, 2 -> 1, 2, 3): p values do not account for it.";
    for (String table : new String[] {"main.md", "paired.md", "main.html", "details.md"}) {
      assertTrue(
          read("tables/" + table).replace("&gt;", ">").replace("\\", "").contains(said), table);
    }
    assertTrue(read("figures/captions.md").contains(WARNING), "captions");
    String provenance = read("tables/provenance.md").replace("\\", "");
    assertTrue(
        provenance.contains("seeds: 1, 2 -> 1, 2, 3; 8 of 8 cells had a result"), provenance);
    assertTrue(read("report.html").contains(WARNING), "page");
    call("report", directory.resolve("out/tiny").toString()).ends(0);
    assertTrue(read("tables/main.md").contains(WARNING), "from the manifest alone");
  }

  /** The same cells under another rule of selection are another look at them. */
  @Test
  void anotherSelectionAfterTablesIsSaidToo() throws IOException {
    run(directory, Shell.TINY).ends(0);
    run(directory, Shell.TINY, "select.stable=ignored").ends(0);
    assertTrue(read("tables/main.md").contains(WARNING), read("tables/main.md"));
  }

  /** Fewer claims, another margin or reference: each changes every adjusted p. */
  @ParameterizedTest
  @CsvSource({
    "'report: {reference: gait}', 'reference: bp -> gait'",
    "'report: {reference: bp, metric: final_loss}', 'report.metric: none -> final_loss'",
    "'report: {reference: bp, equivalence_margin: 2pp}', 'equivalence_margin: none -> 0.02'"
  })
  void whatTheTestsAreAboutIsPartOfTheHistory(String report, String said) throws IOException {
    run(directory, Shell.TINY).ends(0);
    run(directory, Shell.TINY.replace("report: {reference: bp}", report)).ends(0);
    String main = read("tables/main.md").replace("\\", "");
    assertTrue(main.contains(WARNING + " (" + said + ")"), main);
  }

  @Test
  void otherClaimsAreAChangeAndAnotherSentenceIsNone() throws IOException {
    String claim = "claims:\n  - {claim: %s, compare: {algorithm: [gait, bp]}, relation: %s}\n";
    run(directory, Shell.TINY + claim.formatted("a", "less")).ends(0);
    run(directory, Shell.TINY + claim.formatted("b", "less")).ends(0);
    assertFalse(read("tables/main.md").contains(WARNING), read("tables/main.md"));
    run(directory, Shell.TINY + claim.formatted("b", "greater")).ends(0);
    assertTrue(read("tables/main.md").contains("(claims: 1 -"), read("tables/main.md"));
  }

  /** The same cells in another order are no change. */
  @Test
  void anotherOrderIsNoChange() throws IOException {
    run(directory, Shell.TINY).ends(0);
    run(directory, Shell.TINY, "seeds=2,1").ends(0);
    assertFalse(read("tables/main.md").contains(WARNING), read("tables/main.md"));
  }

  /** New configurations came in under the protection of the schedule. */
  @Test
  void aScheduleCoversSeedsAlone() throws IOException {
    String job =
        Shell.TINY.replace("report: {reference: bp}", "report: {reference: bp, looks: [2, 4]}");
    String less = job + "exclude: [{learning_rate: 1.0e-3, algorithm: gait}]\n";
    run(directory, less).ends(0);
    run(directory, job, "seeds=1..4").ends(0);
    assertTrue(read("tables/main.md").contains("other configurations"), read("tables/main.md"));
  }

  @Test
  void aDeclaredScheduleMakesGrowthLegitimateAndDividesTheLevel() throws IOException {
    String looks = "report: {reference: bp, looks: [2, 4], spending: pocock}";
    String job = Shell.TINY.replace("report: {reference: bp}", looks);
    run(directory, job).ends(0);
    run(directory, job, "seeds=1..4").ends(0);
    assertFalse(read("tables/main.md").contains(WARNING), read("tables/main.md"));
    String methods = read("tables/methods.md");
    assertTrue(methods.contains("looks at 2, 4 seeds. This is look 2"), methods);
    assertTrue(methods.contains("0.0190 of the 5 %"), methods);
  }

  /** Declared when results were there, it would be a way to say what one likes. */
  @Test
  void aScheduleThatIsDeclaredAfterwardsIsAChangeItself() throws IOException {
    run(directory, Shell.TINY).ends(0);
    String looks = "report: {reference: bp, looks: [2, 4]}";
    run(directory, Shell.TINY.replace("report: {reference: bp}", looks), "seeds=1..4").ends(0);
    assertTrue(read("tables/main.md").contains(WARNING), read("tables/main.md"));
  }

  @Test
  void anotherNumberOfSeedsThanTheScheduleHasIsRefused() {
    String looks = "report: {reference: bp, looks: [2, 4]}";
    String job = Shell.TINY.replace("report: {reference: bp}", looks);
    Shell.Answer answer = run(directory, job, "seeds=1..3");
    answer.ends(2);
    assertTrue(answer.err().contains("must be one of the looks [2, 4]"), answer.err());
    Shell.Answer falling = run(directory, job.replace("[2, 4]", "[4, 2]"));
    falling.ends(2);
    assertTrue(falling.err().contains("two or more rising numbers"), falling.err());
    assertEquals(2, run(directory, job.replace("looks: [2, 4]", "spending: pocock")).code());
  }
}

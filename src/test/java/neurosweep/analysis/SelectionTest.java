package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Stable;
import neurosweep.result.Design;
import neurosweep.result.Select;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class SelectionTest {
  @TempDir Path directory;

  private static Sweeps sweep(Stable stable, long seeds) {
    return new Sweeps(Sweeps.twoByTwo(stable, seeds, 8 * seeds));
  }

  private Group only(Sweeps sweep) throws IOException {
    List<Group> groups = sweep.analysis(directory).groups();
    assertEquals(1, groups.size());
    return groups.get(0);
  }

  private static List<Object> chosen(Group group) {
    return group.chosen().orElseThrow().values();
  }

  @Test
  void theBestMeanWinsWhateverTheOrderOfTheRows() throws IOException {
    Group group =
        only(
            sweep(Stable.REQUIRED, 2)
                .finished(0.8, 2, "bp", 1e-4, 0.0)
                .finished(0.9, 1, "bp", 1e-5, 0.1)
                .finished(0.9, 1, "bp", 1e-4, 0.0)
                .finished(0.7, 2, "bp", 1e-5, 0.1));
    assertEquals(List.of("bp", 1e-4, 0.0), chosen(group));
    assertEquals(Verdict.SELECTED, group.verdict());
  }

  @Test
  void tiesGoToTheFirstInTheOrderOfTheAxes() throws IOException {
    Group group =
        only(
            sweep(Stable.REQUIRED, 1)
                .finished(0.9, 1, "bp", 1e-4, 0.0)
                .finished(0.9, 1, "bp", 1e-5, 0.1)
                .finished(0.8, 1, "bp", 1e-5, 0.0));
    assertEquals(List.of("bp", 1e-5, 0.1), chosen(group));
  }

  @Test
  void nanNeverWins() throws IOException {
    Group group =
        only(
            sweep(Stable.IGNORED, 1)
                .finished(Double.NaN, 1, "bp", 1e-5, 0.0)
                .finished(Double.POSITIVE_INFINITY, 1, "bp", 1e-5, 0.1)
                .finished(0.1, 1, "bp", 1e-4, 0.0));
    assertEquals(List.of("bp", 1e-4, 0.0), chosen(group));
    Group none = only(sweep(Stable.IGNORED, 1).finished(Double.NaN, 1, "bp", 1e-5, 0.0));
    assertTrue(none.chosen().isEmpty());
    assertEquals(Verdict.NONE_MEASURED, none.verdict());
  }

  @Test
  void lessIsBetterWhereTheGoalSaysSo() throws IOException {
    Design base = Sweeps.twoByTwo(Stable.REQUIRED, 1, 2);
    Select least = new Select("peak_test_accuracy", Goal.MIN, Stable.REQUIRED);
    Design design =
        new Design(
            base.sweep(), base.experiment(), base.grid(), base.metrics(), List.of(), least, "tp");
    Group group =
        only(
            new Sweeps(design).finished(0.9, 1, "bp", 1e-5, 0.0).finished(0.2, 1, "bp", 1e-4, 0.0));
    assertEquals(List.of("bp", 1e-4, 0.0), chosen(group));
  }

  /** One stable but worse, one unstable, one better with a diverged seed. */
  private static Sweeps mixed(Stable stable) {
    return sweep(stable, 2)
        .finished(0.5, 1, "bp", 1e-5, 0.0)
        .finished(0.5, 2, "bp", 1e-5, 0.0)
        .finished(0.7, false, 1, "bp", 1e-5, 0.1)
        .finished(0.7, 2, "bp", 1e-5, 0.1)
        .finished(0.9, 1, "bp", 1e-4, 0.0)
        .diverged(2, "bp", 1e-4, 0.0);
  }

  @Test
  void stabilityIsRequiredPreferredOrIgnored() throws IOException {
    assertEquals(List.of("bp", 1e-5, 0.0), chosen(only(mixed(Stable.REQUIRED))));
    assertEquals(List.of("bp", 1e-5, 0.0), chosen(only(mixed(Stable.PREFERRED))));
    assertEquals(List.of("bp", 1e-5, 0.1), chosen(only(mixed(Stable.IGNORED))));
  }

  @Test
  void withoutAStableOneThePreferenceGoesOn() throws IOException {
    Sweeps sweep = sweep(Stable.PREFERRED, 1).finished(0.7, false, 1, "bp", 1e-5, 0.0);
    assertEquals(List.of("bp", 1e-5, 0.0), chosen(only(sweep)));
    Sweeps strict = sweep(Stable.REQUIRED, 1).finished(0.7, false, 1, "bp", 1e-5, 0.0);
    assertEquals(Verdict.NONE_STABLE, only(strict).verdict());
  }

  @Test
  void survivorsDoNotBeatACompleteConfiguration() throws IOException {
    Group group =
        only(
            sweep(Stable.IGNORED, 3)
                .finished(0.99, 1, "bp", 1e-5, 0.0)
                .diverged(2, "bp", 1e-5, 0.0)
                .diverged(3, "bp", 1e-5, 0.0)
                .finished(0.6, 1, "bp", 1e-4, 0.0)
                .finished(0.6, 2, "bp", 1e-4, 0.0)
                .finished(0.6, 3, "bp", 1e-4, 0.0));
    assertEquals(List.of("bp", 1e-4, 0.0), chosen(group));
  }

  @Test
  void missingCellsMakeAGroupPartial() throws IOException {
    Sweeps one = sweep(Stable.REQUIRED, 2).finished(0.9, 1, "bp", 1e-5, 0.0);
    assertEquals(Verdict.PARTIAL, only(one).verdict());
    assertTrue(only(one).chosen().isEmpty(), "a seed is missing");
    Group failed =
        only(
            sweep(Stable.REQUIRED, 1)
                .finished(0.9, 1, "bp", 1e-5, 0.0)
                .failed(1, "bp", 1e-4, 0.0)
                .timedOut(1, "bp", 1e-4, 0.1));
    assertEquals(Verdict.PARTIAL, failed.verdict());
    assertEquals(List.of("bp", 1e-5, 0.0), chosen(failed));
  }

  @Test
  void aGroupThatDivergedWhollySaysSo() throws IOException {
    Group group =
        only(sweep(Stable.IGNORED, 1).diverged(1, "bp", 1e-5, 0.0).diverged(1, "bp", 1e-4, 0.0));
    assertEquals(Verdict.ALL_DIVERGED, group.verdict());
    assertTrue(group.chosen().isEmpty());
  }

  @Test
  void groupsAreInAxisOrderEvenIfTheGroupingAxisComesLast() throws IOException {
    Design design =
        Sweeps.design(
            Stable.REQUIRED,
            1,
            4,
            Sweeps.axis("learning_rate", true, 1e-5, 1e-4),
            Sweeps.axis("algorithm", false, "tp", "bp"));
    Analysis analysis =
        new Sweeps(design)
            .finished(0.1, 1, 1e-5, "bp")
            .finished(0.1, 1, 1e-4, "tp")
            .finished(0.1, 1, 1e-4, null)
            .finished(0.1, 1, 1e-4, "another")
            .analysis(directory);
    assertEquals(
        Arrays.asList("tp", "bp", "another", null),
        analysis.groups().stream().map(group -> group.values().get(0)).toList());
  }

  @Test
  void divergedRunsCountAtChanceInTheIntentionToTreatMean() throws IOException {
    Replicates configuration =
        only(mixed(Stable.IGNORED)).configurations().stream()
            .filter(each -> each.values().get(1).equals(1e-4))
            .findFirst()
            .orElseThrow();
    assertEquals(0.9, configuration.selected().mean(), 1e-15);
    assertEquals((0.9 + 0.1) / 2, configuration.intentionToTreat(), 1e-15);
  }

  @Test
  void chanceBelongsToTheQuantityThatIsSelected() {
    Design design = Sweeps.twoByTwo(Stable.REQUIRED, 1, 8);
    assertEquals("chance_accuracy", design.chance().orElseThrow());
    List<Metric<?>> metrics =
        List.of(Metric.real("final_loss", "", ""), Metric.real("chance_accuracy", "", ""));
    Select loss = new Select("final_loss", Goal.MIN, Stable.IGNORED);
    assertTrue(
        new Design("a", "b", design.grid(), metrics, List.of(), loss, "").chance().isEmpty());
  }

  @Test
  void aSweepWithoutTheFlagCountsFinishedAsStable() throws IOException {
    Design base = Sweeps.twoByTwo(Stable.REQUIRED, 1, 1);
    Design design =
        new Design(
            "a",
            "b",
            base.grid(),
            List.of(Metric.real("score", "", "")),
            List.of(),
            new Select("score", Goal.MAX, Stable.REQUIRED),
            "");
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("score", 2.0);
    Outcome outcome = new Outcome.Finished(new Measurements(scalars, new TreeMap<>()));
    assertEquals(
        Verdict.SELECTED, only(new Sweeps(design).add(outcome, 1, "bp", 1e-5, 0.0)).verdict());
  }
}

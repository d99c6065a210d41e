package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import neurosweep.core.Outcome.State;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.testing.SearchedSweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that were computed by hand. */
@Tag("environment")
class SearchRecordTest {
  @TempDir Path directory;

  @Test
  void stagesOfHalvingAreItsBudgets() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    List<Group> groups = analysis.search().groups(analysis.groups());
    assertEquals(List.of("bp"), groups.get(0).values());
    assertEquals(
        List.of(new Stage(1, 4, 8, 1, 0, 2, 0.71, 6), new Stage(2, 2, 4, 0, 0, 2, 0.82, 3)),
        rounded(analysis.search().stages(groups.get(0))));
    assertEquals(List.of("tp"), groups.get(1).values());
    assertEquals(
        List.of(new Stage(1, 3, 6, 6, 0, 0, Double.NaN, 1.5)),
        analysis.search().stages(groups.get(1)));
    assertEquals(List.of(), groups.get(1).configurations());
  }

  private static List<Stage> rounded(List<Stage> stages) {
    return stages.stream()
        .map(
            each ->
                new Stage(
                    each.at(),
                    each.entered(),
                    each.cells(),
                    each.diverged(),
                    each.failed(),
                    each.kept(),
                    Math.round(1e9 * each.best()) / 1e9,
                    each.seconds()))
        .toList();
  }

  /** The means compared are over all seeds up to the stage, as the race compares them. */
  @Test
  void stagesOfARaceAreNumbersOfSeeds() throws IOException {
    Analysis analysis = SearchedSweeps.racing().analysis(directory);
    assertEquals(
        List.of(
            new Stage(1, 3, 3, 0, 0, 2, 0.8, 3),
            new Stage(2, 2, 2, 0, 0, 1, 0.8, 2),
            new Stage(3, 1, 1, 0, 0, 1, 0.733333333, 1)),
        rounded(analysis.search().stages(analysis.groups().get(0))));
  }

  /** Eight planned cells of 3 s and six of 6 s; the four results were foretold 3 s and took 1.5. */
  @Test
  void aFullGridCostsWhatThePlanSaysAtThePriceOfTheResults() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    assertEquals(6 + 3 + 1.5, analysis.search().seconds());
    assertEquals((8 * 3 + 6 * 6) * 0.5, analysis.fullSearchSeconds(), 1e-12);
    Analysis drawn = SearchedSweeps.drawn("tpe", 12).analysis(directory.resolve("drawn"));
    assertTrue(Double.isNaN(drawn.fullSearchSeconds()), "nothing was given up");
  }

  /** Half of the better one was there first, which counts for nothing. */
  @Test
  void theBestSoFarIsOfWholeConfigurations() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    BestSoFar best = BestSoFar.of(analysis, analysis.groups().get(0));
    assertArrayEquals(new double[] {8.25, 9, 9}, best.seconds(), 1e-12);
    assertArrayEquals(new double[] {0.71, 0.82, 0.82}, best.best(), 1e-12);
    Group lost = analysis.search().groups(analysis.groups()).get(1);
    assertTrue(BestSoFar.of(analysis, lost).isEmpty());
  }

  /** Of two finalists each is the least or the greatest. */
  @Test
  void theEdgeIsOneOfAllThatWereTried() throws IOException {
    Analysis few = SearchedSweeps.halving().analysis(directory);
    Axis rate = few.design().axis("learning_rate").orElseThrow();
    assertEquals(Edge.NONE, few.edge(few.groups().get(0), rate));
    Analysis many = SearchedSweeps.drawn("sobol", 12).analysis(directory.resolve("many"));
    assertEquals(Edge.GREATEST, many.edge(many.groups().get(0), rate));
    Analysis four = SearchedSweeps.drawn("sobol", 4).analysis(directory.resolve("four"));
    assertEquals(Edge.NONE, four.edge(four.groups().get(0), rate), "too few to have an edge");
  }

  /** The one that was selected is not what all had. */
  @Test
  void anAxisOfOneSurvivorIsNotConstant() throws IOException {
    Analysis analysis = SearchedSweeps.racing().analysis(directory);
    Axis rate = analysis.design().axis("learning_rate").orElseThrow();
    assertEquals(1, analysis.groups().get(0).configurations().size());
    assertTrue(!analysis.constant().containsKey(rate));
    assertTrue(analysis.constant().containsKey(analysis.design().axis("lambda").orElseThrow()));
  }

  @Test
  void importanceIsOfTheFirstStageOrOfAll() throws IOException {
    Analysis drawn = SearchedSweeps.drawn("random", 40).analysis(directory);
    AxisImportance all = AxisImportance.of(drawn, drawn.groups().get(0)).orElseThrow();
    assertEquals(40, all.configurations());
    assertTrue(all.shares().alone()[0] > 0.9, "by the learning rate " + all.shares().alone()[0]);
    assertEquals(0, all.stage());
    Analysis halved = SearchedSweeps.reversed().analysis(directory.resolve("halved"));
    AxisImportance first = AxisImportance.of(halved, halved.groups().get(0)).orElseThrow();
    assertEquals(12, first.configurations());
    assertEquals(1, first.stage());
    assertTrue(first.shares().alone()[0] > 0.9, "not of the last rung");
    Analysis few = SearchedSweeps.halving().analysis(directory.resolve("few"));
    assertTrue(AxisImportance.of(few, few.groups().get(0)).isEmpty());
  }

  @Test
  void importanceAfterARaceIsOfTheSeedsThatAllHave() throws IOException {
    Analysis raced = SearchedSweeps.fickle().analysis(directory);
    AxisImportance of = AxisImportance.of(raced, raced.groups().get(0)).orElseThrow();
    assertEquals(12, of.configurations());
    assertEquals(2, of.stage());
    assertTrue(of.shares().alone()[0] > 0.9, "by the learning rate " + of.shares().alone()[0]);
  }

  /** By its cells it looked like a race: none has another budget than the full one. */
  @Test
  void whetherStagesAreSeedsIsDeclared() throws IOException {
    SearchedSweeps one = new SearchedSweeps("halving", 2, 1, 2);
    one.cell(2, 1, 0.5, 1, true, "bp", 0.1, 1.0).cell(2, 1, 0.6, 1, true, "bp", 0.2, 1.0);
    Analysis analysis = one.analysis(directory);
    assertTrue(analysis.search().byBudget());
    assertEquals(2, analysis.search().stages(analysis.groups().get(0)).get(0).at());
    assertTrue(!SearchedSweeps.racing().analysis(directory.resolve("race")).search().byBudget());
  }

  /** They came in the order in which the groups and their configurations did. */
  @Test
  void drawnValuesAreSortedAndNullIsLast() throws IOException {
    SearchedSweeps drawn = new SearchedSweeps("random", 0, 1, 3);
    drawn.cell(0, 1, 0.5, 1, true, "bp", 0.3, null).cell(0, 1, 0.6, 1, true, "bp", 0.4, 2.0);
    Analysis analysis = drawn.cell(0, 1, 0.6, 1, true, "tp", 0.1, 1.0).analysis(directory);
    Design design = analysis.design();
    assertEquals(
        List.of(0.1, 0.3, 0.4), analysis.values(design.axis("learning_rate").orElseThrow()));
    assertEquals(
        Arrays.asList(1.0, 2.0, null), analysis.values(design.axis("lambda").orElseThrow()));
  }

  @Test
  void stepsOnTheWayAreCountedWithTheirEnds() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    assertEquals(7, analysis.ended(State.DIVERGED));
    assertEquals(11, analysis.ended(State.FINISHED));
    assertEquals(10.5, analysis.spentSeconds());
  }
}

package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import neurosweep.result.Axis;
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
        List.of(new Stage(1, 4, 8, 1, 0, 2, 0.71, 80), new Stage(2, 2, 4, 0, 0, 2, 0.82, 100)),
        rounded(analysis.search().stages(groups.get(0))));
    assertEquals(List.of("tp"), groups.get(1).values());
    assertEquals(
        List.of(new Stage(1, 3, 6, 6, 0, 0, Double.NaN, 30)),
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
    assertEquals(80 + 100 + 30, analysis.search().seconds());
    assertEquals((8 * 3 + 6 * 6) * 0.5, analysis.fullSearchSeconds(), 1e-12);
    Analysis drawn = SearchedSweeps.drawn("tpe", 12).analysis(directory.resolve("drawn"));
    assertTrue(Double.isNaN(drawn.fullSearchSeconds()), "nothing was given up");
  }

  /** Half of the better one was there first, which counts for nothing. */
  @Test
  void theBestSoFarIsOfWholeConfigurations() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    BestSoFar best = BestSoFar.of(analysis, analysis.groups().get(0));
    assertArrayEquals(new double[] {140, 180, 180}, best.seconds(), 1e-12);
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
    Analysis few = SearchedSweeps.halving().analysis(directory.resolve("few"));
    assertTrue(AxisImportance.of(few, few.groups().get(0)).isEmpty());
  }
}

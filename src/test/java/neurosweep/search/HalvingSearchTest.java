package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.Values;
import neurosweep.testing.DrivenSearch;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestSpace;
import org.junit.jupiter.api.Test;

class HalvingSearchTest {
  private static final Values SETTINGS = SmallCells.knobs("least", 3L);

  /** The larger the rate, the better. */
  private static double rate(Values values, long budget, long seed) {
    return (double) values.get("learning_rate") * 10;
  }

  private static DrivenSearch halving(TestSpace space) {
    return new DrivenSearch(space, new HalvingSearch(), SETTINGS, "", List.of());
  }

  private static Map<Long, Long> byBudget(TestSpace space, DrivenSearch search) {
    Map<Long, Long> counts = new TreeMap<>();
    search.cells().forEach(cell -> counts.merge(space.budgetOf(cell), 1L, Long::sum));
    return counts;
  }

  @Test
  void theBestOfEachGroupGoOn() {
    TestSpace space = TestSpace.listed(2, 9).with(HalvingSearchTest::rate);
    DrivenSearch search = halving(space).run();
    assertEquals(Map.of(3L, 54L, 9L, 18L, 27L, 6L), byBudget(space, search));
    List<Candidate> all = space.candidates();
    for (int group = 0; group < 2; group++) {
      assertTrue(search.total().contains(all.get(9 * group + 8).cell(1).id()));
    }
    assertEquals(
        List.of(
            new Course.Stage("rung 1 of 3, 3 epochs", 18, 18, 6),
            new Course.Stage("rung 2 of 3, 9 epochs", 6, 6, 2),
            new Course.Stage("rung 3 of 3, 27 epochs", 2, 2, 2)),
        search.course().stages());
  }

  @Test
  void theFirstOfEqualsGoesOn() {
    for (double same : new double[] {0.5, 0.0}) {
      TestSpace space =
          TestSpace.listed(1, 9)
              .with((values, budget, seed) -> same == 0 && seed == 2 ? -0.0 : same);
      DrivenSearch search = halving(space).run();
      assertTrue(search.total().contains(space.candidates().get(0).cell(1).id()));
    }
  }

  @Test
  void fewerAreLeftThanARungHolds() {
    TestSpace space =
        TestSpace.listed(1, 9)
            .with((values, budget, seed) -> rate(values, budget, seed) > 0.02 ? Double.NaN : 0.1);
    DrivenSearch search = halving(space).run();
    assertTrue(byBudget(space, search).get(9L) <= 9);
    TestSpace one =
        TestSpace.listed(1, 9)
            .with((values, budget, seed) -> rate(values, budget, seed) > 2e-4 ? Double.NaN : 0.1);
    search = halving(one).run();
    assertEquals(Map.of(3L, 27L, 9L, 3L, 27L, 3L), byBudget(one, search));
  }

  @Test
  void oneSeedWithoutScoreIsEnoughToLeave() {
    TestSpace space =
        TestSpace.listed(1, 9)
            .with(
                (values, budget, seed) ->
                    rate(values, budget, seed) > 0.05 && seed == 3
                        ? Double.POSITIVE_INFINITY
                        : rate(values, budget, seed));
    DrivenSearch search = halving(space).run();
    List<Candidate> all = space.candidates();
    assertFalse(search.total().contains(all.get(8).cell(9, 1).id()));
    assertTrue(search.total().contains(all.get(5).cell(1).id()));
  }

  @Test
  void cellsMayContinueUntilTheirRungIsDecided() {
    TestSpace space = TestSpace.listed(1, 3).withBudget(9, 1).withSeeds(2);
    space = space.with(HalvingSearchTest::rate);
    Course course = new HalvingSearch().begin(space, SETTINGS, Decisions.NONE);
    List<Cell> first = course.ask(1);
    assertEquals(6, first.size());
    for (Cell cell : first) {
      course.tell(space.run(cell));
      assertTrue(course.mayContinue(cell));
    }
    assertTrue(course.mayContinue(first.get(0)), "not decided before it is asked");
    List<Cell> second = course.ask(1);
    assertEquals(2, second.size());
    for (int i = 0; i < 4; i++) {
      assertFalse(course.mayContinue(first.get(i)));
    }
    course.tell(space.run(second.get(0)));
    assertFalse(course.mayContinue(first.get(4)), "its next has ended");
    assertTrue(course.mayContinue(first.get(5)));
    assertFalse(course.mayContinue(second.get(0)));
    assertFalse(course.mayContinue(SmallCells.cell("classification", Values.NONE, 1)));
  }

  @Test
  void nobodyContinuesWhereAllDiverged() {
    TestSpace space = TestSpace.listed(1, 9).with((values, budget, seed) -> Double.NaN);
    DrivenSearch search = halving(space).run();
    search.cells().forEach(cell -> assertFalse(search.course().mayContinue(cell)));
    assertEquals(
        new Course.Stage("rung 1 of 3, 3 epochs", 9, 9, 0), search.course().stages().get(0));
  }

  @Test
  void aRungIsDecidedAgainWhereACellWasTriedAgain() {
    TestSpace good = TestSpace.listed(1, 9).with(HalvingSearchTest::rate);
    Candidate best = good.candidates().get(8);
    Cell lost = best.cell(3, 2);
    TestSpace bad =
        good.with(
            (values, budget, seed) ->
                values.equals(best.cell(2).values()) && seed == 2
                    ? Double.POSITIVE_INFINITY
                    : rate(values, budget, seed));
    DrivenSearch search = halving(bad).run();
    assertFalse(search.total().contains(best.cell(2).id()));
    Course course = search.course();
    course.tell(good.run(lost));
    List<Cell> more = course.ask(1);
    assertEquals(3, more.size());
    more.forEach(cell -> assertEquals(9, good.budgetOf(cell)));
    more.forEach(cell -> course.tell(good.run(cell)));
    assertEquals(List.of(best.cell(1), best.cell(2), best.cell(3)), course.ask(1));
  }
}

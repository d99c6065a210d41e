package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int MANY = 100_000;

  private static double[] uneven(int cells, double median) {
    Random random = new Random(23);
    double[] seconds = new double[cells];
    Arrays.setAll(seconds, i -> median * Math.exp(random.nextGaussian()));
    return seconds;
  }

  private static double[] equal(int cells, double each) {
    double[] seconds = new double[cells];
    Arrays.fill(seconds, each);
    return seconds;
  }

  private static List<Cell> cells(int from, int to) {
    List<Cell> cells = new ArrayList<>();
    for (int seed = from; seed < to; seed++) {
      cells.add(CellResults.cell(seed));
    }
    return cells;
  }

  private static CellResult ended(Cell cell) {
    return CellResults.finished(cell.seed(), 0.5);
  }

  /** Equal tiny cells used to come in equal bundles, of which some cores had one more. */
  @Test
  void aHundredThousandCellsKeepAThousandExecutorsBusy() {
    for (double median : new double[] {0.001, 0.02, 0.1, 3}) {
      for (double[] seconds : List.of(uneven(MANY, median), equal(MANY, median))) {
        Simulation played = Simulation.of(seconds, seconds, 1000);
        assertEquals(Arrays.stream(seconds).sum(), played.busy(), 1e-6 * played.busy());
        assertTrue(played.seconds() >= (1 - 1e-9) * played.least());
        assertTrue(
            played.seconds() <= 1.05 * played.least(),
            median + ": " + played.seconds() + " of " + played.least());
        assertTrue(played.idle() <= 0.05, median + ": idle " + played.idle());
      }
    }
  }

  @Test
  void oneCoreTakesTheSumAndEnoughOfThemTheLongest() {
    double[] seconds = uneven(500, 2);
    double sum = Arrays.stream(seconds).sum();
    double longest = Arrays.stream(seconds).max().orElseThrow();
    Simulation one = Simulation.of(seconds, seconds, 1);
    assertEquals(sum, one.seconds(), 1e-9 * sum);
    assertEquals(sum, one.least(), 1e-9 * sum);
    assertEquals(0, one.idle(), 1e-12);
    Simulation all = Simulation.of(seconds, seconds, 1_000_000);
    assertEquals(longest, all.seconds());
    assertEquals(longest, all.least());
    assertEquals(1 - sum / (1e6 * longest), all.idle(), 1e-12);
    assertEquals(0, Simulation.of(new double[0], new double[0], 3).idle());
  }

  /** Of 3, 3, 2, 2, 2 seconds on two cores the longest first take 7, though 6 would do. */
  @Test
  void theOrderIsLongestPredictedFirstWhateverCellsTake() {
    double[] taken = {2, 3, 2, 3, 2};
    assertEquals(7, Simulation.of(taken, taken, 2).seconds());
    double[] priced = {2, 9, 2, 1, 2}; // one of those with three seconds comes last
    assertEquals(7, Simulation.of(taken, priced, 2).seconds());
    assertEquals(9, Simulation.of(new double[] {1, 1, 8}, equal(3, 1), 2).seconds());
    assertEquals(8, Simulation.of(new double[] {1, 1, 8}, new double[] {1, 1, 8}, 2).seconds());
  }

  /** A played search of one rung is the played list, bundles included. */
  @Test
  void aSearchThatKnowsAllCellsIsTheList() {
    double[] seconds = uneven(3000, 0.02);
    List<Cell> all = cells(0, seconds.length);
    for (int cores : new int[] {1, 7, 64}) {
      Simulation list = Simulation.of(seconds, seconds, cores);
      List<CellResult> results = new ArrayList<>();
      Simulation search =
          Simulation.of(
              (free, outstanding) -> results.isEmpty() && outstanding == 0 ? all : List.of(),
              results::add,
              SimulationTest::ended,
              cell -> seconds[(int) cell.seed()],
              cores);
      assertEquals(all.size(), results.size());
      assertEquals(list.seconds(), search.seconds(), 1e-9 * list.seconds());
      assertEquals(list.busy(), search.busy(), 1e-9 * list.busy());
      assertEquals(list.longest(), search.longest());
      assertEquals(list.idle(), search.idle(), 1e-6);
      assertEquals(0, search.rungs());
    }
  }

  /** Four cells of 1 to 4 seconds, then two of 10, on four cores. */
  @Test
  void aBarrierShowsAndASearchWithoutItDoesNotWait() {
    ToDoubleFunction<Cell> price = cell -> cell.seed() < 4 ? 1.0 + cell.seed() : 10.0;
    List<CellResult> results = new ArrayList<>();
    Simulation barrier =
        Simulation.of(
            (free, outstanding) ->
                outstanding > 0 || results.size() > 4
                    ? List.of()
                    : results.isEmpty() ? cells(0, 4) : cells(4, 6),
            results::add,
            SimulationTest::ended,
            price,
            4);
    assertEquals(14, barrier.seconds(), 1e-9);
    assertEquals(3 + 2 + 1, barrier.rungs(), 1e-6);
    assertEquals(3 + 2 + 1 + 20, barrier.idleness(), 1e-6);
    assertEquals(10, barrier.least(), "the longest one; their sum would fit into 7.5");
    List<Cell> left = new ArrayList<>(cells(0, 6));
    List<CellResult> taken = new ArrayList<>();
    Simulation without =
        Simulation.of(
            (free, outstanding) -> {
              List<Cell> now = List.copyOf(left.subList(0, Math.min(free, left.size())));
              left.subList(0, now.size()).clear();
              return now;
            },
            taken::add,
            SimulationTest::ended,
            price,
            4);
    assertEquals(12, without.seconds(), 1e-9, "the second one of 10 starts after 2 seconds");
    assertEquals(0, without.rungs(), 1e-6);
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), seeds(taken));
  }

  private static List<Long> seeds(List<CellResult> results) {
    return results.stream().map(result -> result.cell().seed()).toList();
  }
}

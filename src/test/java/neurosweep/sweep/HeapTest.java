package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.core.UserError;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Test;

class HeapTest {
  private static final double MEGABYTE = 1 << 20;

  private static final String WIDE =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 1, epochs: 1}
      grid: {depth: [1, 4]}
      seeds: 1..2
      """;

  private final DataLibrary library = Plans.library();

  private Demand demand(String job) {
    Plan plan = Plans.of(job, library);
    return Demand.of(plan, plan.cells(), library);
  }

  private static Heap heap(double megabytes, int cells) {
    return new Heap(
        "this process", megabytes * MEGABYTE, 0, 1, cells, "-Xmx%s", "--parallelism %d");
  }

  @Test
  void theLargestCellsAreCounted() {
    Demand demand = demand(WIDE);
    double weights = 784 * 784 * 4.0;

    assertTrue(demand.cellBytes() > 4 * 3 * weights, "weights and two moments of four layers");
    assertTrue(demand.cellBytes() < 4 * 3 * weights + 20 * weights);
    assertEquals(2 * demand.cellBytes(), demand.cellBytes(2));
    assertTrue(demand.cellBytes(3) < 3 * demand.cellBytes(), "the third is a small one");
    assertEquals(demand.cellBytes(4), demand.cellBytes(99), "there are no more");
    assertTrue(demand.dataBytes() >= 100 * 785);
  }

  @Test
  void aRefusalSaysNeedAndHaveAndRemedies() {
    Demand demand = demand(WIDE);
    Heap small = heap(120, 4);

    UserError refused = assertThrows(UserError.class, () -> small.require(demand));

    assertEquals(UserError.USAGE, refused.exitCode());
    assertEquals(1, refused.problems().size());
    String line = refused.problems().get(0);
    int need = (int) Math.ceil(small.needs(demand, 4) / MEGABYTE);
    assertTrue(line.contains("would need " + need + " MB for 4 cells at a time"), line);
    assertTrue(line.contains("has a heap of 120 MB"), line);
    assertTrue(line.contains("give it more with -Xmx" + need + "m"), line);
    assertTrue(line.endsWith(", or run fewer at a time with --parallelism 1"), line);
    assertDoesNotThrow(() -> heap(120, 1).require(demand));
    assertDoesNotThrow(() -> heap(need, 4).require(demand));
  }

  @Test
  void noRemedyIsOfferedThatDoesNotHelp() {
    Demand demand = demand(WIDE);
    String line =
        assertThrows(UserError.class, () -> heap(20, 4).require(demand)).problems().get(0);
    assertTrue(line.endsWith("m"), line);
  }

  /** What takes a second must never be refused for want of memory. */
  @Test
  void tinyCellsFitAnywhere() {
    Demand demand = demand("name: n\nexperiment: faulty\nseeds: 1..9");
    assertDoesNotThrow(() -> heap(64, 64).require(demand));
    Demand quick =
        demand(
            """
            name: n
            experiment: classification
            fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4}
            seeds: 1..99
            """);
    assertDoesNotThrow(() -> heap(64, 16).require(quick));
  }
}

package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import neurosweep.core.Cell;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static Plan plan(int items, int seeds) {
    return Plans.of(
        "name: n\nexperiment: faulty\ngrid: {item: {range: {from: 1, to: "
            + items
            + "}}}\nseeds: 1.."
            + seeds,
        Plans.library());
  }

  @Test
  void everyCellRunsOnceLongestFirstInSmallBundles() {
    Random random = new Random(7);
    Plan plan = plan(40, 10);
    for (int round = 0; round < 200; round++) {
      List<Cell> cells = new ArrayList<>(plan.cells());
      Collections.shuffle(cells, random);
      cells = cells.subList(0, 1 + random.nextInt(cells.size()));
      double rate = Math.pow(10, 5 + 5 * random.nextDouble());
      int parallelism = 1 + random.nextInt(16);

      List<List<Cell>> bundles =
          Schedule.bundles(cells, cell -> plan.price(cell).flops() / rate, parallelism);

      List<Cell> flat = bundles.stream().flatMap(List::stream).toList();
      assertEquals(cells.size(), flat.size());
      assertEquals(new HashSet<>(cells), new HashSet<>(flat));
      double before = Double.POSITIVE_INFINITY;
      for (Cell cell : flat) {
        assertTrue(plan.price(cell).flops() <= before, "longest first");
        before = plan.price(cell).flops();
      }
      for (List<Cell> bundle : bundles) {
        double seconds = bundle.stream().mapToDouble(c -> plan.price(c).flops()).sum() / rate;
        assertTrue(bundle.size() == 1 || seconds <= 0.25, seconds + " s in a bundle");
        assertTrue(!bundle.isEmpty() && bundle.size() <= 100, bundle.size() + " in a bundle");
        assertTrue(
            bundle.size() == 1 || bundle.size() * 8 * parallelism <= cells.size(),
            "bundles enough for every core");
      }
    }
  }

  @Test
  void thereIsNothingToScheduleInNothing() {
    assertEquals(List.of(), Schedule.bundles(List.of(), cell -> 1, 2));
  }

  @Test
  void equalPricesKeepTheOrderOfThePlan() {
    Plan plan = plan(1, 9);
    List<Cell> flat =
        Schedule.bundles(plan.cells(), cell -> 1, 1).stream().flatMap(List::stream).toList();
    assertEquals(plan.cells(), flat);
  }
}

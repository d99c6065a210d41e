package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import neurosweep.core.Cell;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final String JOB =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, epochs: 1}
      grid: {depth: [1, 2], lambda: [0, 0.1]}
      seeds: 1..3
      """;

  private static Plan plan(String job, String... overrides) {
    return Plans.of(job, Plans.library(), overrides);
  }

  @Test
  void cellsAreConfigurationsTimesSeedsWithSeedsFastest() {
    Plan plan = plan(JOB);

    assertEquals(12, plan.cells().size());
    assertEquals(12, plan.cells().stream().map(Cell::id).distinct().count());
    assertEquals(List.of(1L, 2L, 3L), plan.cells().subList(0, 3).stream().map(Cell::seed).toList());
    assertEquals(1, plan.cells().subList(0, 3).stream().map(Cell::configId).distinct().count());
  }

  @Test
  void theHashDoesNotDependOnTheOrder() {
    Plan plan = plan(JOB);
    List<Cell> shuffled = new ArrayList<>(plan.cells());
    Collections.shuffle(shuffled, new Random(3));

    assertNotEquals(plan.cells(), shuffled);
    assertEquals(plan.hash(), Plan.hash(shuffled));
    assertEquals(plan.hash(), plan(JOB, "depth=2,1", "seeds=3,1,2").hash());
  }

  @Test
  void theHashChangesWithCellsDataAndVersion() {
    Plan plan = plan(JOB);
    List<Cell> later =
        plan.cells().stream()
            .map(
                c ->
                    new Cell(c.experiment(), c.version() + 1, c.values(), c.seed(), c.dataDigest()))
            .toList();
    List<Cell> other =
        plan.cells().stream()
            .map(c -> new Cell(c.experiment(), c.version(), c.values(), c.seed(), "ab"))
            .toList();

    assertNotEquals(plan.hash(), Plan.hash(later));
    assertNotEquals(plan.hash(), Plan.hash(other));
    assertNotEquals(plan.hash(), plan(JOB, "glyphs_seed=1").hash());
    assertNotEquals(plan.hash(), plan(JOB, "seeds=1..2").hash());
    assertEquals(plan.hash(), plan(JOB.replace("name: n", "name: other")).hash());
  }

  @Test
  void pricesArePositiveAndGrowWithTheNet() {
    Plan plan = plan(JOB);
    for (Cell cell : plan.cells()) {
      Plan.Price price = plan.price(cell);
      assertTrue(price.flops() > 0 && price.bytes() > 0, price.toString());
    }
    double shallow = plan(JOB, "depth=1").price(plan(JOB, "depth=1").cells().get(0)).flops();
    double deep = plan(JOB, "depth=2").price(plan(JOB, "depth=2").cells().get(0)).flops();
    assertTrue(deep > shallow);
  }

  @Test
  void theFaultOfManyConfigurationsIsOneLine() {
    String job = JOB.replace("pool: 4", "pool: 5");
    UserError everywhere = assertThrows(UserError.class, () -> plan(job));
    assertEquals(1, everywhere.problems().size(), everywhere.getMessage());

    UserError some = assertThrows(UserError.class, () -> plan(JOB, "subset=20,30,5000", "pool=4"));
    assertEquals(1, some.problems().size(), some.getMessage());
    assertTrue(some.getMessage().contains("subset=5000"), some.getMessage());
    assertTrue(some.getMessage().contains("and 3 more"), some.getMessage());
  }

  @Test
  void onAxesGivesDefaultsAndLeavesOutWhatDoesNotApply() {
    Plan plan = plan(JOB, "algorithm=bp,gait", "gamma=0.01");
    Cell first = plan.cells().get(0);

    Values values = plan.onAxes(first, List.of("depth", "learning_rate", "train_file"));

    assertEquals(Map.of("depth", 1L, "learning_rate", 1e-4), values.map());
  }
}

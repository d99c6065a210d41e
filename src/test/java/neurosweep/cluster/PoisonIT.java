package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.testing.Clusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that take their executor with them. */
class PoisonIT {

  /** A cell that ended its executor used to end the whole run. */
  @ParameterizedTest
  @ValueSource(strings = {"local-cluster[2,1,1024]", "local-cluster[1,2,1024]"})
  void theyFailAndAllOthersFinish(String master) {
    List<Cell> cells = new ArrayList<>(Clusters.cells("fixed: {behaviour: finish}\nseeds: 1..20"));
    cells.add(4, Clusters.cells("fixed: {behaviour: halt}\nseeds: [1]").get(0));

    Clusters.Answer answer =
        Clusters.run(
            Clusters.runner(master, OptionalInt.empty()), Clusters.bundles(cells, 3), () -> false);

    assertEquals("", answer.why);
    assertEquals(21, answer.results.size());
    assertTrue(
        answer.of("finish").stream()
            .allMatch(result -> result.outcome() instanceof Outcome.Finished));
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, answer.of("halt").get(0).outcome());
    assertTrue(
        failed.cause().matches("its executor died in .* attempts: .*code 137.*"), failed.cause());
  }

  @Test
  void nothingIsSubmittedForEver() {
    List<Cell> cells = Clusters.cells("fixed: {behaviour: halt}\nseeds: 1..9");

    Clusters.Answer answer =
        Clusters.run(
            Clusters.runner("local-cluster[2,1,1024]", OptionalInt.of(3)),
            Clusters.bundles(cells, 1),
            () -> false);

    assertTrue(answer.why.matches("[34] losses in a row .*the last: .*code 137.*"), answer.why);
    assertEquals(0, answer.results.size());
  }
}

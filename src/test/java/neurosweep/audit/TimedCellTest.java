package neurosweep.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.journal.Journal;
import neurosweep.math.BackendPin;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.DataLibrary;
import neurosweep.testing.CellResults;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification of cells whose end the clock decided. */
@Tag("environment")
class TimedCellTest {
  private static final String JOB =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 5,
        batch_size: 10, max_seconds: 1e6}
      seeds: 1..1
      """;

  @TempDir Path root;

  @Test
  void theSecondRunEndsWhereTheFirstOneDid() {
    DataLibrary library = Plans.library();
    Cell cell = Plans.of(JOB, library).cells().get(0);
    CellExecution execution = new CellExecution("ejml", Double.POSITIVE_INFINITY);
    Map<String, Object> early = Map.of("stop_reason", "time: max_seconds was up", "epochs_run", 3L);
    Measurements recorded = new Measurements(new TreeMap<>(early), new TreeMap<>());
    CellResult first =
        execution.run(cell, library, 1, Optional.of(recorded), () -> false).orElseThrow();
    assertEquals(3L, first.outcome().measurements().scalars().get("epochs_run"));
    SweepDirectory sweep = directory("sweep");
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      journal.append(first);
    }

    SweepDirectory again = directory("again");
    new Recomputation(sweep, again)
        .run(Set.of(cell.id()), library, BackendPin.of("ejml"), 1, false);

    assertEquals(MeasuredBits.measured(root.resolve("sweep")), measured("again"));
    CellResult free = execution.run(cell, library, 1, () -> false).orElseThrow();
    assertNotEquals(MeasuredBits.of(first), MeasuredBits.of(free), "it had time for all epochs");
  }

  private Object measured(String name) {
    return MeasuredBits.measured(root.resolve(name));
  }

  private SweepDirectory directory(String name) {
    return SweepDirectory.at(new Files(), "DIR", root.resolve(name).toString());
  }
}

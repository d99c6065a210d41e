package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class LocalRunnerTest {
  private static final String JOB =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 2}
      grid: {learning_rate: [1.0e-4, 1.0e-2]}
      variants: [{algorithm: bp}, {algorithm: gait, lambda: 0.1}]
      seeds: 1..3
      """;
  private static final CellExecution EXECUTION =
      new CellExecution("ejml", Double.POSITIVE_INFINITY);

  private final DataLibrary library = Plans.library();

  private List<CellResult> run(int threads, List<List<Cell>> bundles, int most) {
    List<CellResult> results = new ArrayList<>();
    Thread caller = Thread.currentThread();
    try (LocalRunner runner = new LocalRunner(EXECUTION, library, threads)) {
      runner.run(
          Work.of(
              bundles,
              result -> {
                assertEquals(caller, Thread.currentThread());
                results.add(result);
              }),
          () -> results.size() >= most);
    }
    return results;
  }

  private static SortedMap<String, String> bits(List<CellResult> results) {
    SortedMap<String, String> bits = new TreeMap<>();
    results.forEach(
        result ->
            assertEquals(null, bits.put(result.cell().id(), MeasuredBits.of(result)), "ran twice"));
    return bits;
  }

  @Test
  void resultsDependNeitherOnThreadsNorOnOrderNorOnBundles() {
    Plan plan = Plans.of(JOB, library);
    SortedMap<String, String> first = bits(run(1, List.of(plan.cells()), 99));
    assertEquals(12, first.size());
    assertTrue(first.values().stream().allMatch(text -> text.startsWith("FINISHED")));
    assertEquals(12, first.values().stream().distinct().count(), "cells differ");
    List<Cell> shuffled = new ArrayList<>(plan.cells());
    Collections.shuffle(shuffled, new Random(11));
    List<List<Cell>> single = shuffled.stream().map(List::of).toList();

    assertEquals(first, bits(run(1, single, 99)));
    assertEquals(first, bits(run(2, single, 99)));
    assertEquals(first, bits(run(2, List.of(shuffled.subList(0, 5), shuffled.subList(5, 12)), 99)));
  }

  @Test
  void aStopKeepsWhatHasEndedAndStartsNothingMore() {
    Plan plan = Plans.of(JOB, library);
    int ended = run(1, plan.cells().stream().map(List::of).toList(), 2).size();
    assertTrue(ended >= 2 && ended < 12, "ended " + ended);
    assertEquals(0, run(2, List.of(), 99).size());
  }

  /** Such cells used to fail, so that one wrong machine could use up a whole sweep. */
  @Test
  void aCellOfAnotherVersionOrOtherDataIsTheMachinesFault() {
    Cell cell = Plans.of(JOB, library).cells().get(0);
    Cell later = new Cell(cell.experiment(), 99, cell.values(), cell.seed(), cell.dataDigest());
    Cell other = new Cell(cell.experiment(), cell.version(), cell.values(), cell.seed(), "0123");
    Cell unknown = new Cell("alchemy", 1, cell.values(), cell.seed(), "");

    assertNotEquals(cell.id(), later.id());
    Map<Cell, String> says =
        Map.of(
            later, "has version 99 of classification, the program there runs version",
            other, "its data have the digest",
            unknown, "alchemy");
    says.forEach(
        (bad, part) -> {
          HostFault fault =
              assertThrows(HostFault.class, () -> EXECUTION.run(bad, library, 3, () -> false));
          assertTrue(fault.getMessage().contains(" cannot run cells: "), fault.getMessage());
          assertTrue(fault.getMessage().contains(part), fault.getMessage());
        });
    CellExecution elsewhere = new CellExecution("abacus", Double.POSITIVE_INFINITY);
    assertThrows(HostFault.class, () -> elsewhere.run(cell, library, 1, () -> false));
  }

  @Test
  void aMachineThatCannotRunCellsStopsTheRunAndNoCellFails() {
    List<Cell> cells =
        Plans.of(
                "name: n\nexperiment: faulty\nfixed: {behaviour: wrong-host}\nseeds: 1..9", library)
            .cells();
    List<CellResult> results = new ArrayList<>();
    try (LocalRunner runner = new LocalRunner(EXECUTION, library, 2)) {
      Optional<String> why =
          runner.run(Work.of(cells.stream().map(List::of).toList(), results::add), () -> false);
      assertTrue(
          why.orElseThrow().endsWith(" cannot run cells: no such backend here"), why.toString());
    }
    assertEquals(List.of(), results);
  }

  /** Told to stop, it used to wait until running cells had come to their end by themselves. */
  @Test
  void aStopEndsRunningCellsWithoutAResult(@TempDir Path place) {
    String job =
        String.format(
            Locale.ROOT,
            "name: n\nexperiment: faulty\nfixed: {place: '%s', behaviour: wait}\nseeds: 1..9",
            place);
    List<List<Cell>> bundles = Plans.of(job, library).cells().stream().map(List::of).toList();
    List<CellResult> results = new ArrayList<>();
    try (LocalRunner runner = new LocalRunner(EXECUTION, library, 2)) {
      Optional<String> why = runner.run(Work.of(bundles, results::add), () -> marks(place) == 2);
      assertEquals(Optional.empty(), why);
    }
    assertEquals(List.of(), results);
    assertEquals(2, marks(place), "cells that have begun");
  }

  private static long marks(Path place) {
    return place.toFile().list().length;
  }

  @Test
  void theTimeLimitOfACellIsAResultAndACancellationIsNone() {
    Cell cell =
        Plans.of("name: n\nexperiment: faulty\nfixed: {behaviour: linger}\nseeds: [1]", library)
            .cells()
            .get(0);
    CellExecution limited = new CellExecution("ejml", 1e-3);

    assertEquals(Optional.empty(), EXECUTION.run(cell, library, 1, () -> true));
    assertEquals(
        Outcome.State.TIMED_OUT,
        limited.run(cell, library, 1, () -> false).orElseThrow().outcome().state());
  }
}

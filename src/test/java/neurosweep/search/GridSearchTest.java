package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.journal.History;
import org.junit.jupiter.api.Test;

class GridSearchTest {
  private static Cell cell(long seed) {
    return new Cell("classification", 1, Values.NONE, seed, "");
  }

  private static CellResult ended(long seed, Outcome outcome) {
    return new CellResult(cell(seed), outcome, 1, Double.NaN, 1, "here", Origin.unknown("ejml"));
  }

  @Test
  void whatHasNoOutcomeIsNextInTheOrderOfThePlan() {
    List<Cell> planned = new ArrayList<>(List.of(cell(5), cell(3), cell(4), cell(1), cell(2)));
    History history =
        History.of(
            List.of(
                ended(3, new Outcome.Finished(Measurements.NONE)),
                ended(1, new Outcome.Diverged(Measurements.NONE, "loss")),
                ended(9, new Outcome.Finished(Measurements.NONE))));

    assertEquals(List.of(cell(5), cell(4), cell(2)), new GridSearch().next(planned, history));
  }

  @Test
  void aCellThatFailedOrTimedOutIsNotMissing() {
    History history =
        History.of(
            List.of(
                ended(1, new Outcome.Failed(Measurements.NONE, "bug", "")),
                ended(2, new Outcome.TimedOut(Measurements.NONE, 1))));

    assertEquals(List.of(), new GridSearch().next(List.of(cell(1), cell(2)), history));
  }

  @Test
  void itIsPure() {
    List<Cell> planned = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      planned.add(cell(i));
    }
    Collections.shuffle(planned, new Random(1));
    List<Cell> unchangeable = List.copyOf(planned);
    History history = History.of(List.of(ended(4, new Outcome.Finished(Measurements.NONE))));
    GridSearch search = new GridSearch();

    List<Cell> first = search.next(unchangeable, history);

    assertEquals(first, search.next(unchangeable, history));
    assertEquals(19, first.size());
    assertEquals(planned, search.next(unchangeable, History.NONE));
  }
}

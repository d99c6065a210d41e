package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.Test;

/** A feed whose clock is turned by hand. */
class IdlenessTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<List<Cell>> given = new ArrayList<>();
  private final Map<Long, Cell> cells = new HashMap<>();
  private final List<CellResult> taken = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int cores = 4;
  private double price = 1;
  private long now = 77 * SECOND;
  private final Feed feed =
      new Feed(
          (free, outstanding) -> {
            asked.add(free + " " + outstanding + " " + taken.size());
            return given.isEmpty() ? List.of() : given.remove(0);
          },
          taken::add,
          cell -> price,
          () -> cores,
          () -> now);

  private List<Cell> cells(int from, int to) {
    List<Cell> some = new ArrayList<>();
    for (long seed = from; seed <= to; seed++) {
      some.add(cells.computeIfAbsent(seed, CellResults::cell));
    }
    return some;
  }

  private void end(int seed) {
    feed.accept(CellResults.finished(seed, 0.5));
  }

  @Test
  void coresThatWaitForResultsAreIdleAtRungsAndAfterTheLastCellsAtTheEnd() {
    given.add(cells(1, 4));
    assertEquals(4, feed.next(4).size());
    now += 10 * SECOND; // all busy
    end(1);
    now += 2 * SECOND; // one idle
    end(2);
    now += SECOND; // two idle
    given.add(cells(5, 9));
    assertEquals(5, feed.next(2).size());
    now += 5 * SECOND; // all busy, three wait
    assertEquals(2 + 2, feed.idleness().rungs(), 1e-9);
    assertEquals(0, feed.idleness().end());
    for (int seed = 3; seed <= 8; seed++) {
      end(seed); // three idle in the end
    }
    now += 7 * SECOND;
    end(9);
    now += 1000 * SECOND; // the run is over
    assertEquals(List.of(), feed.next(4));
    assertEquals(4, feed.idleness().rungs(), 1e-9);
    assertEquals(21, feed.idleness().end(), 1e-9);
    assertEquals(25.0 / (4 * 25), feed.idleness().share(), 1e-9);
  }

  @Test
  void aBundleIsOneTaskUntilItsLastCell() {
    cores = 1;
    price = 0.01;
    given.add(cells(1, 80));
    List<List<Cell>> bundles = feed.next(1);
    assertEquals(10, bundles.get(0).size());
    cores = 12;
    end(1); // not yet the last of its bundle, so nobody looks how many cores there are
    now += SECOND;
    assertEquals(0, feed.idleness().rungs() + feed.idleness().end());
    bundles.get(0).forEach(cell -> end((int) cell.seed()));
    now += SECOND;
    bundles.get(1).forEach(cell -> end((int) cell.seed()));
    assertEquals(12 - (bundles.size() - 1), feed.idleness().end(), 1e-9, "of twelve cores");
  }

  @Test
  void aResultIsTakenBeforeTheNextCellsAreAskedForAndCountsOnce() {
    given.add(cells(1, 2));
    feed.next(4);
    end(1);
    end(1);
    feed.next(3);
    assertEquals(List.of("4 0 0", "3 1 2"), asked);
    assertEquals(0, feed.idleness().share(), "nothing has run yet");
  }
}

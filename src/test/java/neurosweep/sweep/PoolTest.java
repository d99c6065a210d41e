package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.Test;

/** Threads that are fed while they run. */
class PoolTest {
  private final List<Integer> free = new ArrayList<>();
  private final List<Long> ended = new ArrayList<>();

  /** First two cells, then one more for every result up to a number. */
  private Work upTo(int most, Consumer<CellResult> sink) {
    return new Work() {
      private long given;

      @Override
      public List<List<Cell>> next(int cores) {
        free.add(cores);
        List<List<Cell>> more = new ArrayList<>();
        while (given < most && given < ended.size() + 2) {
          more.add(List.of(CellResults.cell(given++)));
        }
        return more;
      }

      @Override
      public void accept(CellResult result) {
        ended.add(result.cell().seed());
        sink.accept(result);
      }
    };
  }

  private static Optional<CellResult> finish(Cell cell) {
    return Optional.of(CellResults.finished(cell.seed(), 0.5));
  }

  /** The first cell ends only once the third runs, which is asked for when the second has ended. */
  @Test
  void aFreeThreadTakesWhatAResultAsksForWhileOthersRun() {
    CountDownLatch third = new CountDownLatch(1);
    Pool pool =
        new Pool(
            2,
            (cell, cancelled) -> {
              if (cell.seed() == 2) {
                third.countDown();
              } else if (cell.seed() == 0) {
                await(third);
              }
              return finish(cell);
            });

    assertEquals(Optional.empty(), pool.run(upTo(3, result -> {}), () -> false));
    assertEquals(List.of(0L, 1L, 2L), ended.stream().sorted().toList());
    assertEquals(1L, ended.get(0));
    assertEquals(List.of(2, 1), free.subList(0, 2));
    assertEquals(2, free.get(3));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void afterAStopNothingIsAskedFor() {
    Pool pool = new Pool(1, (cell, cancelled) -> finish(cell));
    pool.run(upTo(99, result -> {}), () -> ended.size() >= 3);
    assertTrue(ended.size() >= 3 && ended.size() < 6, ended.toString());
    assertEquals(3, free.size());
  }

  @Test
  void aResultThatIsRefusedEndsIt() {
    Pool pool = new Pool(2, (cell, cancelled) -> finish(cell));
    Work work =
        upTo(
            9,
            result -> {
              throw new IllegalArgumentException("the disk is full");
            });
    assertThrows(IllegalArgumentException.class, () -> pool.run(work, () -> false));
    assertEquals(1, ended.size());
  }

  /** It would be waited for without end. */
  @Test
  void aCellWithoutAResultIsABug() {
    Pool pool = new Pool(2, (cell, cancelled) -> Optional.empty());
    Work work = upTo(2, result -> {});
    assertThrows(IllegalStateException.class, () -> pool.run(work, () -> false));
  }
}

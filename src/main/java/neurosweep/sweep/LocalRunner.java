package neurosweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Runs cells on threads of this process, without Spark. */
public final class LocalRunner implements Runner {
  private static final long POLL_MILLIS = 100;

  private final CellExecution execution;
  private final DataLibrary library;
  private final int threads;

  /** A runner of that many threads. */
  public LocalRunner(CellExecution execution, DataLibrary library, int threads) {
    this.execution = execution;
    this.library = library;
    this.threads = threads;
  }

  @Override
  public void run(List<List<Cell>> bundles, Consumer<CellResult> sink, BooleanSupplier stop) {
    // bounded, so that cells do not run ahead of the journal and of a stop
    ArrayBlockingQueue<CellResult> done = new ArrayBlockingQueue<>(threads);
    AtomicBoolean stopping = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    int missing = 0;
    try {
      for (List<Cell> bundle : bundles) {
        missing += bundle.size();
        pool.execute(() -> run(bundle, done, stopping));
      }
      pool.shutdown();
      while (missing > 0 && !(pool.isTerminated() && done.isEmpty())) {
        CellResult result = done.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (result != null) {
          sink.accept(result);
          missing--;
        }
        stopping.compareAndSet(false, stop.getAsBoolean());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopping.set(true);
      pool.shutdownNow();
    }
  }

  private void run(List<Cell> bundle, BlockingQueue<CellResult> done, AtomicBoolean stopping) {
    try {
      for (Cell cell : bundle) {
        if (!stopping.get()) {
          done.put(execution.run(cell, library, 1, () -> false));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody takes results any more
    }
  }

  @Override
  public int parallelism() {
    return threads;
  }

  @Override
  public Map<String, String> description() {
    return Map.of("runner", "in-process", "threads", Integer.toString(threads));
  }

  @Override
  public void close() {
    // holds nothing between runs
  }
}

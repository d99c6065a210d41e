package neurosweep.sweep;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Threads that take bundles of cells as they come, until all have ended or a stop. */
final class Pool {
  private static final long POLL_MILLIS = 100;

  /** How long running cells have to notice a stop; who computes on is left behind. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final int count;
  private final ExecutorService threads;
  private final Attempt attempt;
  // bounded, so that cells do not run ahead of the journal and of a stop
  private final ArrayBlockingQueue<CellResult> done;
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private volatile boolean stopping;

  /** Runs one cell; nothing comes back from one that was cancelled. */
  interface Attempt {

    /** Runs it. */
    Optional<CellResult> run(Cell cell, BooleanSupplier cancelled);
  }

  Pool(int count, Attempt attempt) {
    this.count = count;
    this.attempt = attempt;
    this.done = new ArrayBlockingQueue<>(count);
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "cell");
              thread.setDaemon(true); // one that does not notice a stop must not keep the process
              return thread;
            });
  }

  /** As {@link Runner#run}; may be called once. */
  Optional<String> run(Work work, BooleanSupplier stop) {
    try {
      int missing = start(work, 0);
      long end = Long.MAX_VALUE;
      while (missing > 0 && !(threads.isTerminated() && done.isEmpty())) {
        CellResult result = done.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (result != null) {
          work.accept(result);
          missing--;
        }
        if (!stopping && (fault.get() != null || stop.getAsBoolean())) {
          stopping = true;
          threads.shutdown();
          end = System.nanoTime() + PATIENCE_NANOS;
        }
        if (stopping && System.nanoTime() - end > 0) {
          break;
        }
        if (!stopping && result != null) {
          missing += start(work, missing);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopping = true;
      threads.shutdownNow();
    }
    return reason();
  }

  /** Hands what there is to the threads and tells how many cells that were. */
  private int start(Work work, int missing) {
    int started = 0;
    for (List<Cell> bundle : work.next(Math.max(0, count - missing))) {
      started += bundle.size();
      threads.execute(() -> run(bundle));
    }
    return started;
  }

  /** Why the machine cannot run cells; anything else that was thrown is a bug of ours. */
  private Optional<String> reason() {
    Throwable thrown = fault.get();
    if (thrown == null || thrown instanceof HostFault) {
      return Optional.ofNullable(thrown).map(Throwable::getMessage);
    }
    throw new IllegalStateException("a thread that runs cells has died", thrown);
  }

  private void run(List<Cell> bundle) {
    try {
      for (Cell cell : bundle) {
        Optional<CellResult> result =
            stopping ? Optional.empty() : attempt.run(cell, () -> stopping);
        if (result.isPresent()) {
          done.put(result.get());
        } else if (!stopping) { // it would be waited for without end
          throw new IllegalStateException("no result and not told to stop: " + cell);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody takes results any more
    } catch (Throwable e) { // an error included: nobody else would hear of it
      fault.compareAndSet(null, e);
    }
  }
}

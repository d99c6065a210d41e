package neurosweep.spark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.Runner;
import neurosweep.sweep.Work;

/**
 * Brings every cell of a run to one result whatever dies on the way. Bundles that are handed out
 * together run as one job, beside the jobs before it; when Spark gives one up, the cells suspected
 * of it are set apart and the rest of it is submitted again. Once nothing else runs, suspects run
 * alone, one cell a job, where guilt is certain.
 */
final class Dispatch {
  /** Deaths that make a suspect: one may be the doing of a neighbour in the same executor. */
  private static final int SUSPICIOUS_DEATHS = 2;

  private static final long POLL_MILLIS = 100;

  /** How long Spark has to call jobs off, and cells to leave their state in a checkpoint. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Jobs jobs;
  private final Losses losses;
  private final Terms terms;
  private final Work work;
  private final BooleanSupplier stop;
  private final boolean oneAtATime;
  private final Due due = new Due();
  private final Set<Batch> active = new LinkedHashSet<>();
  // what jobs have to tell, done here on the caller's thread
  private final LinkedBlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
  private final Map<Integer, List<List<Cell>>> submitted = new ConcurrentHashMap<>();
  private boolean ending;

  /**
   * What holds for a whole run.
   *
   * @param mostLost losses in a row without a result at which to give up; asked again and again,
   *     since executors come and go
   * @param parallelism cells at a time, asked again as well; if it is 1 at first, cells never have
   *     a neighbour
   * @param backend of the sweep
   */
  record Terms(IntSupplier mostLost, IntSupplier parallelism, String backend) {}

  /** Bundles that run as one job, or a suspect that runs alone. */
  private final class Batch implements Jobs.Listener {
    private final List<List<Cell>> bundles;
    private final boolean alone;
    private final long start = System.nanoTime();
    private Jobs.Job job;

    Batch(List<List<Cell>> bundles, boolean alone) {
      this.bundles = bundles;
      this.alone = alone;
    }

    @Override
    public void ended(List<CellResult> results) {
      news.add(() -> results.forEach(result -> receive(this, result)));
    }

    @Override
    public void over(Optional<Throwable> failure) {
      news.add(() -> Dispatch.this.over(this, failure));
    }
  }

  Dispatch(Jobs jobs, Losses losses, Terms terms, Work work, BooleanSupplier stop) {
    this.jobs = jobs;
    this.losses = losses;
    this.terms = terms;
    this.work = work;
    this.stop = stop;
    this.oneAtATime = terms.parallelism.getAsInt() == 1;
  }

  /** As {@link neurosweep.sweep.Runner#run}; may be called once. */
  Optional<String> run() throws InterruptedException {
    try {
      start();
      while (!active.isEmpty() && !halted()) {
        Runnable first = news.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          first.run();
          start();
        }
      }
      if (!active.isEmpty()) {
        end();
      }
    } finally {
      active.forEach(batch -> batch.job.cancel());
    }
    return losses.inRow() < terms.mostLost.getAsInt() ? Optional.empty() : Optional.of(reason());
  }

  /** As {@link neurosweep.sweep.Runner#begun}. */
  List<Runner.Begun> begun() {
    List<Runner.Begun> begun = new ArrayList<>();
    for (Losses.Task task : losses.running()) {
      List<List<Cell>> bundles = submitted.getOrDefault(task.job(), List.of());
      if (task.bundle() < bundles.size()) {
        begun.add(new Runner.Begun(bundles.get(task.bundle()), task.since(), task.host()));
      }
    }
    return begun;
  }

  /** Starts what the work has now; where nothing runs then, a suspect. */
  private void start() {
    if (halted() || (!active.isEmpty() && active.iterator().next().alone)) {
      return;
    }
    List<List<Cell>> bundles = work.next(Math.max(0, terms.parallelism.getAsInt() - due.size()));
    due.add(bundles);
    submit(new Batch(bundles, false));
    if (active.isEmpty()) {
      due.suspect().ifPresent(cell -> submit(new Batch(List.of(List.of(cell)), true)));
    }
  }

  private void submit(Batch batch) {
    if (batch.bundles.isEmpty()) {
      return;
    }
    try {
      batch.job = jobs.submit(batch.bundles, batch.alone ? 1 : 0, batch);
      active.add(batch);
      submitted.put(batch.job.id(), batch.bundles);
    } catch (IllegalStateException e) { // Spark has stopped: what came before is kept
      ending = true;
      takeAll();
      throw e;
    }
  }

  /** Calls all jobs off, and waits for tasks as well: a job that is called off is over earlier. */
  private void end() throws InterruptedException {
    ending = true;
    long end = System.nanoTime() + PATIENCE_NANOS;
    active.forEach(batch -> batch.job.cancel());
    while (!(active.isEmpty() && losses.idle()) && System.nanoTime() - end < 0) {
      Runnable first = news.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        first.run();
      }
    }
    takeAll();
  }

  private void takeAll() {
    List<Runnable> all = new ArrayList<>();
    news.drainTo(all);
    all.forEach(Runnable::run);
  }

  private boolean halted() {
    return stop.getAsBoolean() || losses.inRow() >= terms.mostLost.getAsInt();
  }

  private String reason() {
    int lost = losses.inRow();
    return lost == 1
        ? losses.last()
        : lost
            + " losses in a row without a result between (--max-lost), the last: "
            + losses.last();
  }

  private void receive(Batch batch, CellResult result) {
    if (!batch.alone && !oneAtATime && CellExecution.ranOutOfMemory(result)) {
      losses.result();
      due.suspect(List.of(result.cell()));
    } else {
      deliver(result);
    }
  }

  private void deliver(CellResult result) {
    losses.result();
    due.remove(result.cell());
    work.accept(result);
  }

  private void over(Batch batch, Optional<Throwable> failure) {
    active.remove(batch);
    submitted.remove(batch.job.id());
    if (ending) {
      return;
    }
    if (failure.isPresent()) {
      Abort abort = Abort.of(failure.get());
      if (batch.alone) {
        judge(batch, abort);
      } else {
        suspect(batch, abort);
        if (!halted()) {
          submit(new Batch(due.rest(batch.bundles), false));
        }
      }
    }
    losses.forget(batch.job.id());
  }

  /** Sets apart whom Spark names, and those of whom executors are known to have died. */
  private void suspect(Batch batch, Abort abort) {
    boolean named = abort.isCells() && abort.bundle() >= 0;
    losses.aborted(abort, named);
    if (named) {
      due.suspect(batch.bundles.get(abort.bundle()));
    }
    losses
        .deathsByBundle(batch.job.id())
        .forEach(
            (bundle, deaths) -> {
              if (deaths >= SUSPICIOUS_DEATHS && bundle < batch.bundles.size()) {
                due.suspect(batch.bundles.get(bundle));
              }
            });
  }

  /** A cell that ran alone has itself to blame; unless it was a machine, or Spark. */
  private void judge(Batch batch, Abort abort) {
    losses.aborted(abort, false);
    if (abort.isCells()) {
      double seconds = (System.nanoTime() - batch.start) * 1e-9;
      Outcome failed = new Outcome.Failed(Measurements.NONE, abort.cause(), "");
      Origin origin = Origin.unknown(terms.backend); // whoever could tell is gone
      deliver(
          new CellResult(
              batch.bundles.get(0).get(0),
              failed,
              seconds,
              Double.NaN,
              1 + abort.attempts(),
              losses.lastHost(),
              origin));
    }
  }
}

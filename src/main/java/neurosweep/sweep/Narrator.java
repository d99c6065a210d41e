package neurosweep.sweep;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;

/**
 * Says beside the lease which cells run, for onlookers: on a thread of its own, no oftener than
 * they look, only what has changed, and for the first time after a pause, so that short runs write
 * nothing. A fault is passed over.
 */
final class Narrator implements AutoCloseable {
  private static final long LOCAL_MILLIS = 1000;

  /** A file system over a network is asked for less. */
  private static final long REMOTE_MILLIS = 10_000;

  private static final long PATIENCE_MILLIS = 3000;

  private final Lease lease;
  private final Supplier<List<Runner.Begun>> begun;
  private final Function<Cell, String> place;
  private final Function<Cell, String> checkpoint;
  private final Instant start = now();
  private final AtomicLong ended = new AtomicLong();
  private final Thread thread;
  private Activity said;

  /**
   * Begins to say.
   *
   * @param begun what runs
   * @param place where a cell is on the axes
   * @param checkpoint the key under which a cell saves its state
   */
  Narrator(
      SweepDirectory sweep,
      Lease lease,
      Supplier<List<Runner.Begun>> begun,
      Function<Cell, String> place,
      Function<Cell, String> checkpoint) {
    this.lease = lease;
    this.begun = begun;
    this.place = place;
    this.checkpoint = checkpoint;
    long pause = Files.isLocal(sweep.root()) ? LOCAL_MILLIS : REMOTE_MILLIS;
    this.thread = new Thread(() -> narrate(pause), "lease of " + sweep.name() + ", cells");
    thread.setDaemon(true);
    thread.start();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Work whose results are counted. */
  Work counting(Work work) {
    return new Work() {
      @Override
      public List<List<Cell>> next(int free) {
        return work.next(free);
      }

      @Override
      public void accept(CellResult result) {
        work.accept(result);
        ended.incrementAndGet();
      }
    };
  }

  private void narrate(long pause) {
    try {
      while (true) {
        Thread.sleep(pause);
        say(activity());
      }
    } catch (InterruptedException e) {
      // the run is over
    }
  }

  private void say(Activity now) {
    if (!now.equals(said)) {
      lease.tell(now.json());
      said = now;
    }
  }

  private Activity activity() {
    List<Runner.Begun> all = new ArrayList<>(begun.get());
    all.sort(Comparator.comparing(Runner.Begun::since));
    return new Activity(
        start.toString(),
        ended.get(),
        all.size(),
        all.stream().limit(Activity.MOST).map(this::running).toList());
  }

  private Activity.Running running(Runner.Begun task) {
    Cell first = task.cells().get(0);
    return new Activity.Running(
        first.id(),
        cut(place.apply(first)),
        task.since().truncatedTo(ChronoUnit.MILLIS).toString(),
        cut(task.host()),
        task.cells().size() - 1,
        checkpoint.apply(first),
        "");
  }

  /** Values may be long, such as paths of files. */
  private static String cut(String text) {
    return text.length() <= Activity.LONGEST ? text : text.substring(0, Activity.LONGEST);
  }

  /** Nothing runs any more. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS); // a file system that does not answer must not keep the run
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive() && said != null) {
      say(new Activity(start.toString(), ended.get(), 0, List.of()));
    }
  }
}

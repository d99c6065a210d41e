package neurosweep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/**
 * The right of one process to write a sweep directory. The file {@code lease} says who has it: it
 * is created where there is none and never rewritten. A hidden file beside it, which has the
 * lease's nonce in its name, is rewritten every {@link #BEAT} as a sign of life.
 *
 * <p>Who finds a lease judges its holder: on the same machine the process table tells at once,
 * otherwise a holder that gives no sign for three and a half beats counts as gone. The holder reads
 * its lease again at every beat and before it writes.
 */
public final class Lease implements AutoCloseable {
  /** Between two signs of life. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** What was verified so lately is believed by {@link #check}. */
  private static final Duration TRUST = Duration.ofSeconds(1);

  /** Nonces of the leases that this process holds. */
  private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

  private final SweepDirectory directory;
  private final LeaseFile file;
  private final LeaseClock clock;
  private final LeaseHolder self;
  private final List<Path> created = new ArrayList<>();
  private long beats;
  private boolean closed;
  private volatile String loss = "";
  private volatile long verifiedNanos;
  private volatile Instant verifiedTime = Instant.EPOCH;

  private Lease(SweepDirectory directory, LeaseClock clock, LeaseHolder self) {
    this.directory = directory;
    this.file = new LeaseFile(directory);
    this.clock = clock;
    this.self = self;
  }

  /**
   * Takes the lease of a sweep directory, which is created if it does not exist, and keeps it with
   * a thread of its own. May wait for three and a half beats where a holder cannot be seen.
   *
   * @param notices takes a line about waiting, and one about taking over
   * @throws UserError if another process holds it, or it cannot be written; nothing has been
   *     changed then
   */
  public static Lease acquire(SweepDirectory directory, Consumer<String> notices) {
    LeaseClock clock = LeaseClock.SYSTEM;
    Lease lease = acquire(directory, clock, LeaseHolder.here(clock.now()), notices);
    Thread thread = new Thread(lease::keepBeating, "lease of " + directory.name());
    thread.setDaemon(true);
    thread.start();
    return lease;
  }

  /** As above, without the thread. */
  static Lease acquire(
      SweepDirectory directory, LeaseClock clock, LeaseHolder self, Consumer<String> notices) {
    Lease lease = new Lease(directory, clock, self);
    OURS.add(self.nonce());
    boolean taken = false;
    try {
      lease.createDirectory();
      new LeaseClaim(directory, clock, notices).take(self, OURS);
      lease.trust();
      taken = true;
      return lease;
    } finally {
      if (!taken) {
        lease.close();
      }
    }
  }

  private void createDirectory() {
    Files files = directory.files();
    for (Path path = directory.root();
        path != null && !files.exists(path);
        path = path.getParent()) {
      created.add(path);
    }
    if (!created.isEmpty()) {
      files.createDirectory(directory.root());
    }
  }

  private void keepBeating() {
    try {
      while (beat()) {
        clock.sleep(BEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives a sign of life. A fault of the file system is not a loss: the next beat may succeed.
   *
   * @return whether to go on
   */
  synchronized boolean beat() {
    if (closed) {
      return false;
    }
    try {
      verify();
      beats++;
      file.sign(self, beats);
    } catch (RuntimeException e) { // whatever it was, the next beat may succeed
      return loss.isEmpty(); // a loss is reported where the sweep writes next
    }
    return true;
  }

  /**
   * Reads the lease again, to be called before anything is written. That it cannot be read is no
   * loss.
   *
   * @throws UserError with exit code 1 if it is another's or has vanished
   */
  public void verify() {
    if (loss.isEmpty()) {
      try {
        if (file.isOf(self)) {
          trust();
        } else {
          loss = loss(file.look());
        }
      } catch (UserError e) {
        return;
      }
    }
    if (!loss.isEmpty()) {
      throw new UserError(List.of(loss), UserError.INCOMPLETE);
    }
  }

  /**
   * As {@link #verify}, but believes for a second what it has read, unless one of the clocks says
   * that this process was suspended.
   */
  public void check() {
    Duration passed = Duration.ofNanos(clock.nanoTime() - verifiedNanos);
    Duration shown = Duration.between(verifiedTime, clock.now()).abs();
    if (!loss.isEmpty() || passed.compareTo(TRUST) > 0 || shown.compareTo(TRUST) > 0) {
      verify();
    }
  }

  private void trust() {
    verifiedNanos = clock.nanoTime();
    verifiedTime = clock.now();
  }

  private String loss(Optional<LeaseFile.Sight> found) {
    return found
        .map(
            other ->
                directory
                    + " was taken over by "
                    + other.name()
                    + " while this run gave no sign of life; what it has journaled is kept, the"
                    + " other run continues from there")
        .orElse(
            directory.lease()
                + " has vanished while this run was writing: the directory was moved or deleted,"
                + " or another run has ended this one's lease; run again to continue with what is"
                + " there");
  }

  /** Gives the lease up. One that is another's is left alone. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      file.unsign(self);
      file.remove(self);
    } catch (UserError e) {
      // it stays behind, and the next run sees that its holder is gone
    }
    OURS.remove(self.nonce());
    if (loss.isEmpty()) {
      created.forEach(directory.files()::deleteIfEmpty);
    }
  }

  /**
   * Who writes a sweep directory, in a line for people; only reads.
   *
   * @return empty if nobody does
   */
  public static Optional<String> describe(SweepDirectory directory) {
    LeaseFile file = new LeaseFile(directory);
    Instant now = Instant.now();
    return file.look()
        .map(
            seen ->
                seen.holder()
                    .map(holder -> describe(file, holder, now))
                    .orElse("running: " + seen.name()));
  }

  /**
   * Whether somebody still writes a sweep directory, as far as can be seen; only reads. Who has
   * given no sign of life for so long that the next writer would take over counts as gone.
   */
  public static boolean isHeld(SweepDirectory directory) {
    LeaseFile file = new LeaseFile(directory);
    Instant now = Instant.now();
    return file.look()
        .map(seen -> seen.holder().map(each -> holds(file, each, now)).orElse(true))
        .orElse(false);
  }

  private static boolean holds(LeaseFile file, LeaseHolder holder, Instant now) {
    return switch (holder.life(LeaseHolder.here(now), OURS)) {
      case ALIVE -> true;
      case GONE -> false;
      case UNKNOWN ->
          file.silence(holder, now)
              .map(silence -> silence.compareTo(LeaseClaim.PATIENCE) <= 0)
              .orElse(true);
    };
  }

  private static String describe(LeaseFile file, LeaseHolder holder, Instant now) {
    String who = holder.name() + ", since " + holder.since();
    return switch (holder.life(LeaseHolder.here(now), OURS)) {
      case ALIVE -> "running: " + who;
      case GONE -> "was running: " + who + " (gone)";
      case UNKNOWN ->
          "running: "
              + who
              + file.silence(holder, now)
                  .map(silence -> ", last sign of life " + LeaseHolder.clock(silence) + " ago")
                  .orElse("");
    };
  }
}

package neurosweep.store.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * The right of one process to write a sweep directory. The file {@code lease} says who has it: it
 * is created where there is none and never rewritten. A hidden file beside it, which has the
 * lease's nonce in its name, is rewritten every {@link #BEAT} as a sign of life.
 *
 * <p>Who finds a lease judges its holder: on the same machine the process table tells at once,
 * otherwise a holder that gives no sign for three and a half beats counts as gone. The holder reads
 * its lease again at every beat and before it writes. One that could give no sign for two and a
 * half beats writes nothing more and stops: ten seconds later another may begin.
 */
public final class Lease implements AutoCloseable {
  /** Between two signs of life. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** After so long without a sign of life its holder has to stop. */
  static final Duration SILENCE = BEAT.multipliedBy(5).dividedBy(2);

  /** Until a sign of life that could not be given is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** So long is an operation of the file system waited for that another thread has begun. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** What was verified so lately is believed by {@link #check}. */
  private static final Duration TRUST = Duration.ofSeconds(1);

  /** Nonces of the leases that this process holds. */
  private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

  private final SweepDirectory directory;
  private final LeaseFile file;
  private final LeaseClock clock;
  private final LeaseHolder self;
  private final List<Path> created = new ArrayList<>();
  private final ReentrantLock beating = new ReentrantLock();
  private long beats;
  private volatile boolean closed;
  private volatile String loss = "";
  private volatile String fault = "";
  private volatile long signedNanos;
  private volatile Instant signedTime = Instant.EPOCH;
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
      lease.signedNanos = new LeaseClaim(directory, clock, notices).take(self, OURS);
      lease.signedTime = clock.now();
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
        clock.sleep(fault.isEmpty() ? BEAT : RETRY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives a sign of life. A fault of the file system is not a loss: the next beat may succeed,
   * until there was none for so long that another may take over.
   *
   * @return whether to go on
   */
  boolean beat() {
    if (!isAlone()) {
      return !closed && loss.isEmpty(); // another thread is at it
    }
    try {
      return !closed && loss.isEmpty() && sign();
    } finally {
      beating.unlock();
    }
  }

  private boolean sign() {
    long moment = clock.nanoTime();
    Instant time = clock.now();
    try {
      look(); // what has vanished must not come back
      beats++;
      file.sign(self, beats);
      look(); // whoever takes the lease away from now on sees the sign and puts it back
      signedNanos = moment;
      signedTime = time;
      fault = "";
    } catch (RuntimeException | Error e) { // whatever it was, the next beat may succeed
      fault = String.valueOf(e.getMessage());
      if (loss.isEmpty() && silence().compareTo(SILENCE) > 0) {
        loss = silenced();
      }
    }
    return loss.isEmpty(); // a loss is reported where the sweep writes next
  }

  /** Takes the lock unless another thread keeps it, whose file system does not answer then. */
  private boolean isAlone() {
    if (beating.tryLock()) { // also where this thread is interrupted
      return true;
    }
    try {
      return beating.tryLock(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Since the last sign of life, by the clock that only goes forward. */
  private Duration silence() {
    return Duration.ofNanos(clock.nanoTime() - signedNanos);
  }

  /** Whether another may have taken over, or may soon; the forward clock may stand in a sleep. */
  private boolean isSilent() {
    Duration shown = Duration.between(signedTime, clock.now()).abs();
    return silence().compareTo(SILENCE) > 0 || shown.compareTo(SILENCE) > 0;
  }

  private String silenced() {
    return directory
        + " could not be written for "
        + SILENCE.toSeconds()
        + " s, so this run has stopped before another takes over; what it has journaled is kept ("
        + (fault.isEmpty()
            ? "its file system does not answer; check it, then start the command again"
            : fault)
        + ")";
  }

  /**
   * Whether this process has to stop: the lease is another's, or could be soon, since no sign of
   * life can be given. Cheap while signs are given, to be polled while cells run.
   */
  public boolean isLost() {
    if (loss.isEmpty() && silence().compareTo(SILENCE) > 0) {
      renew();
    }
    return !loss.isEmpty();
  }

  /** Gives a sign after a silence, such as that of a process that was suspended, or loses. */
  private void renew() {
    beat();
    if (loss.isEmpty() && isSilent()) {
      loss = silenced();
    }
  }

  /** Reads the lease; one that cannot be read is neither ours nor lost. */
  private void look() {
    if (!file.isOf(self)) {
      loss = loss(file.look());
      throw lost();
    }
    trust();
  }

  private UserError lost() {
    return new UserError(List.of(loss), UserError.INCOMPLETE);
  }

  /**
   * Reads the lease again, to be called before anything is written. That it cannot be read is no
   * loss while signs of life are given.
   *
   * @throws UserError with exit code 1 if it is another's, has vanished, or may soon be another's
   */
  public void verify() {
    if (loss.isEmpty() && isSilent()) {
      renew();
    } else if (loss.isEmpty()) {
      try {
        look();
      } catch (UserError e) {
        // if it is lost, that has been noted
      }
    }
    if (!loss.isEmpty()) {
      throw lost();
    }
  }

  /**
   * As {@link #verify}, but believes for a second what it has read, unless one of the clocks says
   * that this process was suspended.
   */
  public void check() {
    Duration passed = Duration.ofNanos(clock.nanoTime() - verifiedNanos);
    Duration shown = Duration.between(verifiedTime, clock.now()).abs();
    boolean old = passed.compareTo(TRUST) > 0 || shown.compareTo(TRUST) > 0;
    if (!loss.isEmpty() || old || isSilent()) {
      verify();
    }
  }

  private void trust() {
    verifiedNanos = clock.nanoTime();
    verifiedTime = clock.now();
  }

  /**
   * Says what the holder is at, for {@linkplain #told onlookers}; nothing depends on it, so a fault
   * is passed over. Gone with the lease.
   */
  public void tell(byte[] activity) {
    if (!isAlone()) {
      return;
    }
    try {
      if (!closed && loss.isEmpty()) {
        look(); // what has vanished must not come back
        file.tell(self, activity);
      }
    } catch (RuntimeException e) {
      // a loss has been noted; other than that nobody needs it
    } finally {
      beating.unlock();
    }
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
    if (closed) {
      return;
    }
    closed = true;
    boolean alone = isAlone(); // a beat that is under way would bring its sign back
    try {
      file.unsign(self);
      file.remove(self);
    } catch (UserError e) {
      // it stays behind, and the next run sees that its holder is gone
    } finally {
      if (alone) {
        beating.unlock();
      }
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
                    .orElse(
                        "perhaps running: the lease is damaged and names nobody; a run takes over"
                            + " after "
                            + LeaseClaim.PATIENCE.toSeconds()
                            + " s without a sign of life"));
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

  /** What the holder of a sweep directory says that it is at; nothing where nobody holds it. */
  public static Optional<byte[]> told(SweepDirectory directory) {
    LeaseFile file = new LeaseFile(directory);
    Instant now = Instant.now();
    return file.look()
        .flatMap(LeaseFile.Sight::holder)
        .filter(holder -> holds(file, holder, now))
        .flatMap(file::told);
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

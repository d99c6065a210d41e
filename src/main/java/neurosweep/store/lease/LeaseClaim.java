package neurosweep.store.lease;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import neurosweep.core.UserError;
import neurosweep.store.SweepDirectory;

/** One attempt to get the lease of a sweep directory: judges whoever holds it. */
final class LeaseClaim {
  /** Three and a half beats: so long must a holder that cannot be seen be silent. */
  static final Duration PATIENCE = Lease.BEAT.multipliedBy(7).dividedBy(2);

  private static final Duration LOOK = Duration.ofSeconds(2);

  private final SweepDirectory directory;
  private final LeaseFile file;
  private final LeaseClock clock;
  private final Consumer<String> notices;

  LeaseClaim(SweepDirectory directory, LeaseClock clock, Consumer<String> notices) {
    this.directory = directory;
    this.file = new LeaseFile(directory);
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * Returns when the lease is {@code self}'s.
   *
   * @return a moment before which nobody has seen it, from which its silence may be counted
   * @param ours nonces of the leases that this process holds: another of its leases was left by an
   *     earlier run in it
   * @throws UserError if its holder lives
   */
  long take(LeaseHolder self, Set<String> ours) {
    String predecessor = "";
    long moment = clock.nanoTime();
    while (!file.create(self)) {
      predecessor = file.look().map(seen -> takeAway(seen, self, ours)).orElse(predecessor);
      moment = clock.nanoTime();
    }
    file.removeLitter();
    if (!predecessor.isEmpty()) {
      notices.accept("took over from " + predecessor);
    }
    return moment;
  }

  /** Whose lease was removed and why, or an empty string if it has changed meanwhile. */
  private String takeAway(LeaseFile.Sight seen, LeaseHolder self, Set<String> ours) {
    LeaseHolder.Life life =
        seen.holder().map(holder -> holder.life(self, ours)).orElse(LeaseHolder.Life.UNKNOWN);
    if (life == LeaseHolder.Life.ALIVE) {
      throw refusal(seen);
    }
    String why = ", which is gone";
    if (life == LeaseHolder.Life.UNKNOWN) {
      why = ", which gave no sign of life for " + PATIENCE.toSeconds() + " s";
      if (!staysSilent(seen)) {
        return "";
      }
    }
    return file.remove(seen) ? seen.name() + why : "";
  }

  /**
   * Watches a holder that cannot be seen from here.
   *
   * @return true after the whole patience, false once the lease is another one or none
   * @throws UserError at its first sign of life
   */
  private boolean staysSilent(LeaseFile.Sight seen) {
    notices.accept(
        directory
            + " is held by "
            + seen.name()
            + "; waiting up to "
            + PATIENCE.toSeconds()
            + " s for a sign of life");
    long begin = clock.nanoTime();
    while (clock.nanoTime() - begin < PATIENCE.toNanos()) {
      try {
        clock.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserError("interrupted while waiting for " + seen.name() + "; nothing was done");
      }
      LeaseFile.Sight now = file.look().orElse(null);
      if (now == null || !now.sameLease(seen)) {
        return false;
      }
      if (!now.sameSign(seen)) {
        throw refusal(seen);
      }
    }
    return true;
  }

  private UserError refusal(LeaseFile.Sight seen) {
    String age =
        seen.holder().map(holder -> ", for " + holder.age(clock.now()) + " now").orElse("");
    return new UserError(
        directory
            + " is being written by "
            + seen.name()
            + age
            + "; wait until it ends, stop it, or choose another output with -o");
  }
}

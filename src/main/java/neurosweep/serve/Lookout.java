package neurosweep.serve;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An answer that is made anew when what it is made of has changed: at most once a second, for a
 * fifth of the time at most, by one reader at a time, while the others get the one before.
 */
final class Lookout {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So many times what a look has taken passes before the next. */
  private static final int REST = 4;

  private final Supplier<String> sign;
  private final Supplier<Answer> look;
  private final LongSupplier nanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Answer answer;
  private String seen = "";
  private long due;

  /**
   * Nothing has been looked at yet.
   *
   * @param sign another text whenever the answer may be another
   * @param look makes the answer
   * @param nanos a clock
   */
  Lookout(Supplier<String> sign, Supplier<Answer> look, LongSupplier nanos) {
    this.sign = sign;
    this.look = look;
    this.nanos = nanos;
  }

  /** The answer as it is now, or was when there was time to look. */
  Answer answer() {
    Answer before = answer;
    if (before == null) {
      looking.lock();
    } else if (!looking.tryLock()) {
      return before;
    }
    try {
      long now = nanos.getAsLong();
      if (answer == null || now - due >= 0) {
        String found = sign.get();
        if (answer == null || !found.equals(seen)) {
          answer = look.get();
          seen = found;
        }
        due = nanos.getAsLong() + Math.max(PAUSE_NANOS, REST * (nanos.getAsLong() - now));
      }
      return answer;
    } finally {
      looking.unlock();
    }
  }
}

package neurosweep.store.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as leases see it. */
interface LeaseClock {
  /** The real one. */
  LeaseClock SYSTEM =
      new LeaseClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
      };

  /** A clock that only goes forward; whatever is decided is decided by it. */
  long nanoTime();

  /** The wall clock, which may be set. */
  Instant now();

  /** Waits. */
  void sleep(Duration time) throws InterruptedException;
}

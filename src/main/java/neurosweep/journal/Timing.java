package neurosweep.journal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The measures of a journal's writer.
 *
 * @param nanoTime the clock
 * @param syncNanos on disk at least this often while lines come
 * @param commitNanos between commits where the file system cannot flush
 * @param segmentBytes a segment is sealed once it is as long
 * @param batchBytes the same where it is held in memory
 */
record Timing(
    LongSupplier nanoTime, long syncNanos, long commitNanos, long segmentBytes, long batchBytes) {

  static final Timing STANDARD =
      new Timing(
          System::nanoTime,
          Duration.ofSeconds(1).toNanos(),
          Duration.ofSeconds(30).toNanos(),
          64L << 20,
          8L << 20);
}

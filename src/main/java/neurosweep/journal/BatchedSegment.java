package neurosweep.journal;

import java.io.ByteArrayOutputStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import neurosweep.store.Files;

/**
 * On file systems that cannot flush (object stores): lines are kept in memory and committed as a
 * small sealed segment every so often. A commit repeats the lines of the one before under the next
 * number and then deletes that, so that no name is ever overwritten and the files stay few.
 */
final class BatchedSegment implements ActiveSegment {
  private final Files files;
  private final Supplier<Segment> next;
  private final LongSupplier nanoTime;
  private final long commitNanos;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Segment committed;
  private boolean pending;
  private long commitTime;

  BatchedSegment(Files files, Supplier<Segment> next, Timing timing) {
    this.files = files;
    this.next = next;
    this.nanoTime = timing.nanoTime();
    this.commitNanos = timing.commitNanos();
    this.commitTime = nanoTime.getAsLong();
    lines.writeBytes(Segment.header());
  }

  @Override
  public void append(byte[] line) {
    lines.writeBytes(line);
    pending = true;
    if (nanoTime.getAsLong() - commitTime >= commitNanos) {
      sync();
    }
  }

  @Override
  public void sync() {
    if (!pending) {
      return;
    }
    Segment fresh = next.get();
    files.writeAtomically(fresh.path(), lines::writeTo);
    if (committed != null) {
      files.deleteOne(committed.path());
    }
    committed = fresh;
    pending = false;
    commitTime = nanoTime.getAsLong();
  }

  @Override
  public long size() {
    return lines.size();
  }

  @Override
  public void seal() {
    sync();
  }

  @Override
  public void abandon() {
    lines.reset();
  }
}

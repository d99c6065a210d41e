package neurosweep.journal;

import java.io.IOException;
import java.util.function.LongSupplier;
import neurosweep.store.FileOutput;
import neurosweep.store.Files;

/**
 * On file systems that can flush (local disk, HDFS): every line is with the operating system or the
 * data nodes when {@code append} returns, and on disk about a second later while lines keep coming.
 */
final class StreamedSegment implements ActiveSegment {
  private final Files files;
  private final Segment open;
  private final Segment sealed;
  private final FileOutput out;
  private final LongSupplier nanoTime;
  private final long syncNanos;
  private long synced;
  private long size;

  /**
   * Begins a segment.
   *
   * @param out the new file at {@code open}
   * @param timing when to sync
   */
  StreamedSegment(Files files, Segment open, Segment sealed, FileOutput out, Timing timing)
      throws IOException {
    this.files = files;
    this.open = open;
    this.sealed = sealed;
    this.out = out;
    this.nanoTime = timing.nanoTime();
    this.syncNanos = timing.syncNanos();
    this.synced = nanoTime.getAsLong();
    write(Segment.header());
  }

  @Override
  public void append(byte[] line) throws IOException {
    write(line);
    if (nanoTime.getAsLong() - synced >= syncNanos) {
      sync();
    }
  }

  private void write(byte[] line) throws IOException {
    out.write(line);
    out.flush();
    size += line.length;
  }

  @Override
  public void sync() throws IOException {
    out.sync();
    synced = nanoTime.getAsLong();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void seal() throws IOException {
    out.sync();
    out.close();
    files.rename(open.path(), sealed.path());
  }

  @Override
  public void abandon() {
    try {
      out.close();
    } catch (IOException e) {
      // the fault that led here has been reported
    }
  }
}

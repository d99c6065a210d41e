package neurosweep.sweep;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import neurosweep.core.Cell;
import neurosweep.core.CellKey;
import neurosweep.core.Persistent;
import neurosweep.experiment.Checkpoint;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.SeekableInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of one attempt of a cell: a file that begins with whose it is (format, cell, code
 * and backend), then the seconds and CPU seconds that led to it, then the experiment's state, and
 * ends with the CRC-32C of all that.
 */
final class CellCheckpoint implements Checkpoint {
  private static final String FORMAT = "neurosweep-checkpoint 2";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int CRC_BYTES = 4;

  /** Of a checkpoint; networks of a hundred million weights with their moments take less. */
  private static final long MOST_BYTES = 4L << 30;

  /** The CRC-32C of whatever ends with its own CRC-32C, lowest byte first. */
  private static final long CRC_OF_INTACT = 0x48674BC7L;

  private static final Logger LOG = LoggerFactory.getLogger(CellCheckpoint.class);
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  /** File systems as this process knows them, looked up once and only if needed. */
  private static final class Disk {
    private static final Files FILES = new Files();
  }

  private final Files files;
  private final Path path;
  private final String identity;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuTime;
  private final long start;
  private final long cpuStart;
  private long due;
  private double earlierSeconds;
  private double earlierCpuSeconds;

  /**
   * The checkpoint of an attempt that begins now.
   *
   * @param nanoTime the clock
   * @param cpuTime time of a processor that the calling thread has had, in ns
   */
  CellCheckpoint(
      Checkpoints.Place place,
      Cell cell,
      String backend,
      LongSupplier nanoTime,
      LongSupplier cpuTime) {
    Path directory = new Path(place.directory());
    this.files = Disk.FILES.within(directory.getParent());
    this.path = new Path(directory, new CellKey(cell.id()).text());
    this.identity = String.join("\n", FORMAT, cell.id(), place.code(), backend);
    this.intervalNanos = (long) (place.intervalSeconds() * 1e9);
    this.nanoTime = nanoTime;
    this.cpuTime = cpuTime;
    this.start = nanoTime.getAsLong();
    this.cpuStart = cpuTime.getAsLong();
    this.due = start + intervalNanos;
  }

  /** Time of the earlier attempts that led to where this one went on. */
  double earlierSeconds() {
    return earlierSeconds;
  }

  /** As {@link #earlierSeconds}, of a processor; NaN if one of them did not know. */
  double earlierCpuSeconds() {
    return earlierCpuSeconds;
  }

  @Override
  public <T extends Persistent> T resume(Supplier<T> fresh) {
    T state = fresh.get();
    try (SeekableInputStream in = files.input(path).newStream()) {
      if (!isIntact(in)) {
        return state;
      }
      in.seek(0);
      DataInputStream data = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
      if (!data.readUTF().equals(identity)) {
        return state;
      }
      double seconds = data.readDouble();
      double cpuSeconds = data.readDouble();
      if (!(seconds >= 0) || Double.isInfinite(seconds) || Double.isInfinite(cpuSeconds)) {
        return state;
      }
      state.load(data);
      requireEnd(data);
      earlierSeconds = seconds;
      earlierCpuSeconds = cpuSeconds;
      return state;
    } catch (FileNotFoundException e) {
      return state; // the first attempt, or one on a machine that does not share the directory
    } catch (IOException | RuntimeException e) { // of a file that somebody edited: anything
      return fresh.get(); // what has been made may be half loaded
    }
  }

  private static boolean isIntact(InputStream in) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] chunk = new byte[BUFFER_BYTES];
    long length = 0;
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      crc.update(chunk, 0, count);
      length += count;
      if (length > MOST_BYTES) {
        return false;
      }
    }
    return crc.getValue() == CRC_OF_INTACT;
  }

  private static void requireEnd(InputStream in) throws IOException {
    if (in.readNBytes(CRC_BYTES + 1).length != CRC_BYTES) {
      throw new IOException("the state is not what was saved");
    }
  }

  @Override
  public boolean due() {
    return nanoTime.getAsLong() - due >= 0;
  }

  @Override
  public void save(Persistent state) {
    double seconds = earlierSeconds + (nanoTime.getAsLong() - start) * 1e-9;
    double cpuSeconds = earlierCpuSeconds + (cpuTime.getAsLong() - cpuStart) * 1e-9;
    try {
      files.writeAtomically(path, out -> write(state, seconds, cpuSeconds, out));
    } catch (RuntimeException e) { // whatever the file system throws, the cell goes on
      if (WARNED.compareAndSet(false, true)) {
        LOG.warn(
            "cells run on without checkpoints, an interrupted one starts over: {}", e.getMessage());
      }
    }
    due = nanoTime.getAsLong() + intervalNanos;
  }

  private void write(Persistent state, double seconds, double cpuSeconds, OutputStream out)
      throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_BYTES));
    data.writeUTF(identity);
    data.writeDouble(seconds);
    data.writeDouble(cpuSeconds);
    state.save(data);
    data.flush();
    int crc = (int) checked.getChecksum().getValue();
    out.write(ByteBuffer.allocate(CRC_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(crc).array());
  }
}

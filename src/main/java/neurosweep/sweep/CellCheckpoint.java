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
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of one attempt of a cell: a file that begins with whose it is (format, line, code
 * and backend), then the time that led to it and the budget of the cell that wrote it, then the
 * experiment's state, and ends with the CRC-32C of all that.
 */
final class CellCheckpoint implements Checkpoint {
  private static final String FORMAT = "neurosweep-checkpoint 3";
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
  private final CheckpointLine line;
  private final String identity;
  private final long fullBudget;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuTime;
  private final long start;
  private final long cpuStart;
  private long due;
  private Spent earlier = Spent.NOTHING;

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
    this.line = place.fullBudget() > 0 ? CheckpointLine.of(cell) : CheckpointLine.alone(cell);
    this.path = new Path(directory, new CellKey(line.name()).text());
    this.identity = String.join("\n", FORMAT, line.name(), place.code(), backend);
    this.fullBudget = place.fullBudget();
    this.intervalNanos = (long) (place.intervalSeconds() * 1e9);
    this.nanoTime = nanoTime;
    this.cpuTime = cpuTime;
    this.start = nanoTime.getAsLong();
    this.cpuStart = cpuTime.getAsLong();
    this.due = start + intervalNanos;
  }

  /** What led to where this attempt went on. */
  Spent earlier() {
    return earlier;
  }

  @Override
  public <T extends Persistent> T resume(Supplier<T> fresh) {
    T state = fresh.get();
    try {
      return resumed(files.input(path), state);
    } catch (FileNotFoundException e) {
      return state; // the first attempt, or one on a machine that does not share the directory
    } catch (IOException | RuntimeException e) { // of a file that somebody edited: anything
      return fresh.get(); // what has been made may be half loaded
    }
  }

  private <T extends Persistent> T resumed(InputFile file, T state) throws IOException {
    try (SeekableInputStream in = file.newStream()) {
      long length = file.getLength();
      if (!isIntact(new Blocks(in, length))) {
        return state;
      }
      in.seek(0);
      InputStream blocks = new BufferedInputStream(new Blocks(in, length), BUFFER_BYTES);
      DataInputStream data = new DataInputStream(blocks);
      if (!data.readUTF().equals(identity)) {
        return state;
      }
      Spent spent = Spent.read(data);
      long budget = data.readLong();
      if (!line.goesOnFrom(budget)) {
        return state;
      }
      state.load(data);
      requireEnd(data);
      earlier = budget == line.budget() ? spent : spent.inherited();
      return state;
    }
  }

  /** Whole blocks at a time: by themselves some of these streams ask the system for every byte. */
  private static final class Blocks extends InputStream {
    private final SeekableInputStream in;
    private long left;

    Blocks(SeekableInputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      in.readFully(bytes, offset, count);
      left -= count;
      return count;
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
    Spent spent =
        earlier.plus(
            (nanoTime.getAsLong() - start) * 1e-9, (cpuTime.getAsLong() - cpuStart) * 1e-9);
    try {
      files.writeAtomically(path, out -> write(state, spent, out));
    } catch (RuntimeException e) { // whatever the file system throws, the cell goes on
      if (WARNED.compareAndSet(false, true)) {
        LOG.warn(
            "cells run on without checkpoints, an interrupted one starts over: {}", e.getMessage());
      }
    }
    due = nanoTime.getAsLong() + intervalNanos;
  }

  @Override
  public void keep(Persistent state) {
    if (line.isBelow(fullBudget)) {
      save(state);
    }
  }

  private void write(Persistent state, Spent spent, OutputStream out) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_BYTES));
    data.writeUTF(identity);
    spent.write(data);
    data.writeLong(line.budget());
    state.save(data);
    data.flush();
    int crc = (int) checked.getChecksum().getValue();
    out.write(ByteBuffer.allocate(CRC_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(crc).array());
  }
}

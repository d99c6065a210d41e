package neurosweep.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import neurosweep.store.Files;

/** Reads a segment line by line, hands on what is intact and counts what is not. */
final class SegmentScan {
  private static final int CHUNK_BYTES = 1 << 16;

  /** Takes the intact records of a segment. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a record.
     *
     * @param index the line's number in the segment
     * @param line the checksum, a space, the record; overwritten after the call
     * @param length of all that
     */
    void accept(int index, byte[] line, int length) throws IOException;
  }

  /**
   * What was not intact.
   *
   * @param records lines in the middle whose checksum is wrong
   * @param tornTail whether the last one is incomplete, as it is while it is written
   * @param header whether the first line is damaged or missing
   */
  record Damage(int records, boolean tornTail, boolean header) {

    /** Records lost, the torn one included. */
    int dropped() {
      return records + (tornTail ? 1 : 0);
    }
  }

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[CHUNK_BYTES];
  private int length;
  private boolean terminated;

  private SegmentScan(InputStream in) {
    this.in = in;
  }

  /**
   * Reads a segment to its end.
   *
   * @throws IOException where it cannot be read, such as when it has been renamed since it was
   *     listed
   * @throws neurosweep.core.UserError where its format is too new
   */
  static Damage scan(Files files, Segment segment, Sink sink) throws IOException {
    try (InputStream in = files.open(segment.path())) {
      return new SegmentScan(in).run(segment, sink);
    }
  }

  private Damage run(Segment segment, Sink sink) throws IOException {
    boolean header = next() && segment.isHeader(line, length);
    // a first line that lost its end has swallowed the record behind it
    int damaged = !header && length >= Segment.header().length ? 1 : 0;
    boolean torn = false;
    for (int index = 1; next(); index++) {
      if (length <= Segment.MAX_LINE_BYTES && Segment.isIntact(line, length)) {
        sink.accept(index, line, length);
      } else if (terminated) {
        damaged++;
      } else {
        torn = true;
      }
    }
    return new Damage(damaged, torn, !header);
  }

  /** Reads the next line, without its end, into {@code line}; of overlong ones only the start. */
  private boolean next() throws IOException {
    length = 0;
    terminated = false;
    boolean any = false;
    while (!terminated && fill()) {
      any = true;
      int end = position;
      while (end < limit && chunk[end] != '\n') {
        end++;
      }
      keep(end - position);
      terminated = end < limit;
      position = terminated ? end + 1 : end;
    }
    return any;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(chunk, 0, chunk.length));
    }
    return position < limit;
  }

  private void keep(int count) {
    if (length <= Segment.MAX_LINE_BYTES) {
      if (length + count > line.length) {
        line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
      }
      System.arraycopy(chunk, position, line, length, count);
      length += count;
    }
  }
}

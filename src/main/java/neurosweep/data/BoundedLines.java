package neurosweep.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/** Reads a text line by line; a line without end is refused before it fills the memory. */
final class BoundedLines implements Closeable {
  /** Characters of the longest line: forty for each of the most columns. */
  static final int LONGEST_LINE = 40 * LabelledRows.MOST_COLUMNS;

  private final BufferedReader reader;
  private final StringBuilder line = new StringBuilder();
  private boolean afterReturn;

  BoundedLines(Reader reader) {
    this.reader = new BufferedReader(reader, 1 << 16);
  }

  /**
   * The next line without its end, which is a line feed, a carriage return or both; null at the
   * text's end.
   *
   * @return null in place of a line too, if it is too long: then {@link #isTooLong}
   */
  String next() throws IOException {
    line.setLength(0);
    boolean any = false;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      boolean skipped = afterReturn && c == '\n';
      afterReturn = c == '\r';
      if (skipped) {
        continue;
      }
      any = true;
      if (c == '\n' || c == '\r') {
        return line.toString();
      }
      line.append((char) c);
      if (isTooLong()) {
        return null;
      }
    }
    return any ? line.toString() : null;
  }

  /** Whether the last line was longer than lines may be. */
  boolean isTooLong() {
    return line.length() > LONGEST_LINE;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

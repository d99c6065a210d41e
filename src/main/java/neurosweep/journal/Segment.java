package neurosweep.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import neurosweep.core.UserError;
import neurosweep.store.FileEntry;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * One file of a journal. A header line, then a line a record; a record begins and the header ends
 * with the CRC-32C of the rest in eight lower-case hex digits.
 *
 * @param path where it is
 * @param number its place in the order of writing
 * @param open whether a writer may still be adding to it
 */
record Segment(Path path, long number, boolean open) {
  static final int VERSION = 1;

  /** Digits of a checksum and the space that follows. */
  static final int PREFIX = 9;

  /** No line is longer; whatever is longer is damage. */
  static final int MAX_LINE_BYTES = 64 << 20;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String FORMAT = "neurosweep-journal";
  private static final Pattern NAME = Pattern.compile("(\\d{6,18})\\.(seg|open)");
  private static final Pattern HEADER = Pattern.compile(FORMAT + " (\\d{1,9}) ([0-9a-f]{8})");

  /** The segment of that number, sealed or open, which need not exist. */
  static Segment of(Path journal, long number, boolean open) {
    String name = String.format(Locale.ROOT, "%06d.%s", number, open ? "open" : "seg");
    return new Segment(new Path(journal, name), number, open);
  }

  /** The segments of a journal in the order of writing; none where there is no directory. */
  static List<Segment> list(Files files, Path journal) {
    List<Segment> segments = new ArrayList<>();
    for (FileEntry status : files.list(journal)) {
      Matcher name = NAME.matcher(status.name());
      if (name.matches()) {
        boolean open = name.group(2).equals("open");
        segments.add(new Segment(status.path(), Long.parseLong(name.group(1)), open));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::number).thenComparing(Segment::open));
    return segments;
  }

  /** The first line with its end. */
  static byte[] header() {
    return header(VERSION);
  }

  static byte[] header(int version) {
    String text = FORMAT + " " + version;
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    String line = text + " " + hex(crc(bytes, 0, bytes.length), 8) + "\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Whether a line is an undamaged header.
   *
   * @throws UserError where it is one of a later version
   */
  boolean isHeader(byte[] line, int length) {
    Matcher header = HEADER.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1));
    if (!header.matches() || !header.group(2).equals(hex(crc(line, 0, length - PREFIX), 8))) {
      return false;
    }
    int version = Integer.parseInt(header.group(1));
    if (version > VERSION) {
      throw new UserError(
          path
              + " is of journal format "
              + version
              + ", this neurosweep reads up to "
              + VERSION
              + "; use the version that wrote it, or a later one");
    }
    return true;
  }

  /** A record with its checksum and end of line. */
  static byte[] line(byte[] json) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + PREFIX + 1);
    String prefix = hex(crc(json, 0, json.length), 8) + " ";
    line.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
    line.writeBytes(json);
    line.write('\n');
    return line.toByteArray();
  }

  /** Whether a line is as it was written. */
  static boolean isIntact(byte[] line, int length) {
    if (length <= PREFIX || line[PREFIX - 1] != ' ') {
      return false;
    }
    long crc = crc(line, PREFIX, length - PREFIX);
    for (int i = 0; i < PREFIX - 1; i++) {
      if (line[i] != HEX[(int) (crc >> (4 * (PREFIX - 2 - i))) & 0xf]) {
        return false;
      }
    }
    return true;
  }

  private static long crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, Math.max(0, length));
    return crc.getValue();
  }

  static String hex(long value, int digits) {
    return HexFormat.of().toHexDigits(value, digits);
  }
}

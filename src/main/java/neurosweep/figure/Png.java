package neurosweep.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG files (ISO 15948) of opaque colours. Written here because the platform's encoder cannot be
 * given a resolution without its metadata trees, and looks for plug-ins on the whole class path.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final double INCHES_A_METRE = 1 / 0.0254;

  private Png() {}

  /**
   * A whole file.
   *
   * @param dotsPerInch the resolution to print it at; 0 to say nothing
   */
  static byte[] encode(BufferedImage image, int dotsPerInch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
    header.put(new byte[] {8, 2, 0, 0, 0}); // eight bits, colours, no interlacing
    chunk("IHDR", header.array(), out);
    if (dotsPerInch > 0) {
      int dots = (int) Math.round(dotsPerInch * INCHES_A_METRE);
      ByteBuffer resolution = ByteBuffer.allocate(9).putInt(dots).putInt(dots).put((byte) 1);
      chunk("pHYs", resolution.array(), out);
    }
    chunk("IDAT", deflated(rows(image)), out);
    chunk("IEND", new byte[0], out);
    return out.toByteArray();
  }

  /** Every row with the filter "up": equal rows, of which figures are full, become zeros. */
  private static byte[] rows(BufferedImage image) {
    int width = image.getWidth();
    byte[] all = new byte[image.getHeight() * (1 + 3 * width)];
    int[] above = new int[width];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getDataElements(0, y, width, 1, row);
      all[at++] = 2;
      for (int x = 0; x < width; x++) {
        for (int shift = 16; shift >= 0; shift -= 8) {
          all[at++] = (byte) ((row[x] >> shift) - (above[x] >> shift));
        }
      }
      int[] swap = above;
      above = row;
      row = swap;
    }
    return all;
  }

  private static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(6);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static void chunk(String type, byte[] data, ByteArrayOutputStream out) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}

package neurosweep.figure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The one font of all figures, Liberation Sans as PDFBox ships it: widths and glyphs. */
final class Typeface {
  /** Fonts of the same widths, the first that a reader of an SVG has. */
  static final String STACK = "'Liberation Sans', Arial, Helvetica, sans-serif";

  /** Height of a capital, in sizes. */
  static final double CAPITAL = 0.72;

  private static final String PLACE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final TrueTypeFont FONT = load();
  private static final CmapLookup GLYPHS = glyphs();

  private Typeface() {}

  private static TrueTypeFont load() {
    try (InputStream in = PDDocument.class.getResourceAsStream(PLACE)) {
      return new TTFParser().parse(new RandomAccessReadBuffer(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a resource of the program
    }
  }

  private static CmapLookup glyphs() {
    try {
      return FONT.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The font itself, to be embedded. */
  static TrueTypeFont font() {
    return FONT;
  }

  /** The text with a question mark for every character that the font does not have. */
  static String printable(String text) {
    StringBuilder known = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .forEach(c -> known.appendCodePoint(GLYPHS.getGlyphId(c) == 0 ? '?' : c));
    return known.toString();
  }

  /** Width in points at a size in points. */
  static double width(String text, double size) {
    try {
      double width = 0;
      for (int c : printable(text).codePoints().toArray()) {
        width += FONT.getAdvanceWidth(GLYPHS.getGlyphId(c));
      }
      return width * size / FONT.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

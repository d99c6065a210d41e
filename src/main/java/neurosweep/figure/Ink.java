package neurosweep.figure;

import java.util.Locale;

/**
 * A colour.
 *
 * @param rgb red, green and blue, a byte each
 * @param opacity from 0, nothing is drawn, to 1
 */
public record Ink(int rgb, double opacity) {
  /** Nothing. */
  public static final Ink NONE = new Ink(0, 0);

  /** Text and frames. */
  public static final Ink BLACK = new Ink(0x000000, 1);

  /** What stands back: guides, ticks between labels. */
  public static final Ink GREY = new Ink(0x777777, 1);

  /** Grid lines. */
  public static final Ink PALE = new Ink(0xE3E3E3, 1);

  /** Paper. */
  public static final Ink WHITE = new Ink(0xFFFFFF, 1);

  /** Warnings: Okabe and Ito's vermillion. */
  public static final Ink WARNING = new Ink(0xD55E00, 1);

  /** The same colour, less of it. */
  public Ink faded(double other) {
    return new Ink(rgb, other);
  }

  /** Whether anything is seen of it. */
  public boolean visible() {
    return opacity > 0;
  }

  double red() {
    return (rgb >> 16 & 0xFF) / 255.0;
  }

  double green() {
    return (rgb >> 8 & 0xFF) / 255.0;
  }

  double blue() {
    return (rgb & 0xFF) / 255.0;
  }

  /** The colour of text upon it, whichever has the greater contrast: at least 4.5 to 1. */
  public Ink contrast() {
    double luminance = 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    return luminance < 0.179 ? WHITE : BLACK;
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  String hex() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}

package neurosweep.report.format;

/**
 * How wide a text is in Computer Modern, the widest of the usual fonts of papers: in points at
 * {@code \scriptsize} of a document of ten points, from {@code cmr7.tfm}.
 */
final class LatexWidth {
  /** Of a letter at another size, by {@code cmr8} and {@code cmr5}: the greatest ratio. */
  static final double FOOTNOTE = 1.084;

  static final double TINY = 0.90;

  /** An em. */
  static final double EM = 7.97;

  /** Digits of {@code cmbx7}; letters are wider by up to 1.23. */
  private static final double BOLD_DIGIT = 1.14;

  private static final double BOLD = 1.23;

  /** A mark, a Greek letter, an arrow, or what else is set in mathematics. */
  private static final double SIGN = 6.2;

  /** Of a character's number in brackets. */
  private static final double CODE = 42;

  /** From the blank to the tilde, in hundredths of a point. */
  private static final int[] ASCII = {
    266, 226, 399, 657, 399, 657, 614, 226, 313, 313, 399, 614, 226, 269, 226, 399, //
    399, 399, 399, 399, 399, 399, 399, 399, 399, 399, 226, 226, 614, 614, 614, 377, //
    614, 590, 559, 571, 602, 538, 516, 619, 590, 289, 408, 612, 494, 719, 590, 614, //
    538, 614, 581, 442, 571, 590, 590, 806, 590, 590, 485, 226, 399, 226, 399, 450, //
    226, 399, 442, 356, 442, 356, 248, 399, 442, 226, 248, 420, 226, 657, 442, 399, //
    442, 420, 313, 317, 313, 442, 420, 571, 420, 420, 356, 399, 226, 399, 399
  };

  private LatexWidth() {}

  /** Of a text. */
  static double of(String text, boolean bold) {
    double width = text.codePoints().mapToDouble(LatexWidth::of).sum();
    boolean digits = text.chars().noneMatch(Character::isLetter);
    return width * (bold ? digits ? BOLD_DIGIT : BOLD : 1);
  }

  private static double of(int c) {
    if (c >= ' ' && c <= '~') {
      return ASCII[c - ' '] / 100.0;
    }
    if (c == '\u00ad') {
      return of('-'); // what LatexColumn makes of it
    }
    return LatexFormat.shown(c) ? SIGN : CODE;
  }

  /** Of a number in a column of siunitx, which leaves room for what the format says. */
  static double number(String format, boolean bold) {
    double width = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      width += c == '+' || c == '-' ? SIGN : c == 'e' ? 4 * SIGN : c == '.' ? of('.') : 0;
    }
    for (String digits : format.split("[^0-9]+", -1)) {
      width += digits.isEmpty() ? 0 : Integer.parseInt(digits) * of('0');
    }
    return width * (bold ? BOLD_DIGIT : 1);
  }
}

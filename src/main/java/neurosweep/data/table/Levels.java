package neurosweep.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts of a column as numbers in the order of their appearance; a blank is -1. */
final class Levels {
  static final int BLANK = -1;
  static final int LONGEST = 200;

  private final int most;
  private final Map<String, Integer> codeOf = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] codes = new int[16];
  private int size;
  private boolean tooMany;
  private int longest;

  /**
   * None yet.
   *
   * @param most how many may differ; later ones are not kept
   */
  Levels(int most) {
    this.most = most;
  }

  /** A number as a level: equal ones are the same however they were written. */
  static String canonical(double value, String shown) {
    boolean whole = value == Math.rint(value);
    if (whole && Math.abs(value) > 0x1p53) {
      return shown; // a double has lost its last digits
    }
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  void add(String text) {
    longest = Math.max(longest, text.length());
    Integer known = codeOf.get(text);
    if (known == null && (texts.size() >= most || text.length() > LONGEST)) {
      tooMany |= texts.size() >= most;
      known = BLANK;
    } else if (known == null) {
      known = texts.size();
      codeOf.put(text, known);
      texts.add(text);
    }
    append(known);
  }

  void addBlank() {
    append(BLANK);
  }

  private void append(int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
    }
    codes[size++] = code;
  }

  /** The text of a row, or null. */
  String text(int row) {
    return codes[row] == BLANK ? null : texts.get(codes[row]);
  }

  boolean tooMany() {
    return tooMany;
  }

  int longest() {
    return longest;
  }
}

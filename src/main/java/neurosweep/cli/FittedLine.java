package neurosweep.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A line of parts of which, where a terminal is narrow, the least important ones are left out. */
final class FittedLine {
  /**
   * From here on scripts begin whose letters take two columns; those that take one lose a little.
   */
  private static final int WIDE = 0x1100;

  private final List<Part> parts = new ArrayList<>();

  /**
   * A piece of the line.
   *
   * @param rank 0 is the most important
   * @param text with what stands between it and the piece before
   */
  private record Part(int rank, String text) {}

  /** Adds a part at the end; one that has no text is none. */
  FittedLine add(int rank, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part(rank, text));
    }
    return this;
  }

  /** All of it. */
  String whole() {
    return joined(parts);
  }

  /**
   * What fits: parts by their rank until one does not. Of a terminal that is narrower than the most
   * important part, the beginning of that.
   */
  String within(int columns) {
    List<Part> kept = new ArrayList<>();
    for (Part part : parts.stream().sorted(Comparator.comparingInt(Part::rank)).toList()) {
      kept.add(part);
      if (columns(joined(kept)) > columns) {
        kept.remove(part);
        break;
      }
    }
    return kept.isEmpty() ? beginning(whole(), columns) : joined(kept);
  }

  /** In the order in which they were added. */
  private String joined(List<Part> some) {
    StringBuilder text = new StringBuilder();
    parts.stream().filter(some::contains).forEach(part -> text.append(part.text()));
    return text.toString();
  }

  /** How many columns of a terminal a text takes at most. */
  static int columns(String text) {
    return text.codePoints().map(FittedLine::columns).sum();
  }

  private static int columns(int character) {
    return character < WIDE ? 1 : 2;
  }

  /** As much of the beginning of a text as there is room for. */
  static String beginning(String text, int columns) {
    int end = 0;
    int left = columns;
    while (end < text.length() && left >= columns(text.codePointAt(end))) {
      left -= columns(text.codePointAt(end));
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end);
  }

  /** A text that ends in dots where it is cut. */
  static String cut(String text, int columns) {
    return columns(text) <= columns
        ? text
        : beginning(text, Math.max(0, columns - 3)) + "...".substring(0, Math.min(3, columns));
  }
}

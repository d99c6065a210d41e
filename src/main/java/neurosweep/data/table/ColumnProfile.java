package neurosweep.data.table;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import neurosweep.core.Names;

/**
 * What the cells of a column are, counted: first of one file, then of both.
 *
 * <p>Places are those of the first cell of a kind, in words.
 */
final class ColumnProfile {
  static final int MOST_SAMPLES = 3;
  private static final int LONGEST_SAMPLE = 40;
  private static final int FEWEST_COUNTED = 10;

  long rows;
  long blanks;
  long numbers;
  long fractions;
  long flags;
  long infinite;
  long texts;
  long dates;
  long thousands;
  long otherSigns;
  long separated;
  long lists;
  long gaps;
  String firstBlank = "";
  String firstInfinite = "";
  String firstText = "";
  String firstFraction = "";
  String infiniteSample = "";
  String fractionSample = "";
  String type = "";
  double least = Double.POSITIVE_INFINITY;
  double most = Double.NEGATIVE_INFINITY;
  int shortest = Integer.MAX_VALUE;
  int longest;
  private final Set<String> samples = new LinkedHashSet<>();
  private boolean counting = true;
  private double last;

  /** A cell without a value. */
  void blank(Supplier<String> place) {
    rows++;
    firstBlank = blanks++ == 0 ? place.get() : firstBlank;
    counting = false;
  }

  /** A cell with a number. */
  void number(double value, boolean flag, String shown, Supplier<String> place) {
    counting &= rows == 0 ? value == 0 || value == 1 : value == last + 1;
    last = value;
    rows++;
    if (!Float.isFinite((float) value)) {
      firstInfinite = infinite == 0 ? place.get() : firstInfinite;
      infiniteSample = infinite++ == 0 ? abbreviated(shown) : infiniteSample;
      return;
    }
    numbers++;
    flags += flag ? 1 : 0;
    if (value != Math.rint(value)) {
      firstFraction = fractions == 0 ? place.get() : firstFraction;
      fractionSample = fractions++ == 0 ? abbreviated(shown) : fractionSample;
    }
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  /** A cell with text. */
  void text(String text, Spelling spelling, Supplier<String> place) {
    rows++;
    counting = false;
    firstText = texts++ == 0 ? place.get() : firstText;
    dates += Spelling.isDate(text) ? 1 : 0;
    boolean grouped = Spelling.hasThousands(text);
    boolean signed = spelling.hasOtherSign(text);
    thousands += grouped ? 1 : 0;
    otherSigns += signed ? 1 : 0;
    separated += grouped || signed ? 1 : 0;
    if (samples.size() < MOST_SAMPLES) {
      samples.add(abbreviated(text));
    }
  }

  /** A cell with a list. */
  void list(int length, boolean hasBlank) {
    rows++;
    lists++;
    gaps += hasBlank ? 1 : 0;
    counting = false;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }

  /** A cell whose type is not read. */
  void unread(String typeInWords) {
    rows++;
    counting = false;
    type = typeInWords;
  }

  /** What both are together. */
  ColumnProfile and(ColumnProfile other) {
    ColumnProfile both = new ColumnProfile();
    for (ColumnProfile each : new ColumnProfile[] {this, other}) {
      both.rows += each.rows;
      both.blanks += each.blanks;
      both.numbers += each.numbers;
      both.fractions += each.fractions;
      both.flags += each.flags;
      both.infinite += each.infinite;
      both.texts += each.texts;
      both.dates += each.dates;
      both.thousands += each.thousands;
      both.otherSigns += each.otherSigns;
      both.separated += each.separated;
      both.gaps += each.gaps;
      both.lists += each.lists;
      both.least = Math.min(both.least, each.least);
      both.most = Math.max(both.most, each.most);
      both.shortest = Math.min(both.shortest, each.shortest);
      both.longest = Math.max(both.longest, each.longest);
      each.samples.stream()
          .filter(sample -> both.samples.size() < MOST_SAMPLES)
          .forEach(both.samples::add);
    }
    both.firstBlank = either(firstBlank, other.firstBlank);
    both.firstInfinite = either(firstInfinite, other.firstInfinite);
    both.firstText = either(firstText, other.firstText);
    both.firstFraction = either(firstFraction, other.firstFraction);
    both.infiniteSample = either(infiniteSample, other.infiniteSample);
    both.fractionSample = either(fractionSample, other.fractionSample);
    both.type = either(type, other.type);
    both.counting = false;
    return both;
  }

  private static String either(String first, String second) {
    return first.isEmpty() ? second : first;
  }

  static String abbreviated(String text) {
    String seen = Names.visible(text);
    return seen.length() <= LONGEST_SAMPLE ? seen : seen.substring(0, LONGEST_SAMPLE - 3) + "...";
  }

  /** The first few texts. */
  String samples() {
    return String.join(", ", samples);
  }

  /** Whether the column counts its rows, from 0 or from 1. */
  boolean countsRows() {
    return counting && rows >= FEWEST_COUNTED;
  }

  /** What the cells are, in a word or two. */
  String kind() {
    if (!type.isEmpty()) {
      return "other type";
    } else if (lists > 0) {
      return "list of " + (shortest == longest ? "" : shortest + " to ") + longest;
    } else if (texts > 0) {
      return dates == texts ? "dates" : numbers > 0 ? "text and numbers" : "text";
    } else if (numbers + infinite == 0) {
      return "blank";
    }
    return flags == numbers && infinite == 0
        ? "flags"
        : fractions > 0 ? "numbers" : "whole numbers";
  }

  /** Which values there are, in a few words. */
  String values() {
    if (!type.isEmpty()) {
      return type;
    } else if (texts > 0) {
      return samples();
    } else if (numbers == 0 || lists > 0) {
      return "";
    }
    return least == most ? plain(least) : plain(least) + " to " + plain(most);
  }

  /** A number as people write it. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}

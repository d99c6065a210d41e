package neurosweep.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Equal ratios are equal distances.
 *
 * @param low value at the beginning, above zero
 * @param high value at the end
 * @param stops the values that data sit on, in order, which are then the ones to label; or empty
 */
public record LogScale(double low, double high, List<Double> stops) implements Scale {
  private static final double PAD = 0.05;

  /** Beyond it data have no room above them. */
  private static final double LARGEST = 1e300;

  /** The decades below which ticks stand between the powers of ten too. */
  private static final double MOST_DIVIDED = 6;

  /** With fewer a logarithmic axis reads as a linear one. */
  private static final int FEWEST_LABELS = 3;

  /** Refuses an empty range. */
  public LogScale {
    stops = List.copyOf(stops);
    if (!(0 < low && low < high) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("from " + low + " to " + high);
    }
  }

  /** Holds a range of positive data with some room; no data as 0.1 to 1. */
  public static LogScale around(double least, double most, List<Double> stops) {
    if (!(0 < least && least <= most && most <= Double.MAX_VALUE)) {
      return new LogScale(0.1, 1, stops);
    }
    double room =
        Math.max(Math.max(Math.exp(PAD * (Math.log(most) - Math.log(least))), 1.15), beside(stops));
    double low = Math.max(least / room, Math.min(least, Double.MIN_NORMAL));
    double high = Math.min(most * room, Math.max(most, LARGEST));
    return new LogScale(low, low < high ? high : 2 * low, stops);
  }

  /** Series that share a stop stand beside it. */
  private static double beside(List<Double> stops) {
    double least = stops.size() < 2 ? 1 : Double.POSITIVE_INFINITY;
    for (int i = 1; i < stops.size(); i++) {
      least = Math.min(least, stops.get(i) / stops.get(i - 1));
    }
    return Math.pow(least, 0.45);
  }

  @Override
  public double place(double value) {
    if (!(value > 0)) {
      return Double.NaN;
    }
    double span = logSpan();
    return span > 0 ? (Math.log(value) - Math.log(low)) / span : 0.5;
  }

  /** Of the whole range, whose ratio may be no finite number. */
  private double logSpan() {
    return Math.log(high) - Math.log(low);
  }

  @Override
  public List<Tick> ticks(double length, Tick.Extent extent) {
    if (!stops.isEmpty() && stops.size() <= MOST_STOPS) {
      List<Tick> all = uniform(stops);
      return Tick.thinned(all, this, length, extent);
    }
    double decades = logSpan() / Math.log(10);
    List<Tick> powers = uniform(digits(1).stream().map(Tick::value).toList());
    if (powers.size() < 2) {
      return few(length, extent, decades);
    }
    List<Tick> ticks = new ArrayList<>(Tick.thinned(powers, this, length, extent));
    if (decades <= MOST_DIVIDED) {
      for (int digit = 2; digit <= 9; digit++) {
        digits(digit).forEach(tick -> ticks.add(new Tick(tick.value(), Words.NONE)));
      }
    }
    return ticks;
  }

  /** All as powers of ten, if all are and some would be anyway. */
  private static List<Tick> uniform(List<Double> values) {
    boolean powers =
        values.stream().allMatch(value -> Numerals.exponent(value).isPresent())
            && values.stream().anyMatch(value -> !Numerals.of(value).raised().isEmpty());
    return values.stream()
        .map(value -> new Tick(value, powers ? Numerals.power(value) : Numerals.of(value)))
        .toList();
  }

  /** Less than two powers of ten: multiples are labelled too, or evenly spaced values. */
  private List<Tick> few(double length, Tick.Extent extent, double decades) {
    if (decades < 0.5) {
      List<Tick> even = new LinearScale(low, high, List.of(), false).ticks(length, extent);
      return Tick.thinned(even, this, length, extent);
    }
    List<Tick> some = multiples(1, 2, 5);
    List<Tick> all = some.size() < FEWEST_LABELS ? multiples(1, 2, 3, 5, 7) : some;
    List<Tick> ticks = new ArrayList<>(Tick.thinned(all, this, length, extent));
    List<Double> there = ticks.stream().map(Tick::value).toList();
    multiples(1, 2, 3, 4, 5, 6, 7, 8, 9).stream()
        .filter(tick -> !there.contains(tick.value()))
        .forEach(tick -> ticks.add(new Tick(tick.value(), Words.NONE)));
    return ticks;
  }

  /** The values of the range that are one of these digits times a power of ten, in their order. */
  private List<Tick> multiples(int... digits) {
    return Arrays.stream(digits)
        .mapToObj(this::digits)
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Tick::value))
        .toList();
  }

  /** The values of the range that are a digit times a power of ten. */
  private List<Tick> digits(int digit) {
    List<Tick> found = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low)) - 1;
    int last = (int) Math.ceil(Math.log10(high)) + 1;
    for (int exponent = first; exponent <= last; exponent++) {
      double value = Double.parseDouble(digit + "e" + exponent);
      boolean inside = value >= low * (1 - 1e-12) && value <= high * (1 + 1e-12);
      if (inside && Double.isFinite(value)) {
        found.add(new Tick(value, Numerals.of(value)));
      }
    }
    return found;
  }
}

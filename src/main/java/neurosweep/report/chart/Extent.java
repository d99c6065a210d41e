package neurosweep.report.chart;

import neurosweep.analysis.Sample;
import neurosweep.figure.LinearScale;
import neurosweep.figure.LogScale;
import neurosweep.figure.Scale;

/** The range that an upright scale must hold. */
final class Extent {
  /** From where on positive values are compared by their ratio where nobody says. */
  private static final double WIDE = 300;

  /** How much of the values' own span intervals may add at either end. */
  private static final double INTERVALS = 0.6;

  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private double leastPositive = Double.POSITIVE_INFINITY;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /** Holds a value. */
  void add(double value) {
    if (Double.isFinite(value)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
      if (value > 0) {
        leastPositive = Math.min(leastPositive, value);
      }
    }
  }

  /** Holds an interval as far as values do not shrink for it: of two seeds it may be huge. */
  void add(Sample sample) {
    add(sample.mean());
    if (Double.isFinite(sample.low())) {
      lowest = Math.min(lowest, sample.low());
      highest = Math.max(highest, sample.high());
    }
  }

  boolean isEmpty() {
    return least > most;
  }

  /** Whether values are all positive and far apart. */
  boolean wide() {
    return least > 0 && most / least >= WIDE;
  }

  /** The scale. */
  Scale scale(boolean log) {
    if (log && most > 0) {
      return LogScale.around(leastPositive, most, java.util.List.of());
    }
    if (isEmpty()) {
      return LinearScale.around(Double.NaN, Double.NaN);
    }
    double span = most - least;
    double size = Math.max(Math.abs(least), Math.abs(most));
    double room = INTERVALS * (span > 1e-12 * size ? span : 0.1 * size);
    double floor = least >= 0 ? 0 : least - room; // an interval is no reason for an angle below 0
    return LinearScale.around(
        Math.min(least, Math.max(lowest, Math.max(floor, least - room))),
        Math.max(most, Math.min(highest, most + room)));
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }
}

package neurosweep.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The statistics of the tables a second time, by the slowest and plainest way: enumeration and
 * numerical integration. Shares no code with {@code neurosweep.statistics} and no library.
 */
public final class PlainStatistics {
  /** Quantile of the normal distribution at 0.975. */
  private static final double Z = 1.95996398454;

  private PlainStatistics() {}

  public static double mean(double... values) {
    return Arrays.stream(values).sum() / values.length;
  }

  public static double sd(double... values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  public static double median(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** Simpson's rule. */
  private static double integral(DoubleUnaryOperator f, double from, double to) {
    int pieces = 4000;
    double width = (to - from) / pieces;
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < pieces; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(from + i * width);
    }
    return sum * width / 3;
  }

  /**
   * Student's t below {@code t}: with t = sqrt(v) tan a the density is cos(a)^(v-1), over a finite
   * range and without a gamma function.
   */
  public static double below(double t, int v) {
    double end = Math.atan(t / Math.sqrt(v));
    DoubleUnaryOperator density = a -> Math.pow(Math.cos(a), v - 1.0);
    double all = integral(density, -Math.PI / 2, Math.PI / 2);
    return integral(density, -Math.PI / 2, end) / all;
  }

  public static double quantile(double p, int v) {
    double low = 0;
    double high = 1000;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      low = below(middle, v) < p ? middle : low;
      high = below(middle, v) < p ? high : middle;
    }
    return high;
  }

  /** Half of the 95 % interval of the mean. */
  public static double half(double... values) {
    return quantile(0.975, values.length - 1) * sd(values) / Math.sqrt(values.length);
  }

  /** The 95 % interval of the mean, of an accuracy within 0 and 1. */
  public static double[] interval(String metric, double... values) {
    double low = mean(values) - half(values);
    double high = mean(values) + half(values);
    return metric.contains("accuracy")
        ? new double[] {Math.max(0, low), Math.min(1, high)}
        : new double[] {low, high};
  }

  public static double pairedP(double... differences) {
    int n = differences.length;
    double t = mean(differences) / (sd(differences) / Math.sqrt(n));
    return 2 * (1 - below(Math.abs(t), n - 1));
  }

  /** The larger p of the two one-sided tests. */
  public static double equivalenceP(double margin, double... differences) {
    int n = differences.length;
    double error = sd(differences) / Math.sqrt(n);
    double above = 1 - below((mean(differences) + margin) / error, n - 1);
    double under = below((mean(differences) - margin) / error, n - 1);
    return Math.max(above, under);
  }

  /** Every assignment of signs, one after the other. */
  public static double flipP(double... differences) {
    int n = differences.length;
    double observed = Math.abs(Arrays.stream(differences).sum());
    int far = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (signs >> i & 1) == 1 ? differences[i] : -differences[i];
      }
      far += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
    }
    return (double) far / (1 << n);
  }

  /** Holm's adjustment from its definition: the largest of the steps up to one's own rank. */
  public static double[] holm(double... p) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> p[i]));
    double[] adjusted = new double[p.length];
    for (int rank = 0; rank < p.length; rank++) {
      for (int before = 0; before <= rank; before++) {
        double step = Math.min(1, (p.length - before) * p[order.get(before)]);
        adjusted[order.get(rank)] = Math.max(adjusted[order.get(rank)], step);
      }
    }
    return adjusted;
  }

  /** Hedges' correction by gamma(v/2) from gamma(1) = 1 and gamma(1/2) = sqrt(pi). */
  public static double hedges(int v) {
    return gamma(v) / (Math.sqrt(v / 2.0) * gamma(v - 1));
  }

  /** gamma(twice / 2). */
  private static double gamma(int twice) {
    if (twice == 1) {
      return Math.sqrt(Math.PI);
    }
    return twice == 2 ? 1 : (twice / 2.0 - 1) * gamma(twice - 2);
  }

  /** The mean over all subsets of a size of the best in each. */
  public static double expectedBest(double[] scores, int size, boolean more) {
    double sum = 0;
    int subsets = 0;
    for (int bits = 0; bits < 1 << scores.length; bits++) {
      if (Integer.bitCount(bits) == size) {
        double best = Double.NaN;
        for (int i = 0; i < scores.length; i++) {
          boolean in = (bits >> i & 1) == 1;
          if (in && (Double.isNaN(best) || (more ? scores[i] > best : scores[i] < best))) {
            best = scores[i];
          }
        }
        sum += best;
        subsets++;
      }
    }
    return sum / subsets;
  }

  /**
   * Chooses on every half of the seeds and reports on the others.
   *
   * @return the means of the choosing and of the reporting half
   */
  public static double[] split(double[][] values, boolean more) {
    int seeds = values[0].length;
    double chosen = 0;
    double reported = 0;
    int splits = 0;
    for (int bits = 0; bits < 1 << seeds; bits++) {
      if (Integer.bitCount(bits) != seeds / 2) {
        continue;
      }
      double best = Double.NaN;
      double other = Double.NaN;
      for (double[] each : values) {
        double here = half(each, bits, 1);
        if (Double.isNaN(best) || (more ? here > best : here < best)) {
          best = here;
          other = half(each, bits, 0);
        }
      }
      chosen += best;
      reported += other;
      splits++;
    }
    return new double[] {chosen / splits, reported / splits};
  }

  private static double half(double[] values, int bits, int side) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if ((bits >> i & 1) == side) {
        sum += values[i];
        n++;
      }
    }
    return sum / n;
  }

  /** Wilson's interval of k of n. */
  public static double[] wilson(double k, double n) {
    double p = k / n;
    double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new double[] {Math.max(0, centre - half), Math.min(1, centre + half)};
  }

  /**
   * The power of the paired t test by the chi distribution of the standard deviation s: t is (z + d
   * sqrt(n)) / s.
   */
  public static double power(int n, double effect) {
    int v = n - 1;
    double critical = quantile(0.975, v);
    double shift = effect * Math.sqrt(n);
    DoubleUnaryOperator density = s -> Math.pow(s, v - 1.0) * Math.exp(-v * s * s / 2);
    double all = integral(density, 1e-9, 6);
    return integral(
            s ->
                density.applyAsDouble(s)
                    * (normal(shift - critical * s) + normal(-shift - critical * s)),
            1e-9,
            6)
        / all;
  }

  /** The standard normal distribution by its density. */
  private static double normal(double z) {
    if (z < -9 || z > 9) {
      return z < 0 ? 0 : 1;
    }
    int pieces = 400;
    double width = z / pieces;
    double sum = 1 + Math.exp(-z * z / 2);
    for (int i = 1; i < pieces; i++) {
      double x = i * width;
      sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-x * x / 2);
    }
    return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
  }
}

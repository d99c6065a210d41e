package neurosweep.search;

import neurosweep.math.random.Rng;
import org.apache.commons.math3.special.Erf;

/**
 * Estimates over the unit interval: Gaussian kernels cut off at its ends, and the uniform
 * distribution as one kernel more. The few good trials have exact kernels, as wide as Scott's rule
 * says (Multivariate Density Estimation, Wiley 1992). The many others are counted in bins, so that
 * a trial costs the same however many there are; their kernels are narrower than the rule says, for
 * what is known to be bad should not hide what is between.
 */
final class NumberParzen implements ParzenAxis {
  private static final int BINS = 256;
  private static final double LEAST_GOOD_WIDTH = 0.02;
  private static final double LEAST_BAD_WIDTH = 0.01;
  private static final int TRIES = 100;
  private static final double ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

  private final int[] counts = new int[BINS];
  private final double[] scale = new double[BINS]; // of the kernel in the middle of each bin
  private final double[] kernel = new double[BINS]; // by distance in bins
  private int badCount;
  private int widthFor = -1;

  private double[] centres = {};
  private double width = 1;
  private double[] heights = {};

  private static int bin(double share) {
    return Math.min(BINS - 1, (int) (share * BINS));
  }

  @Override
  public void addBad(double share) {
    counts[bin(share)]++;
    badCount++;
  }

  @Override
  public void removeBad(double share) {
    counts[bin(share)]--;
    badCount--;
  }

  @Override
  public void setGood(double[] shares) {
    centres = shares.clone();
    heights = new double[shares.length];
    width = Math.max(LEAST_GOOD_WIDTH, scott(shares));
    for (int i = 0; i < heights.length; i++) {
      heights[i] = height(centres[i], width);
    }
  }

  /** The uniform distribution counts as one of the shares, with its variance. */
  private static double scott(double[] shares) {
    int n = shares.length + 1;
    double mean = 0.5 / n;
    for (double share : shares) {
      mean += share / n;
    }
    double squares = (0.5 - mean) * (0.5 - mean) + 1.0 / 12;
    for (double share : shares) {
      squares += (share - mean) * (share - mean);
    }
    return 1.06 * Math.sqrt(squares / n) * StrictMath.pow(n, -0.2);
  }

  /** The factor that gives a cut-off kernel the area one. */
  private static double height(double centre, double width) {
    double area =
        (Erf.erf((1 - centre) / width / Math.sqrt(2)) + Erf.erf(centre / width / Math.sqrt(2))) / 2;
    return 1 / (area * width * ROOT_OF_TWO_PI);
  }

  @Override
  public double draw(Rng rng) {
    int at = rng.nextInt(centres.length + 1);
    if (at < centres.length) {
      for (int i = 0; i < TRIES; i++) {
        double share = centres[at] + width * rng.nextGaussian();
        if (share >= 0 && share < 1) {
          return share;
        }
      }
    }
    return rng.nextDouble();
  }

  @Override
  public double ratio(double share) {
    return good(share) / bad(share);
  }

  private double good(double share) {
    double sum = 1;
    for (int i = 0; i < centres.length; i++) {
      double z = (share - centres[i]) / width;
      sum += heights[i] * StrictMath.exp(-z * z / 2);
    }
    return sum / (centres.length + 1);
  }

  private double bad(double share) {
    shapeKernel();
    int at = bin(share);
    double sum = 1;
    for (int b = 0; b < BINS; b++) {
      sum += counts[b] * scale[b] * kernel[Math.abs(b - at)];
    }
    return sum / (badCount + 1);
  }

  /** The width shrinks with the number of trials, in steps, since a new one costs some time. */
  private void shapeKernel() {
    int size = Integer.highestOneBit(badCount);
    if (size == widthFor) {
      return;
    }
    widthFor = size;
    double badWidth = Math.max(LEAST_BAD_WIDTH, 0.3 * StrictMath.pow(Math.max(1, size), -0.4));
    for (int b = 0; b < BINS; b++) {
      double z = b / (BINS * badWidth);
      kernel[b] = StrictMath.exp(-z * z / 2);
      scale[b] = height((b + 0.5) / BINS, badWidth);
    }
  }
}

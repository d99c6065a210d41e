package neurosweep.data;

/**
 * The scaled value of every grey level, looked up: a level is a pixel or a sum of pixels.
 *
 * @param doubles scaled value by level
 * @param floats the same, rounded
 */
record GreyTable(double[] doubles, float[] floats) {
  private static final int WHITE = 255;

  /** (level - offset) / divisor for every level that a sum of so many pixels can have. */
  private static GreyTable of(int pixels, double offset, double divisor) {
    int levels = WHITE * pixels + 1;
    double[] doubles = new double[levels];
    float[] floats = new float[levels];
    for (int level = 0; level < levels; level++) {
      doubles[level] = (level - offset) / divisor;
      floats[level] = (float) doubles[level];
    }
    return new GreyTable(doubles, floats);
  }

  /** Mean grey level as 0 to 1. */
  static GreyTable unit(int pixels) {
    return of(pixels, 0, (double) WHITE * pixels);
  }

  /** Mean grey level as 0 to 255. */
  static GreyTable plain(int pixels) {
    return of(pixels, 0, pixels);
  }

  /** Minus the mean, over the population's standard deviation. */
  static GreyTable standard(int pixels, Moments moments) {
    return of(pixels, moments.mean(), moments.deviation());
  }

  /**
   * Sums over all levels of a set, exact.
   *
   * @param count number of levels summed
   * @param sum of levels
   * @param squares sum of squared levels
   */
  record Moments(long count, long sum, long squares) {
    double mean() {
      return (double) sum / count;
    }

    double deviation() {
      double mean = mean();
      return Math.sqrt(Math.max(0, (double) squares / count - mean * mean));
    }
  }
}

package neurosweep.data;

import java.util.Arrays;

/** Rows of a table; a view over the raw features, scaled feature by feature. */
final class RealExamples implements Examples {
  private final Selection selection;
  private final Scale scale;

  RealExamples(Selection selection, Scale scale) {
    this.selection = selection;
    this.scale = scale;
  }

  /**
   * {@code (x - offset) / divisor} by feature, where a blank is first filled; a feature that is
   * constant in training becomes its distance from that constant.
   */
  record Scale(double[] offset, double[] divisor, double[] fill) {

    static Scale none(int features, double[] fill) {
      double[] ones = new double[features];
      Arrays.fill(ones, 1);
      return new Scale(new double[features], ones, fill);
    }

    /** The least value becomes 0 and the greatest 1. */
    static Scale unit(Selection training, int features, double[] fill) {
      float[] reals = training.part().reals();
      double[] least = new double[features];
      double[] most = new double[features];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(most, Double.NEGATIVE_INFINITY);
      for (int i = 0; i < training.size(); i++) {
        int from = training.row(i) * features;
        for (int j = 0; j < features; j++) {
          double value = filled(reals[from + j], fill[j]);
          least[j] = Math.min(least[j], value);
          most[j] = Math.max(most[j], value);
        }
      }
      for (int j = 0; j < features; j++) {
        most[j] = nonZero(most[j] - least[j]);
      }
      return new Scale(least, most, fill);
    }

    /** Mean 0 and population standard deviation 1, in two passes. */
    static Scale standard(Selection training, int features, double[] fill) {
      float[] reals = training.part().reals();
      double[] mean = new double[features];
      double[] deviation = new double[features];
      for (int i = 0; i < training.size(); i++) {
        int from = training.row(i) * features;
        for (int j = 0; j < features; j++) {
          mean[j] += filled(reals[from + j], fill[j]);
        }
      }
      for (int j = 0; j < features; j++) {
        mean[j] /= training.size();
      }
      for (int i = 0; i < training.size(); i++) {
        int from = training.row(i) * features;
        for (int j = 0; j < features; j++) {
          double difference = filled(reals[from + j], fill[j]) - mean[j];
          deviation[j] += difference * difference;
        }
      }
      for (int j = 0; j < features; j++) {
        deviation[j] = nonZero(Math.sqrt(deviation[j] / training.size()));
      }
      return new Scale(mean, deviation, fill);
    }

    private static double nonZero(double divisor) {
      return divisor > 0 ? divisor : 1;
    }
  }

  private static double filled(float value, double fill) {
    return Float.isNaN(value) ? fill : value;
  }

  private double scaled(float value, int feature) {
    return (filled(value, scale.fill[feature]) - scale.offset[feature]) / scale.divisor[feature];
  }

  @Override
  public int size() {
    return selection.size();
  }

  @Override
  public int features() {
    return scale.offset.length;
  }

  @Override
  public int label(int index) {
    return selection.label(index);
  }

  @Override
  public void widen(int index, double[] out, int offset) {
    float[] reals = selection.part().reals();
    int features = features();
    int from = selection.row(index) * features;
    for (int j = 0; j < features; j++) {
      out[offset + j] = scaled(reals[from + j], j);
    }
  }

  @Override
  public void widen(int index, float[] out, int offset) {
    float[] reals = selection.part().reals();
    int features = features();
    int from = selection.row(index) * features;
    for (int j = 0; j < features; j++) {
      out[offset + j] = (float) scaled(reals[from + j], j);
    }
  }
}

package neurosweep.data;

import java.util.Arrays;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * What stands for the blanks of a table, which are NaN among its raw features: a number for each
 * feature, measured on the training examples that are left after validation and subset.
 *
 * @param kind none, mean, median or constant
 * @param constant what constant puts there
 */
public record Imputation(String kind, double constant) {
  private static final String NONE = "none";
  private static final String CONSTANT = "constant";

  private static final Param<String> IMPUTE =
      Param.choice(
          "impute",
          List.of(NONE, "mean", "median", CONSTANT),
          "what stands for a blank number: the mean or median of the training examples,"
              + " impute_value, or none: blanks are refused");

  private static final Param<Double> VALUE =
      Param.real("impute_value", 0, "what stands for a blank number if impute is constant");

  /** The knobs of sources whose numbers may be blank. */
  public static List<Param<?>> params() {
    return List.of(IMPUTE, VALUE);
  }

  /** What a cell asks for. */
  public static Imputation of(Values values) {
    return new Imputation(IMPUTE.of(values), VALUE.of(values));
  }

  /** Whether blanks are refused. */
  public boolean isNone() {
    return kind.equals(NONE);
  }

  /** What is wrong with the knobs; empty if nothing is. */
  public String fault() {
    return constant != 0 && !kind.equals(CONSTANT)
        ? "impute_value is " + constant + ", which only impute: constant takes"
        : "";
  }

  /** In words, as {@code blanks become the mean}. */
  public String inWords() {
    return "blanks become " + (kind.equals(CONSTANT) ? constant : "the " + kind);
  }

  /** A number for each feature; 0 for one that is blank in every example. */
  double[] fill(Selection training, int features) {
    double[] fill = new double[features];
    if (kind.equals(CONSTANT)) {
      Arrays.fill(fill, constant);
    } else if (!isNone()) {
      float[] present = new float[training.size()];
      for (int j = 0; j < features; j++) {
        int size = present(training, features, j, present);
        fill[j] = size == 0 ? 0 : kind.equals("mean") ? mean(present, size) : median(present, size);
      }
    }
    return fill;
  }

  private static int present(Selection training, int features, int feature, float[] out) {
    float[] reals = training.part().reals();
    int size = 0;
    for (int i = 0; i < training.size(); i++) {
      float value = reals[training.row(i) * features + feature];
      if (!Float.isNaN(value)) {
        out[size++] = value;
      }
    }
    return size;
  }

  private static double mean(float[] present, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += present[i];
    }
    return sum / size;
  }

  private static double median(float[] present, int size) {
    Arrays.sort(present, 0, size);
    return (present[(size - 1) / 2] + (double) present[size / 2]) / 2;
  }
}

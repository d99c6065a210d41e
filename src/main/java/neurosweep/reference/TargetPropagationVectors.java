package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.math.Precision;

/**
 * BP, TP, ITP and GAIT-prop updates, targets, the regularizer's gradient, Adam and the implied
 * target of a loss. Errors are relative to the largest entry of each matrix; 1e-11 is allowed in
 * float64 and 2e-5 in float32.
 */
public final class TargetPropagationVectors implements ReferenceFamily {

  @Override
  public String name() {
    return "target-propagation";
  }

  @Override
  public String doc() {
    return "updates of bp, tp, itp and gait, orthogonality gradients, Adam, implied targets";
  }

  @Override
  public boolean recognises(JsonNode aCase) {
    JsonNode inputs = aCase.path("inputs");
    boolean net = inputs.has("layers") && inputs.has("gamma") && inputs.has("slope");
    boolean adam = inputs.has("directions") && inputs.has("beta1");
    boolean loss = inputs.has("outputs") && inputs.has("loss");
    return !aCase.has("algorithm") && (net || adam || loss);
  }

  @Override
  public void check(JsonNode aCase, Backend backend, Deviations found) {
    Fields fields = new Fields(aCase);
    JsonNode inputs = fields.get("inputs");
    for (Precision precision : Precision.values()) {
      Comparison comparison =
          new Comparison(
              fields.text("case"), precision, precision == Precision.FLOAT64 ? 1e-11 : 2e-5, found);
      if (inputs.has("layers")) {
        new NetCase<>(backend.kernels(precision), fields, comparison).check();
      } else if (inputs.has("directions")) {
        new AdamCase<>(backend.kernels(precision), fields, comparison).check();
      } else {
        new LossCase<>(backend.kernels(precision), fields, comparison).check();
      }
    }
  }

  /** Holds results against expectations in the max-norm of each matrix. */
  record Comparison(String name, Precision precision, double tolerance, Deviations found) {

    void matrix(String quantity, double[][] expected, double[][] got) {
      matrix(quantity, expected, got, 0);
    }

    /**
     * As above for a sum that may cancel. Where the expected entries are below a millionth of the
     * terms they are the rounding of the inputs, and the error is relative to the terms.
     */
    void matrix(String quantity, double[][] expected, double[][] got, double terms) {
      if (expected.length != got.length || expected[0].length != got[0].length) {
        throw new UserError(
            quantity
                + " is expected as "
                + expected.length
                + " x "
                + expected[0].length
                + " but the inputs give "
                + got.length
                + " x "
                + got[0].length);
      }
      double largest = 0;
      double error = 0;
      for (int i = 0; i < expected.length; i++) {
        for (int j = 0; j < expected[i].length; j++) {
          double difference = Math.abs(expected[i][j] - got[i][j]);
          error = Double.isNaN(difference) ? Double.NaN : Math.max(error, difference);
          largest = Math.max(largest, Math.abs(expected[i][j]));
        }
      }
      double scale = largest < 1e-6 * terms ? terms : largest;
      found.add(quantity + " " + precision, name, scale == 0 ? error : error / scale, tolerance);
    }
  }
}

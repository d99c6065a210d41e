package neurosweep.experiment;

import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.learn.Decorrelation;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Optimizer;
import neurosweep.math.Precision;

/**
 * How large the saved state of a net in training is.
 *
 * @param layout of the net
 * @param rule whose feedback weights are saved too
 * @param optimizer whose moments are saved too
 * @param precision of all of these
 * @param values the cell's knobs
 */
record StateSize(
    Layout layout, LearningRule rule, Optimizer optimizer, Precision precision, Values values) {
  /** Whose the state is, counters, a random stream, the checksum. */
  private static final double FRAME_BYTES = 300;

  private static final double SHAPE_BYTES = 2.0 * Integer.BYTES;

  /** The net and what its training keeps of it, and the rest. */
  double bytes() {
    int layers = layout.layers();
    double parameters = 0;
    double feedback = 0;
    double lateral = 0;
    Decorrelation decorrelation = Decorrelation.CATALOG.get(Decorrelation.KIND.of(values));
    for (int l = 1; l <= layers; l++) {
      double weights = (double) layout.widths()[l] * layout.reads()[l];
      parameters += weights + layout.widths()[l];
      feedback += l > 1 ? weights : 0;
      lateral += decorrelation.kept(layout.reads()[l]);
    }
    double copies = 1 + optimizer.moments();
    double numbers = copies * parameters + rule.kept(layout, values) + lateral;
    double matrices = copies * 2 * layers;
    if (rule.usesFeedback()) {
      numbers += (1 + FeedbackWeights.kind(rule, values).moments(optimizer)) * feedback;
      numbers += (double) layout.widths()[1] * layout.outputs();
      matrices += layers;
    }
    double size = precision == Precision.FLOAT64 ? Double.BYTES : Float.BYTES;
    return numbers * size + matrices * SHAPE_BYTES + FRAME_BYTES;
  }

  /** The rows of a table. */
  static double bytes(Table table, double rows) {
    return rows * table.columns().size() * Double.BYTES;
  }

  /** The order of examples that are shuffled. */
  static double orderBytes(double examples) {
    return examples * Integer.BYTES;
  }
}

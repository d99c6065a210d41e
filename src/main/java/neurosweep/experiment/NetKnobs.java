package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.DataSource;
import neurosweep.data.Dataset;
import neurosweep.data.Preparation;
import neurosweep.learn.Activation;
import neurosweep.learn.Feedback;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.Initializer;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.NetShape;
import neurosweep.learn.Network;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** The knobs that experiments on invertible networks share, and the net they describe. */
final class NetKnobs {
  static final Param<String> ALGORITHM =
      Param.member("algorithm", LearningRule.CATALOG, "bp", "learning rule");
  static final Param<String> DATASET =
      Param.member("dataset", DataSource.CATALOG, "glyphs", "labelled examples");
  static final Param<String> LOSS =
      Param.member("loss", Loss.CATALOG, "quadratic", "loss at the class outputs");
  static final Param<Long> BATCH_SIZE =
      Param.integer("batch_size", 60, "examples a mini-batch").within(1, 1_000_000).in("examples");

  private static final Param<String> NET =
      Param.member("net", NetShape.CATALOG, "square", "widths of the layers");
  private static final Param<String> ACTIVATION =
      Param.member("activation", Activation.CATALOG, "leaky-relu", "f of every layer");
  private static final Param<String> OUTPUT_ACTIVATION =
      Param.choice("output_activation", outputActivations(), "f of the output layer");
  static final Param<String> INIT =
      Param.member("init", Initializer.CATALOG, "orthogonal", "initial weights");

  private NetKnobs() {}

  /** The knobs of a net, its data and its arithmetic, followed by an experiment's own. */
  static List<Param<?>> with(Param<String> precision, Param<?>... own) {
    List<Param<?>> params = new ArrayList<>(List.of(DATASET));
    params.addAll(Preparation.params());
    params.addAll(List.of(NET, ACTIVATION, OUTPUT_ACTIVATION, INIT));
    params.addAll(List.of(own));
    params.addAll(List.of(precision, Streams.SWEEP_SEED));
    return params;
  }

  private static List<String> outputActivations() {
    List<String> words = new ArrayList<>(List.of("same"));
    words.addAll(Activation.CATALOG.names());
    return words;
  }

  /** The layers of the net that the knobs describe. */
  static Layout layout(Values values, Dataset data) {
    Layout layout =
        NetShape.CATALOG.get(NET.of(values)).layout(values, data.features(), data.classes());
    return layout.with(
        Activation.CATALOG.get(ACTIVATION.of(values)),
        outputActivation(values),
        Activation.SLOPE.of(values));
  }

  /** How many outputs of that net have a target that is not their own value. */
  static int targeted(Values values, Layout layout, int classes) {
    return NetShape.CATALOG.get(NET.of(values)).targeted(values, layout, classes);
  }

  private static Activation outputActivation(Values values) {
    String output = OUTPUT_ACTIVATION.of(values);
    return Activation.CATALOG.get(output.equals("same") ? ACTIVATION.of(values) : output);
  }

  /** Reports activations that are not linear on both sides of zero. */
  static void requirePiecewiseLinear(Values values, Problems problems, String where) {
    Activation hidden = Activation.CATALOG.get(ACTIVATION.of(values));
    for (Activation f : List.of(hidden, outputActivation(values))) {
      if (Double.isNaN(f.slopeBelow(1))) {
        problems.add(
            where,
            "the activation is " + f.name() + ", must be leaky-relu or linear in this experiment");
        return;
      }
    }
  }

  /** Reports a net that does not fit the data or the rule. */
  static void check(
      Values values, LearningRule rule, Dataset data, Problems problems, String where) {
    try {
      Layout layout = layout(values, data);
      rule.check(layout, values, problems, where);
      int outputs = layout.outputs();
      if (outputs < data.classes()) {
        problems.add(
            where,
            "the net has "
                + outputs
                + " outputs, too few for "
                + data.classes()
                + " classes"
                + remedy(values));
      }
    } catch (UserError e) {
      problems.add(where, e.getMessage());
    }
  }

  /** A square net is as wide as its input, and a table may have few features. */
  private static String remedy(Values values) {
    return NET.of(values).equals("square")
        ? "; a square net has as many outputs as the data have features: say net: layered, which bp"
            + " and other rules take, or give the data more features"
        : "; let the last layer have as many units as there are classes";
  }

  /** Reports feedback that learns where nothing is trained. */
  static void refuseLearning(LearningRule rule, Values values, Problems problems, String where) {
    Feedback feedback = FeedbackWeights.kind(rule, values);
    if (rule.usesFeedback() && feedback.learns()) {
      problems.add(
          where,
          "feedback is "
              + feedback.name()
              + ", which learns in training, and this experiment trains nothing; use random or"
              + " negative-transpose, or the experiment classification");
    }
  }

  /** The kernels of the cell's precision on the sweep's backend. */
  static Kernels<?> kernels(Cell cell, Context context, Param<String> precision) {
    return Backend.catalog()
        .get(context.backend())
        .kernels(Precision.named(precision.of(cell.values())));
  }

  /** The cell's net with its initial weights. */
  static <M extends ReshapeMatrix> Network<M> network(Kernels<M> kernels, Cell cell, Dataset data) {
    Values values = cell.values();
    return network(kernels, layout(values, data), Streams.of(cell), values);
  }

  /** A net of that shape with its initial weights and its feedback. */
  static <M extends ReshapeMatrix> Network<M> network(
      Kernels<M> kernels, Layout layout, Streams streams, Values values) {
    Network<M> network = new Network<>(kernels, layout);
    network.initialize(Initializer.CATALOG.get(INIT.of(values)), streams, values);
    network.equip(LearningRule.CATALOG.get(ALGORITHM.of(values)), values, streams);
    return network;
  }

  /**
   * Memory of a net at work.
   *
   * @param copies matrices kept for every layer's weights
   * @param scratch matrices kept once, of the widest layer's size
   * @param batches activities kept for every layer
   */
  static double bytes(
      Values values, Dataset data, Param<String> precision, int copies, int scratch, int batches) {
    double elements = 0;
    double batch = Math.min(BATCH_SIZE.of(values), data.train().size());
    Layout layout = layout(values, data);
    double largest = Math.pow(layout.widths()[0], 2);
    for (int layer = 0; layer <= layout.layers(); layer++) {
      double n = layout.widths()[layer];
      double weights = layer == 0 ? 0 : n * layout.reads()[layer];
      elements += copies * weights + batches * batch * n;
      largest = Math.max(largest, weights);
    }
    elements += scratch * largest;
    return elements * (Precision.named(precision.of(values)) == Precision.FLOAT64 ? 8 : 4);
  }

  /** Whether the net's layers all have the width of the input. */
  static boolean isSquare(Values values) {
    return NET.of(values).equals("square");
  }
}

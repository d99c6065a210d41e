package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Direct feedback alignment: {@code e_l = B_l D_L e_L} in every hidden layer, with fixed random B_l
 * (N_l x N_L) (Nokland, NeurIPS 2016). Errors (batch x units). Auxiliary units receive no error.
 * One stream {@code direct-feedback} a layer.
 */
public final class DirectFeedbackAlignment implements LearningRule {
  private static final Param<String> DRAWN =
      Param.choice(
          "direct_feedback", List.of("uniform", "normal"), "distribution of the feedback weights");
  private static final Param<Double> SIZE =
      Param.real(
              "direct_feedback_scale",
              1,
              "standard deviation of the feedback weights times the root of the outputs")
          .above(0);

  @Override
  public String name() {
    return "dfa";
  }

  @Override
  public String label() {
    return "DFA";
  }

  @Override
  public String doc() {
    return "direct feedback alignment: fixed random weights bring the output error to each layer";
  }

  @Override
  public String source() {
    return "Nokland, NeurIPS 2016";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(DRAWN, SIZE);
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    int outputs = network.layout().outputs();
    double size = SIZE.of(values) / Math.sqrt(outputs);
    boolean normal = DRAWN.of(values).equals("normal");
    List<M> feedback = new ArrayList<>();
    for (int layer = 1; layer < network.layers(); layer++) {
      Rng rng = streams.stream("direct-feedback", layer);
      M b = network.kernels().matrix(network.reads(layer + 1), outputs);
      for (int i = 0; i < b.getNumRows(); i++) {
        for (int j = 0; j < outputs; j++) {
          double standard = normal ? rng.nextGaussian() : Math.sqrt(3) * (2 * rng.nextDouble() - 1);
          network.kernels().set(b, i, j, size * standard);
        }
      }
      feedback.add(b);
    }
    return learner(network, batch, values, feedback);
  }

  /**
   * The rule with given feedback.
   *
   * @param feedback B_l at index l - 1, with a row for each unit that the layer above reads
   */
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, List<M> feedback) {
    Kernels<M> kernels = network.kernels();
    M atOutput = kernels.matrix(batch, network.layout().outputs());
    return new LayerwiseLearner<>(
        network,
        batch,
        values,
        (layer, output, error, sloped, below) -> {
          if (layer == network.layers()) {
            kernels.copy(sloped, atOutput);
          }
          kernels.multiply(false, true, 1, atOutput, feedback.get(layer - 2), 0, below);
          return true;
        });
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(layout, (units, reads) -> 2.0 * layout.outputs() * reads * batch);
  }
}

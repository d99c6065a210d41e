package neurosweep.learn;

import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Values;
import neurosweep.math.Kit;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** A small net with a batch on it, and the gradients that rules give for the quadratic loss. */
final class TestNet<M extends ReshapeMatrix> {
  static final int CLASSES = 3;

  final Kit<M> kit;
  final Network<M> network;
  Activity<M> activity;
  M error;

  /** A layer's gradients and the error they were made of. */
  record Gradient(double[][] error, double[][] weights, double[][] bias) {}

  TestNet(Kit<M> kit, String init, Layout layout) {
    this.kit = kit;
    this.network = new Network<>(kit.kernels(), layout);
    network.initialize(Initializer.CATALOG.get(init), new Streams(0, 1));
    for (int layer = 1; layer <= network.layers(); layer++) {
      M noise = kit.random(1, network.width(layer), layer);
      kit.kernels().add(0.2, noise, network.bias(layer));
    }
  }

  static <M extends ReshapeMatrix> TestNet<M> of(
      Kit<M> kit, double slope, String init, int... widths) {
    Layout layout = Layout.invertible(widths).with(new LeakyRelu(), new LeakyRelu(), slope);
    return new TestNet<>(kit, init, layout);
  }

  /** Every layer reads all units below it; hidden ones are tanh, the output is linear. */
  static <M extends ReshapeMatrix> TestNet<M> layered(Kit<M> kit, int... widths) {
    Layout layout = Layout.layered(widths).with(new TanhActivation(), new LinearActivation(), 0.1);
    return new TestNet<>(kit, "xavier", layout);
  }

  /** Runs a batch forward in storage for more. */
  TestNet<M> batch(int examples, int capacity) {
    activity = new Activity<>(network, capacity);
    kit.kernels().copy(kit.random(examples, network.width(0), 77), activity.input());
    network.forward(activity);
    error = kit.kernels().matrix(1, 1);
    loss("quadratic");
    return this;
  }

  double loss(String name) {
    int[] labels = new int[activity.batch()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % CLASSES;
    }
    Loss loss = Loss.CATALOG.get(name);
    return loss.error(kit.kernels(), activity.last(), labels, CLASSES, error);
  }

  Learner<M> learner(String rule, double gamma, int capacity) {
    return learner(rule, Values.of(Map.of("gamma", gamma)), capacity);
  }

  Learner<M> learner(String rule, Values values, int capacity) {
    LearningRule member = LearningRule.CATALOG.get(rule);
    FeedbackWeights.give(network, member, values, new Streams(0, 1));
    return member.learner(network, capacity, values);
  }

  Map<Integer, Gradient> learn(Learner<M> learner) {
    Map<Integer, Gradient> gradients = new TreeMap<>();
    learner.learn(
        activity,
        error,
        (layer, e, weights, bias) ->
            gradients.put(
                layer, new Gradient(kit.values(e), kit.values(weights), kit.values(bias))));
    return gradients;
  }

  Map<Integer, Gradient> learn(String rule, double gamma) {
    return learn(learner(rule, gamma, activity.batch()));
  }

  /** Over all layers the largest relative difference of weight and bias gradients. */
  static double difference(Map<Integer, Gradient> want, Map<Integer, Gradient> got) {
    double worst = want.keySet().equals(got.keySet()) ? 0 : Double.NaN;
    for (Map.Entry<Integer, Gradient> layer : want.entrySet()) {
      Gradient other = got.get(layer.getKey());
      double weights = Kit.relativeError(layer.getValue().weights(), other.weights());
      double bias = Kit.relativeError(layer.getValue().bias(), other.bias());
      worst = Math.max(worst, Math.max(weights, bias)); // Math.max passes NaN on
    }
    return worst;
  }
}

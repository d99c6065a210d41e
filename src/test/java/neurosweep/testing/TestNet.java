package neurosweep.testing;

import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Initializer;
import neurosweep.learn.Layout;
import neurosweep.learn.LeakyRelu;
import neurosweep.learn.Learner;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.TanhActivation;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** A small net with a batch on it, and the gradients that rules give for the quadratic loss. */
public final class TestNet<M extends ReshapeMatrix> {
  public static final int CLASSES = 3;

  public final TestBackend<M> backend;
  public final Network<M> network;
  public Activity<M> activity;
  public M error;

  /** A layer's gradients and the error they were made of. */
  public record Gradient(double[][] error, double[][] weights, double[][] bias) {}

  public TestNet(TestBackend<M> backend, String init, Layout layout) {
    this.backend = backend;
    this.network = new Network<>(backend.kernels(), layout);
    network.initialize(Initializer.CATALOG.get(init), new Streams(0, 1));
    for (int layer = 1; layer <= network.layers(); layer++) {
      M noise = backend.random(1, network.width(layer), layer);
      backend.kernels().add(0.2, noise, network.bias(layer));
    }
  }

  public static <M extends ReshapeMatrix> TestNet<M> of(
      TestBackend<M> backend, double slope, String init, int... widths) {
    Layout layout = Layout.invertible(widths).with(new LeakyRelu(), new LeakyRelu(), slope);
    return new TestNet<>(backend, init, layout);
  }

  /** Every layer reads all units below it; hidden ones are tanh, the output is linear. */
  public static <M extends ReshapeMatrix> TestNet<M> layered(
      TestBackend<M> backend, int... widths) {
    Layout layout = Layout.layered(widths).with(new TanhActivation(), new LinearActivation(), 0.1);
    return new TestNet<>(backend, "xavier", layout);
  }

  /** Runs a batch forward in storage for more. */
  public TestNet<M> batch(int examples, int capacity) {
    activity = new Activity<>(network, capacity);
    backend.kernels().copy(backend.random(examples, network.width(0), 77), activity.input());
    network.forward(activity);
    error = backend.kernels().matrix(1, 1);
    loss("quadratic");
    return this;
  }

  public double loss(String name) {
    int[] labels = new int[activity.batch()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % CLASSES;
    }
    Loss loss = Loss.CATALOG.get(name);
    return loss.error(backend.kernels(), activity.last(), labels, CLASSES, error);
  }

  public Learner<M> learner(String rule, double gamma, int capacity) {
    return learner(rule, Values.of(Map.of("gamma", gamma)), capacity);
  }

  public Learner<M> learner(String rule, Values values, int capacity) {
    LearningRule member = LearningRule.CATALOG.get(rule);
    Streams streams = new Streams(0, 1);
    network.equip(member, values, streams);
    if (activity != null) {
      network.forward(activity);
    }
    return member.learner(network, capacity, values, streams);
  }

  public Map<Integer, Gradient> learn(Learner<M> learner) {
    Map<Integer, Gradient> gradients = new TreeMap<>();
    learner.learn(
        activity,
        error,
        (layer, e, weights, bias) ->
            gradients.put(
                layer,
                new Gradient(backend.values(e), backend.values(weights), backend.values(bias))));
    return gradients;
  }

  public Map<Integer, Gradient> learn(String rule, Values values) {
    return learn(learner(rule, values, activity.batch()));
  }

  public Map<Integer, Gradient> learn(String rule, double gamma) {
    return learn(learner(rule, gamma, activity.batch()));
  }

  /** Over all layers the largest relative difference of weight and bias gradients. */
  public static double difference(Map<Integer, Gradient> want, Map<Integer, Gradient> got) {
    double worst = want.keySet().equals(got.keySet()) ? 0 : Double.NaN;
    for (Map.Entry<Integer, Gradient> layer : want.entrySet()) {
      Gradient other = got.get(layer.getKey());
      double weights = TestBackend.relativeError(layer.getValue().weights(), other.weights());
      double bias = TestBackend.relativeError(layer.getValue().bias(), other.bias());
      worst = Math.max(worst, Math.max(weights, bias)); // Math.max passes NaN on
    }
    return worst;
  }
}

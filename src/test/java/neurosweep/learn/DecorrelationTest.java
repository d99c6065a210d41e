package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lateral weights, by themselves and in nets of every rule. */
class DecorrelationTest {

  static List<String> kinds() {
    return Decorrelation.CATALOG.names().stream().filter(name -> !name.equals("none")).toList();
  }

  static Stream<Arguments> rulesAndKinds() {
    return LearningRule.CATALOG.names().stream()
        .flatMap(rule -> kinds().stream().map(kind -> Arguments.of(rule, kind)));
  }

  private static Values knobs(Object... pairs) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return Values.of(values);
  }

  /** Before anything is learned a net that decorrelates is the net without. */
  @ParameterizedTest
  @MethodSource("rulesAndKinds")
  void atFirstNothingIsChanged(String rule, String kind) {
    checkFirst(TestNet.of(TestBackend.float64(), 0.1, "orthogonal", 7, 5, 5, 3), rule, kind);
  }

  private static <M extends ReshapeMatrix> void checkFirst(
      TestNet<M> net, String rule, String kind) {
    net.batch(5, 5);
    Learner<M> plain = net.learner(rule, Values.NONE, 5);
    Map<Integer, TestNet.Gradient> want = net.batch(5, 5).learn(plain);
    Learner<M> learner = net.learner(rule, knobs("decorrelation", kind), 5);
    assertEquals(0, TestNet.difference(want, net.batch(5, 5).learn(learner)), 1e-12, rule);
  }

  /** Off-diagonal correlations vanish, and variances stay where they are left alone. */
  @ParameterizedTest
  @MethodSource("kinds")
  void correlationsVanish(String kind) {
    checkVanish(TestBackend.float64(), kind);
  }

  private static <M extends ReshapeMatrix> void checkVanish(TestBackend<M> backend, String kind) {
    Kernels<M> kernels = backend.kernels();
    M x = kernels.matrix(40, 4);
    double[][] mixed = TestBackend.gaussian(40, 4, 3);
    for (double[] row : mixed) {
      row[1] += 0.8 * row[0];
      row[3] += 0.6 * row[2];
    }
    kernels.setValues(x, mixed);
    M z = kernels.matrix(1, 1);
    Decorrelator<M> lateral =
        Decorrelation.CATALOG
            .get(kind)
            .start(kernels, 4, knobs("decorrelation_rate", 0.05))
            .orElseThrow();
    lateral.apply(x, true, z);
    double before = correlation(kernels, z);
    for (int t = 0; t < 3000; t++) {
      lateral.apply(x, true, z);
      lateral.learn(x, z);
    }
    double after = correlation(kernels, z);
    boolean onlyPositive = kind.equals("lateral-inhibition"); // negative ones cannot be inhibited
    assertTrue(after < (onlyPositive ? 0.6 * before : 1e-9), before + " to " + after);
  }

  private static <M extends ReshapeMatrix> double correlation(Kernels<M> kernels, M z) {
    M c = kernels.matrix(1, 1);
    kernels.multiply(true, false, 1.0 / z.getNumRows(), z, z, 0, c);
    double all = Math.sqrt(kernels.dot(c, c));
    kernels.clearDiagonal(c);
    return Math.sqrt(kernels.dot(c, c)) / all;
  }

  /** The gradient of W_l is that of a net that reads z, also where means are subtracted. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsAreThoseOfFiniteDifferences(boolean demean) {
    checkGradient(TestNet.layered(TestBackend.float64(), 6, 5, 4, 3), demean);
  }

  private static <M extends ReshapeMatrix> void checkGradient(TestNet<M> net, boolean demean) {
    Values values =
        knobs(
            "decorrelation",
            "off-diagonal",
            "decorrelation_rate",
            0.05,
            "decorrelation_demean",
            demean,
            "learning_rate",
            0.01);
    LearningRule rule = new Backpropagation();
    net.network.equip(rule, values, new Streams(0, 1));
    net.batch(5, 5);
    TrainingStep.Parts parts =
        new TrainingStep.Parts(rule, new QuadraticLoss(), new Sgd(), new RowOrthogonality(), 0);
    TrainingStep<M> step = new TrainingStep<>(net.network, 5, parts, values, new Streams(0, 1));
    int[] labels = {0, 1, 2, 0, 1};
    for (int t = 0; t < 5; t++) {
      step.run(net.activity, labels, 3);
    }
    Gradients<M> gradients = new Gradients<>(net.network);
    step.listen(gradients);
    step.observe(net.activity, labels, 3);
    for (int layer = 1; layer <= 3; layer++) {
      M w = net.network.weights(layer);
      double at = net.backend.kernels().get(w, 1, 2);
      double[] loss = new double[2];
      for (int side = 0; side < 2; side++) {
        net.backend.kernels().set(w, 1, 2, at + (2 * side - 1) * 1e-5);
        net.network.changed(layer);
        loss[side] = step.observe(net.activity, labels, 3);
      }
      net.backend.kernels().set(w, 1, 2, at);
      net.network.changed(layer);
      step.observe(net.activity, labels, 3);
      double want = (loss[1] - loss[0]) / 2e-5;
      double got = net.backend.kernels().get(gradients.weights(layer), 1, 2);
      assertEquals(want, got, 1e-7 * Math.max(1, Math.abs(want)), "layer " + layer);
    }
  }

  /** Rules that solve with the weights do not use the Gram matrix of W where they read W R. */
  @Test
  void aSharedGramMatrixIsNotThatOfOtherWeights() {
    checkGram(TestNet.of(TestBackend.float64(), 0.1, "orthogonal", 5, 5, 5).batch(5, 5));
  }

  private static <M extends ReshapeMatrix> void checkGram(TestNet<M> net) {
    Values values = knobs("decorrelation", "off-diagonal", "decorrelation_rate", 0.1);
    LearningRule rule = LearningRule.CATALOG.get("gait");
    double[] first = new double[2];
    for (int i = 0; i < 2; i++) {
      net.network.equip(rule, values, new Streams(0, 1));
      net.batch(5, 5);
      net.backend.kernels().set(net.network.decorrelator(2).matrix(), 0, 1, 0.5);
      net.network.changed(2);
      TrainingStep.Parts parts =
          new TrainingStep.Parts(
              rule, new QuadraticLoss(), new Sgd(), new RowOrthogonality(), i * 1e-12);
      Gradients<M> gradients = new Gradients<>(net.network);
      TrainingStep<M> step = new TrainingStep<>(net.network, 5, parts, values, new Streams(0, 1));
      step.listen(gradients);
      step.observe(net.activity, new int[] {0, 1, 2, 0, 1}, 3);
      first[i] = net.backend.kernels().get(gradients.weights(1), 0, 0);
    }
    assertEquals(first[0], first[1], 1e-9 * Math.abs(first[0]));
  }
}

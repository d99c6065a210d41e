package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.core.Values;
import neurosweep.math.Lu;
import neurosweep.math.random.Streams;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inverses that are learned or noisy, against the exact one and against feedback alignment. */
class InverseTest {
  private static final int[] SHAPE = {7, 6, 6, 4};
  private static final int BATCH = 5;
  private static final List<String> RULES = List.of("tp", "itp", "gait");
  private static final List<String> CORRECTIONS = List.of("difference", "none");

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  static Stream<Arguments> cases() {
    return Activation.CATALOG.members().stream()
        .flatMap(f -> TestBackend.all().map(backend -> Arguments.of(f.name(), backend)));
  }

  private static <M extends ReshapeMatrix> TestNet<M> net(
      TestBackend<M> backend, String activation) {
    Activation f = Activation.CATALOG.get(activation);
    Layout layout = Layout.invertible(SHAPE).with(f, f, 0.1);
    return new TestNet<>(backend, "orthogonal", layout).batch(BATCH, BATCH);
  }

  private static Values values(String inverse, String correction, double gamma) {
    return Values.of(
        Map.of("inverse", inverse, "correction", correction, "gamma", gamma, "inverse_noise", 0.0));
  }

  private static <M extends ReshapeMatrix> Map<Integer, TestNet.Gradient> learn(
      TestNet<M> net, String rule, Values values, Parameters<M> inverses) {
    TargetRule member = (TargetRule) LearningRule.CATALOG.get(rule);
    Inverses<M> given =
        new LearnedInverses<>(net.network, inverses, 0, 1, new Streams(0, 0).stream("test", 0));
    return net.learn(member.learner(net.network, BATCH, values, given));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theInverseItselfAsLearnedWeightsIsTheExactRule(
      String activation, TestBackend<M> backend) {
    TestNet<M> net = net(backend, activation);
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    for (int layer = 2; layer <= net.network.layers(); layer++) {
      int units = net.network.width(layer);
      Lu<M> lu = backend.kernels().lu(units);
      lu.factor(net.network.weights(layer));
      M identity = backend.matrix(new double[units][units]);
      backend.kernels().shiftDiagonal(identity, -1);
      lu.solveRows(identity);
      M inverse = backend.kernels().matrix(1, 1);
      backend.kernels().transpose(1, identity, inverse);
      weights.add(inverse);
      biases.add(net.network.bias(layer));
    }
    Parameters<M> exact = new Parameters<>(backend.kernels(), weights, biases);
    for (String rule : RULES) {
      for (String correction : CORRECTIONS) {
        Values values = values("learned", correction, 0.5);
        Map<Integer, TestNet.Gradient> want = net.learn(rule, 0.5);
        Map<Integer, TestNet.Gradient> got = learn(net, rule, values, exact);
        assertEquals(0, TestNet.difference(want, got), 1e4 * backend.eps(), rule + correction);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void noNoiseIsTheExactRule(String activation, TestBackend<M> backend) {
    TestNet<M> net = net(backend, activation);
    for (String rule : RULES) {
      for (String correction : CORRECTIONS) {
        Map<Integer, TestNet.Gradient> got = net.learn(rule, values("noisy", correction, 0.5));
        assertEquals(0, TestNet.difference(net.learn(rule, 0.5), got), rule + correction);
      }
    }
  }

  /** f^-1 differs by D_l e_l then, so that e_{l-1} = V_l D_l e_l. */
  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void correctedGaitTendsToFeedbackAlignment(
      String activation, TestBackend<M> backend) {
    TestNet<M> net = net(backend, activation);
    FeedbackWeights<M> feedback =
        new FeedbackWeights<>(net.network, new TransposeFeedback(), Values.NONE, new Streams(0, 0));
    assertTrue(feedback.opposes());
    net.network.setFeedback(feedback);
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    for (int layer = 2; layer <= net.network.layers(); layer++) {
      int units = net.network.width(layer);
      M v = backend.random(net.network.reads(layer), units, 3L * layer);
      weights.add(v);
      biases.add(backend.random(1, units, 5L * layer));
      backend.kernels().fill(feedback.of(layer), 0);
      backend.kernels().add(-1, v, feedback.of(layer));
    }
    Map<Integer, TestNet.Gradient> want =
        net.learn(
            LearningRule.CATALOG
                .get("fa")
                .learner(net.network, BATCH, Values.NONE, new Streams(0, 0)));
    Parameters<M> given = new Parameters<>(backend.kernels(), weights, biases);
    Values values = values("learned", "difference", 1e-9);
    Map<Integer, TestNet.Gradient> got = learn(net, "gait", values, given);
    assertEquals(0, TestNet.difference(want, got), 1e-6 + 100 * backend.eps());
    Values uncorrected = values("learned", "none", 1e-9);
    assertTrue(TestNet.difference(want, learn(net, "gait", uncorrected, given)) > 1e3);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void inversesLearnToReconstruct(TestBackend<M> backend) {
    TestNet<M> net = net(backend, "leaky-relu");
    Values fast = values("learned", "none", 0.5).with("inverse_learning_rate", 0.01);
    Learner<M> learner = net.learner("itp", fast.with("inverse_sigma", 1.0), BATCH);
    Map<Integer, TestNet.Gradient> exact = net.learn("itp", 0.5);
    double before = TestNet.difference(exact, net.learn(learner));
    assertEquals(before, TestNet.difference(exact, net.learn(learner)), "looking changes nothing");
    for (int i = 0; i < 2000; i++) {
      learner.adapt(net.activity);
    }
    double after = TestNet.difference(exact, net.learn(learner));
    assertTrue(after < 0.2 && before > 1, before + " before, after " + after);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void whatIsSavedGoesOnAsItWould(TestBackend<M> backend)
      throws IOException {
    TestNet<M> net = net(backend, "tanh");
    for (String inverse : Inverse.CATALOG.names()) {
      Values values = values(inverse, "difference", 0.5).with("inverse_noise", 0.3);
      Learner<M> first = net.learner("gait", values, BATCH);
      first.adapt(net.activity);
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      first.save(new DataOutputStream(saved));
      Learner<M> second = net.learner("gait", values, BATCH);
      second.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
      first.adapt(net.activity);
      second.adapt(net.activity);
      Map<Integer, TestNet.Gradient> want = net.learn(first);
      net.learn(second)
          .forEach((l, got) -> assertArrayEquals(want.get(l).weights(), got.weights(), inverse));
    }
  }

  /** Learned inverses need no square weights. */
  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void layersOfAnyWidthCanLearnInverses(TestBackend<M> backend) {
    TestNet<M> net = TestNet.layered(backend, 4, 6, 5, 3).batch(3, BATCH);
    Learner<M> learner = net.learner("tp", values("learned", "none", 0.5), BATCH);
    learner.adapt(net.activity);
    net.learn(learner)
        .forEach(
            (layer, gradient) ->
                assertTrue(Math.abs(gradient.weights()[0][0]) > 0, "layer " + layer));
  }
}

package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nets of any shape, and what every rule that takes them must keep on them. */
class LayeredNetTest {
  private static final int[][] SHAPES = {{4, 3}, {3, 6, 4}, {7, 5, 4, 3}, {4, 6, 8, 3}};
  private static final double STEP = 1e-6;

  private static boolean takes(LearningRule rule, Layout layout) {
    Problems problems = new Problems();
    rule.check(layout, Values.NONE, problems, "here");
    return problems.isEmpty();
  }

  static Stream<Arguments> cases() {
    return TestBackend.with(
        LearningRule.CATALOG.members().stream()
            .filter(rule -> takes(rule, Layout.layered(3, 6, 4)))
            .map(LearningRule::name),
        SHAPES);
  }

  /** Without those of RuleContractTest that assign none, or at other activations. */
  static Stream<Arguments> casesWithErrorsOfTheForwardPass() {
    List<Object> other = List.of("ep", "dfc");
    return cases().filter(arguments -> !other.contains(arguments.get()[0]));
  }

  private static Values values(String rule) {
    return Values.of(
        new TreeMap<>(Map.of("alpha", 0.2, "inversion_steps", 20L, "transfer", transfer(rule))));
  }

  private static String transfer(String rule) {
    return rule.equals("sdi") ? "linearized" : "tanh";
  }

  @Test
  void exactInversionRefusesWhatHasNoInverse() {
    List<String> refusing = new ArrayList<>();
    for (LearningRule rule : LearningRule.CATALOG.members()) {
      if (!takes(rule, Layout.layered(3, 6, 4))) {
        refusing.add(rule.name());
      }
      assertTrue(takes(rule, Layout.invertible(6, 6, 4)), rule.name());
      assertTrue(takes(rule, Layout.layered(4, 4, 4)), rule.name());
    }
    assertEquals(List.of("gait", "itp", "tp"), refusing);
    Problems problems = new Problems();
    LearningRule.CATALOG.get("tp").check(Layout.layered(3, 6, 4), Values.NONE, problems, "cell");
    assertEquals(
        List.of(
            "cell: tp inverts weights, but those of layer 1 are 6 x 3; use a square or tower net,"
                + " inverse: learned, or a rule such as bp or ndi"),
        problems.lines());
  }

  @Test
  void hiddenWidthsAreReadFromTheKnob() {
    NetShape layered = NetShape.CATALOG.get("layered");
    Layout layout = layered.layout(Values.of(Map.of("hidden", "500-30-7")), 784, 10);
    assertArrayEquals(new int[] {784, 500, 30, 7, 10}, layout.widths());
    assertArrayEquals(new int[] {0, 784, 500, 30, 7}, layout.reads());
    Layout none = layered.layout(Values.of(Map.of("hidden", "none")), 5, 2);
    assertArrayEquals(new int[] {5, 2}, none.widths());
    for (String text : new String[] {"", "0", "5-", "5,4", "x", "1-1234567"}) {
      Values values = Values.of(Map.of("hidden", text));
      assertThrows(UserError.class, () -> layered.layout(values, 5, 2), text);
    }
  }

  @Test
  void backpropagationIsTheGradientForEveryActivation() {
    for (Activation hidden : Activation.CATALOG.members()) {
      for (Activation output : Activation.CATALOG.members()) {
        for (int[] shape : SHAPES) {
          check(TestBackend.float64(), Layout.layered(shape).with(hidden, output, 0.1));
        }
      }
    }
  }

  private static <M extends ReshapeMatrix> void check(TestBackend<M> backend, Layout layout) {
    TestNet<M> net = new TestNet<>(backend, "xavier", layout).batch(4, 4);
    Map<Integer, TestNet.Gradient> gradients = net.learn("bp", 1);
    for (int layer = 1; layer <= layout.layers(); layer++) {
      M w = net.network.weights(layer);
      double[][] want = new double[w.getNumRows()][w.getNumCols()];
      for (int i = 0; i < want.length; i++) {
        for (int j = 0; j < want[i].length; j++) {
          want[i][j] = slope(net, w, i, j);
        }
      }
      double[][] got = gradients.get(layer).weights();
      assertEquals(0, TestBackend.relativeError(want, got), 1e-7, layout.toString());
    }
  }

  private static <M extends ReshapeMatrix> double slope(TestNet<M> net, M w, int i, int j) {
    Kernels<M> kernels = net.backend.kernels();
    double before = kernels.get(w, i, j);
    kernels.set(w, i, j, before + STEP);
    net.network.forward(net.activity);
    double above = net.loss("quadratic");
    kernels.set(w, i, j, before - STEP);
    net.network.forward(net.activity);
    double slope = (above - net.loss("quadratic")) / (2 * STEP);
    kernels.set(w, i, j, before);
    net.network.forward(net.activity);
    net.loss("quadratic");
    return slope;
  }

  @ParameterizedTest
  @MethodSource("casesWithErrorsOfTheForwardPass")
  <M extends ReshapeMatrix> void gradientsAreMeansOfSlopedErrorsTimesInputs(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = TestNet.layered(backend, shape).batch(4, 5);
    Learner<M> learner = net.learner(rule, values(rule), 5);
    double[][] before = backend.values(net.error);
    Map<Integer, TestNet.Gradient> gradients = net.learn(learner);
    assertArrayEquals(before, backend.values(net.error));
    gradients.forEach(
        (layer, gradient) -> {
          double[][] error = gradient.error();
          double[][] output = backend.values(net.activity.output(layer));
          boolean last = layer == net.network.layers();
          boolean inside = last || rule.equals("sdi"); // the linearized loop has the factor inside
          for (int n = 0; n < 4; n++) {
            for (int i = 0; i < error[n].length; i++) {
              double slope = inside ? 1 : 1 - output[n][i] * output[n][i];
              error[n][i] *= slope / 4;
            }
          }
          double[][] input = backend.values(net.activity.output(layer - 1));
          double[][] want = TestBackend.product(TestBackend.transposed(error), input);
          assertEquals(0, TestBackend.relativeError(want, gradient.weights()), 60 * backend.eps());
        });
    Map<Integer, TestNet.Gradient> again = net.learn(learner);
    assertEquals(0, TestNet.difference(gradients, again), "repeats itself");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void aBatchIsTheMeanOfItsExamples(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = TestNet.layered(backend, shape).batch(3, 3);
    Map<Integer, TestNet.Gradient> together = net.learn(net.learner(rule, values(rule), 3));
    double[][] inputs = backend.values(net.activity.input());
    double[][] errors = backend.values(net.error);
    Learner<M> learner = net.learner(rule, values(rule), 3);
    Map<Integer, double[][]> sums = new TreeMap<>();
    for (int n = 0; n < 3; n++) {
      backend.kernels().copy(backend.row(inputs[n]), net.activity.input());
      net.network.forward(net.activity);
      backend.kernels().copy(backend.row(errors[n]), net.error);
      net.learn(learner)
          .forEach((layer, one) -> sums.merge(layer, one.weights(), LayeredNetTest::plus));
    }
    together.forEach(
        (layer, gradient) -> {
          double[][] mean = sums.get(layer);
          for (double[] row : mean) {
            Arrays.setAll(row, j -> row[j] / 3);
          }
          assertEquals(
              0, TestBackend.relativeError(mean, gradient.weights()), 2000 * backend.eps());
        });
  }

  private static double[][] plus(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        a[i][j] += b[i][j];
      }
    }
    return a;
  }
}

package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every learning rule must keep, on nets of one layer, square nets and towers. */
class RuleContractTest {
  private static final double GAMMA = 0.3; // units cross zero
  private static final int BATCH = 4;
  private static final int[][] SHAPES = {{5, 5}, {5, 5, 5, 5}, {9, 7, 7, 4}, {6, 3}};

  /** It compares states of a net that relaxes, and has no error of an example. */
  private static final String WITHOUT_ERRORS = "ep";

  /** Its layers learn at the activations that its controller brings about. */
  private static final String CONTROLLED = "dfc";

  /** Every rule in every precision on every shape. */
  static Stream<Arguments> cases() {
    return casesWithout();
  }

  /** Rules that assign errors. */
  static Stream<Arguments> casesWithErrors() {
    return casesWithout(WITHOUT_ERRORS);
  }

  /** Rules that assign errors of the forward pass. */
  static Stream<Arguments> casesWithErrorsOfTheForwardPass() {
    return casesWithout(WITHOUT_ERRORS, CONTROLLED);
  }

  private static Stream<Arguments> casesWithout(String... excluded) {
    List<String> names = new ArrayList<>(LearningRule.CATALOG.names());
    names.removeAll(List.of(excluded));
    return TestBackend.with(names.stream(), SHAPES);
  }

  private static <M extends ReshapeMatrix> TestNet<M> net(TestBackend<M> backend, int[] shape) {
    return TestNet.of(backend, 0.1, "xavier", shape).batch(BATCH, BATCH);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void modifiesNothingAndRepeatsItself(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    Learner<M> learner = net.learner(rule, GAMMA, BATCH);
    List<double[][]> before = state(net);
    Map<Integer, TestNet.Gradient> first = net.learn(learner);
    assertSame(before, state(net));
    assertSame(first, net.learn(learner));
    assertSame(first, net.learn(rule, GAMMA));
    assertEquals(0, learner.singularLayer());
  }

  private static <M extends ReshapeMatrix> List<double[][]> state(TestNet<M> net) {
    List<double[][]> state = new ArrayList<>();
    state.add(net.backend.values(net.error));
    state.add(net.backend.values(net.activity.input()));
    for (int layer = 1; layer <= net.network.layers(); layer++) {
      state.add(net.backend.values(net.activity.output(layer)));
      state.add(net.backend.values(net.network.weights(layer)));
      state.add(net.backend.values(net.network.bias(layer)));
    }
    return state;
  }

  private static void assertSame(List<double[][]> want, List<double[][]> got) {
    for (int i = 0; i < want.size(); i++) {
      assertArrayEquals(want.get(i), got.get(i));
    }
  }

  private static void assertSame(
      Map<Integer, TestNet.Gradient> want, Map<Integer, TestNet.Gradient> got) {
    assertEquals(want.keySet(), got.keySet());
    want.forEach(
        (layer, gradient) -> {
          assertArrayEquals(gradient.error(), got.get(layer).error());
          assertArrayEquals(gradient.weights(), got.get(layer).weights());
          assertArrayEquals(gradient.bias(), got.get(layer).bias());
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void aSmallerLastBatchLeavesNoTraceOfTheOneBefore(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    Learner<M> learner = net.learner(rule, GAMMA, BATCH);
    net.learn(learner);
    M few = backend.random(BATCH - 1, shape[0], 5);
    backend.kernels().copy(few, net.activity.input());
    net.network.forward(net.activity);
    net.loss("quadratic");
    Map<Integer, TestNet.Gradient> got = net.learn(learner);
    Activity<M> exact = new Activity<>(net.network, BATCH - 1);
    backend.kernels().copy(few, exact.input());
    net.network.forward(exact);
    net.activity = exact;
    assertSame(net.learn(net.learner(rule, GAMMA, BATCH - 1)), got);
  }

  @ParameterizedTest
  @MethodSource("casesWithErrorsOfTheForwardPass")
  <M extends ReshapeMatrix> void gradientsAreMeansOfSlopedErrorsTimesInputs(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    Map<Integer, TestNet.Gradient> gradients = net.learn(rule, GAMMA);
    assertEquals(net.network.layers(), gradients.size());
    gradients.forEach(
        (layer, gradient) -> {
          int units = net.network.width(layer);
          double[][] input = backend.values(net.activity.output(layer - 1));
          double[][] output = backend.values(net.activity.output(layer));
          double[][] sloped = new double[BATCH][units];
          double[][] bias = new double[1][units];
          for (int n = 0; n < BATCH; n++) {
            for (int i = 0; i < units; i++) {
              sloped[n][i] = (output[n][i] >= 0 ? 1 : 0.1) * gradient.error()[n][i] / BATCH;
              bias[0][i] += sloped[n][i];
            }
          }
          double[][] all = TestBackend.product(TestBackend.transposed(sloped), input);
          double[][] read =
              Arrays.stream(all).map(row -> Arrays.copyOf(row, units)).toArray(double[][]::new);
          assertEquals(0, TestBackend.relativeError(read, gradient.weights()), 40 * backend.eps());
          assertEquals(0, TestBackend.relativeError(bias, gradient.bias()), 40 * backend.eps());
        });
  }

  @ParameterizedTest
  @MethodSource("casesWithErrors")
  <M extends ReshapeMatrix> void auxiliaryUnitsGetNoError(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    net.learn(rule, GAMMA)
        .forEach(
            (layer, gradient) -> {
              boolean output = layer == net.network.layers();
              if (output && rule.equals(CONTROLLED)) {
                return; // the controller holds outputs without an error where they are
              }
              int read = output ? TestNet.CLASSES : net.network.width(layer + 1);
              for (double[] row : gradient.error()) {
                assertTrue(Math.abs(row[0]) > 0, "units that are read get one");
                for (int i = read; i < row.length; i++) {
                  assertEquals(0, row[i], "layer " + layer + " unit " + i);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theSinkMayChangeWhatItIsGiven(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    Map<Integer, TestNet.Gradient> want = net.learn(rule, GAMMA);
    Map<Integer, TestNet.Gradient> got = new TreeMap<>();
    List<Integer> order = new ArrayList<>();
    net.learner(rule, GAMMA, BATCH)
        .learn(
            net.activity,
            net.error,
            (layer, e, weights, bias) -> {
              order.add(layer);
              got.put(
                  layer,
                  new TestNet.Gradient(
                      backend.values(e), backend.values(weights), backend.values(bias)));
              for (M storage : List.of(weights, bias, net.network.weights(layer))) {
                backend.kernels().fill(storage, Double.NaN);
              }
            });
    assertSame(want, got);
    for (int i = 0; i < order.size(); i++) {
      assertEquals(net.network.layers() - i, order.get(i), "from the output down");
    }
  }

  @ParameterizedTest
  @MethodSource("casesWithErrors")
  <M extends ReshapeMatrix> void noErrorGivesNoUpdate(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    backend.kernels().fill(net.error, 0);
    net.learn(rule, GAMMA)
        .forEach(
            (layer, gradient) -> {
              for (double[] row : gradient.weights()) {
                assertArrayEquals(new double[row.length], row, 0.0);
              }
              assertArrayEquals(new double[gradient.bias()[0].length], gradient.bias()[0], 0.0);
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void anErrorThatIsNotFiniteShows(
      String rule, TestBackend<M> backend, int[] shape) {
    TestNet<M> net = net(backend, shape);
    backend.kernels().set(net.error, 1, 0, Double.POSITIVE_INFINITY);
    net.learn(rule, GAMMA)
        .forEach(
            (layer, gradient) ->
                assertTrue(
                    Arrays.stream(gradient.weights())
                        .flatMapToDouble(Arrays::stream)
                        .anyMatch(value -> !Double.isFinite(value)),
                    "layer " + layer));
  }
}

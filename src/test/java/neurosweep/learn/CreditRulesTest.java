package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of predictive coding, equilibrium propagation and deep feedback control. */
class CreditRulesTest {
  private static final int[] WIDTHS = {5, 6, 4, 3};

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  private static <M extends ReshapeMatrix> TestNet<M> net(TestBackend<M> backend) {
    return TestNet.layered(backend, WIDTHS).batch(4, 4);
  }

  /** Linear layers of square orthogonal or other weights without biases. */
  private static <M extends ReshapeMatrix> TestNet<M> linear(
      TestBackend<M> backend, String init, int batch, int... widths) {
    LinearActivation f = new LinearActivation();
    TestNet<M> net = new TestNet<>(backend, init, Layout.layered(widths).with(f, f, 1));
    for (int layer = 1; layer < widths.length; layer++) {
      backend.kernels().fill(net.network.bias(layer), 0);
    }
    return net.batch(batch, batch);
  }

  private static <M extends ReshapeMatrix> Map<Integer, TestNet.Gradient> learn(
      TestNet<M> net, String rule, Object... knobs) {
    Learner<M> learner = net.learner(rule, SmallCells.knobs(knobs), net.activity.batch());
    M target = net.backend.kernels().matrix(1, 1);
    net.backend.kernels().copy(net.activity.last(), target);
    net.backend.kernels().add(-1, net.error, target);
    learner.measureBy(
        (outputs, error) -> {
          net.backend.kernels().copy(outputs, error);
          net.backend.kernels().add(-1, target, error);
        });
    return net.learn(learner);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void fixedPredictionsGiveBackpropagation(TestBackend<M> backend) {
    TestNet<M> net = net(backend);
    Map<Integer, TestNet.Gradient> bp = learn(net, "bp");
    for (long steps = 3; steps < 6; steps++) {
      Map<Integer, TestNet.Gradient> pc =
          learn(net, "pc", "inference_rate", 1.0, "inference_steps", steps);
      assertEquals(0, TestNet.difference(bp, pc), 40 * backend.eps(), steps + " steps");
    }
    Map<Integer, TestNet.Gradient> slow =
        learn(net, "pc", "inference_rate", 0.1, "inference_steps", 500L);
    assertEquals(0, TestNet.difference(bp, slow), 100 * backend.eps());
    Map<Integer, TestNet.Gradient> few =
        learn(net, "pc", "inference_rate", 1.0, "inference_steps", 2L);
    for (double[] row : few.get(1).weights()) {
      assertEquals(0, Arrays.stream(row).map(Math::abs).sum(), "the error has not arrived");
    }
  }

  /** e_l of backpropagation of S^-1 e_L, S = I + sum over l < L of A_l A_l^T. */
  @Test
  void strictPredictionsSettleAtASmallerError() {
    strict(linear(TestBackend.float64(), "xavier", 3, 4, 5, 4, 3));
  }

  private static <M extends ReshapeMatrix> void strict(TestNet<M> net) {
    Map<Integer, TestNet.Gradient> pc =
        learn(net, "pc", "variant", "strict", "inference_rate", 0.2, "inference_steps", 5000L);
    double[][] product = net.backend.values(net.network.weights(3));
    double[][] s = plusIdentity(TestBackend.product(product, TestBackend.transposed(product)));
    product = TestBackend.product(product, net.backend.values(net.network.weights(2)));
    double[][] more = TestBackend.product(product, TestBackend.transposed(product));
    for (int i = 0; i < s.length; i++) {
      for (int j = 0; j < s.length; j++) {
        s[i][j] += more[i][j];
      }
    }
    double[][] scaled = TestBackend.product(pc.get(3).error(), s);
    assertEquals(0, TestBackend.relativeError(net.backend.values(net.error), scaled), 1e-12);
    net.error = net.backend.matrix(pc.get(3).error());
    Map<Integer, TestNet.Gradient> bp = learn(net, "bp");
    for (int layer = 1; layer <= 3; layer++) {
      double[][] want = bp.get(layer).error();
      assertEquals(0, TestBackend.relativeError(want, pc.get(layer).error()), 1e-11);
    }
  }

  private static double[][] plusIdentity(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      a[i][i] += 1;
    }
    return a;
  }

  @Test
  void strictPredictionsNeedTheLoss() {
    TestNet<?> net = net(TestBackend.float64());
    Values values = SmallCells.knobs("variant", "strict");
    assertThrows(IllegalStateException.class, () -> bare(net, values));
  }

  private static <M extends ReshapeMatrix> void bare(TestNet<M> net, Values values) {
    net.learn(net.learner("pc", values, 4));
  }

  /** In one layer the equilibrium is a fixed point of its own and the nudge small. */
  @Test
  void equilibriumPropagationOfOneLayerIsBackpropagation() {
    TestNet<?> net = TestNet.layered(TestBackend.float64(), 5, 3).batch(4, 4);
    Map<Integer, TestNet.Gradient> bp = learn(net, "bp");
    Map<Integer, TestNet.Gradient> ep = learn(net, "ep", "beta", 1e-4, "nudged_steps", 30L);
    assertEquals(0, TestNet.difference(bp, ep), 1e-7);
  }

  @Test
  void equilibriumPropagationIsTheGradientAtTheFreeEquilibrium() {
    for (String loss : List.of("quadratic", "softmax-cross-entropy")) {
      for (Layout shape : List.of(Layout.layered(WIDTHS), Layout.invertible(7, 5, 5, 4))) {
        TanhActivation f = new TanhActivation();
        checkGradient(new TestNet<>(TestBackend.float64(), "xavier", shape.with(f, f, 1)), loss);
      }
    }
  }

  private static <M extends ReshapeMatrix> void checkGradient(TestNet<M> net, String loss) {
    for (int layer = 1; layer <= net.network.layers(); layer++) {
      net.backend.kernels().add(-0.5, net.network.weights(layer), net.network.weights(layer));
    }
    net.batch(4, 4);
    Map<Integer, TestNet.Gradient> wide = relaxed(net, loss, 0.02);
    Map<Integer, TestNet.Gradient> narrow = relaxed(net, loss, 0.002);
    for (int layer = 1; layer <= net.network.layers(); layer++) {
      double[][] want = slopes(net, loss, net.network.weights(layer));
      double far = TestBackend.relativeError(want, wide.get(layer).weights());
      double near = TestBackend.relativeError(want, narrow.get(layer).weights());
      assertTrue(near < 1e-3, loss + " layer " + layer + ": " + near);
      assertEquals(100, far / near, 20, loss + " layer " + layer + ": " + far + " " + near);
    }
  }

  private static <M extends ReshapeMatrix> Map<Integer, TestNet.Gradient> relaxed(
      TestNet<M> net, String loss, double beta) {
    Values values = SmallCells.knobs("beta", beta, "free_steps", 400L, "nudged_steps", 400L);
    Learner<M> learner = net.learner("ep", values, 4);
    net.loss(loss);
    return net.learn(learner);
  }

  private static <M extends ReshapeMatrix> double[][] slopes(TestNet<M> net, String loss, M w) {
    double[][] slopes = new double[w.getNumRows()][w.getNumCols()];
    double step = 1e-5;
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes[i].length; j++) {
        double before = net.backend.kernels().get(w, i, j);
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
          net.backend.kernels().set(w, i, j, before + (side == 0 ? -step : step));
          net.network.forward(net.activity);
          losses[side] = net.loss(loss);
        }
        net.backend.kernels().set(w, i, j, before);
        slopes[i][j] = (losses[1] - losses[0]) / (2 * step);
      }
    }
    net.network.forward(net.activity);
    net.loss(loss);
    return slopes;
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void aRelaxingNetRelaxesForBatchesOfAnySize(TestBackend<M> backend) {
    TestNet<M> net = net(backend);
    net.learner("ep", Values.NONE, 4);
    double[][] few = backend.values(net.activity.last());
    Activity<M> one = new Activity<>(net.network, 1);
    for (int n = 0; n < few.length; n++) {
      backend
          .kernels()
          .setValues(one.input(), new double[][] {backend.values(net.activity.input())[n]});
      net.network.forward(one);
      double[][] want = {few[n]};
      assertEquals(
          0, TestBackend.relativeError(want, backend.values(one.last())), 100 * backend.eps());
    }
  }

  /** The controller's change minimizes |J dv + step e|^2 + alpha |dv|^2, so its gradient is 0. */
  @Test
  void deepFeedbackControlIsDampedGaussNewton() {
    control(net(TestBackend.float64()));
  }

  private static <M extends ReshapeMatrix> void control(TestNet<M> net) {
    double alpha = 0.3;
    Map<Integer, TestNet.Gradient> dfc =
        learn(net, "dfc", "dfc_feedback", "transpose-jacobian", "alpha", alpha);
    for (int n = 0; n < 4; n++) {
      double[][] left = new double[1][3];
      left[0] = net.backend.values(net.error)[n].clone();
      for (int layer = 1; layer <= 3; layer++) {
        double[][] change =
            TestBackend.product(row(dfc, layer, n), transposedJacobian(net, layer, n));
        for (int k = 0; k < 3; k++) {
          left[0][k] -= change[0][k];
        }
      }
      for (int layer = 1; layer <= 3; layer++) {
        double[][] jacobian = TestBackend.transposed(transposedJacobian(net, layer, n));
        double[][] back = TestBackend.product(left, jacobian);
        double[][] damped = row(dfc, layer, n);
        for (int i = 0; i < damped[0].length; i++) {
          damped[0][i] *= alpha;
        }
        assertEquals(0, TestBackend.relativeError(back, damped), 1e-12, "layer " + layer);
      }
    }
  }

  private static double[][] row(Map<Integer, TestNet.Gradient> all, int layer, int n) {
    return new double[][] {all.get(layer).error()[n].clone()};
  }

  /** (N_l x N_L), of an example. */
  private static <M extends ReshapeMatrix> double[][] transposedJacobian(
      TestNet<M> net, int layer, int n) {
    double[][] product = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (int l = 3; l > layer; l--) {
      product = TestBackend.product(product, net.backend.values(net.network.weights(l)));
      for (double[] row : product) {
        for (int i = 0; i < row.length; i++) {
          double y = net.backend.values(net.activity.output(l - 1))[n][i];
          row[i] *= 1 - y * y;
        }
      }
    }
    return TestBackend.transposed(product);
  }

  @Test
  void aVeryLeakyControllerBackpropagates() {
    TestNet<?> net = net(TestBackend.float64());
    Map<Integer, TestNet.Gradient> bp = learn(net, "bp");
    Map<Integer, TestNet.Gradient> dfc =
        learn(
            net,
            "dfc",
            "dfc_feedback",
            "transpose-jacobian",
            "alpha",
            1e9,
            "learning_signal",
            "voltage",
            "initial_activations",
            true);
    dfc.values().forEach(gradient -> scale(gradient, 1e9));
    assertEquals(0, TestNet.difference(bp, dfc), 1e-7);
  }

  private static void scale(TestNet.Gradient gradient, double factor) {
    for (double[][] all : List.of(gradient.weights(), gradient.bias())) {
      for (double[] row : all) {
        Arrays.setAll(row, i -> factor * row[i]);
      }
    }
  }

  /** Every layer reads vectors of one length, so both weigh the layers alike. */
  @Test
  void controlOfAnOrthogonalNetIsGaussNewtonOfItsWeights() {
    orthogonal(linear(TestBackend.float64(), "orthogonal", 1, 4, 4, 4, 4));
  }

  private static <M extends ReshapeMatrix> void orthogonal(TestNet<M> net) {
    double square = net.backend.kernels().dot(net.activity.input(), net.activity.input());
    Map<Integer, TestNet.Gradient> want = net.learn(new GaussNewton<>(net.network, 1, 0));
    want.values().forEach(gradient -> scale(gradient, square + 1));
    for (String feedback : List.of("fixed", "transpose-jacobian")) {
      Map<Integer, TestNet.Gradient> dfc =
          learn(
              net,
              "dfc",
              "dfc_feedback",
              feedback,
              "alpha",
              0.0,
              "learning_signal",
              "voltage",
              "initial_activations",
              true);
      assertEquals(0, TestNet.difference(want, dfc), 1e-12, feedback);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void fixedFeedbackIsSavedAndNotMadeAnew(TestBackend<M> backend)
      throws IOException {
    TestNet<M> net = net(backend);
    Learner<M> learner = net.learner("dfc", Values.NONE, 4);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    learner.save(new DataOutputStream(saved));
    for (int layer = 1; layer <= 3; layer++) {
      backend.kernels().add(0.3, net.network.weights(layer), net.network.weights(layer));
    }
    Learner<M> other = net.learner("dfc", Values.NONE, 4);
    Map<Integer, TestNet.Gradient> want = net.learn(learner);
    assertTrue(TestNet.difference(want, net.learn(other)) > 1e-3);
    other.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    assertEquals(0, TestNet.difference(want, net.learn(other)));
  }

  @Test
  void longErrorsAreCutInHiddenLayers() {
    TestNet<?> net = net(TestBackend.float64());
    for (String rule : List.of("pc", "dfc")) {
      Map<Integer, TestNet.Gradient> whole = learn(net, rule);
      Map<Integer, TestNet.Gradient> cut = learn(net, rule, "error_clip", 1e-6);
      assertEquals(0, TestBackend.relativeError(whole.get(3).bias(), cut.get(3).bias()));
      for (int layer = 1; layer < 3; layer++) {
        double sum = Arrays.stream(cut.get(layer).bias()[0]).map(b -> b * b).sum();
        assertTrue(sum > 0 && Math.sqrt(sum) <= 1.000001e-6, rule);
      }
    }
  }

  @Test
  void whatARuleCannotDoIsRefused() {
    Problems problems = new Problems();
    Values values = SmallCells.knobs("repeated_derivative", true, "error_clip", 2.0);
    for (String rule : List.of("pc", "dfc", "ep", "bp")) {
      LearningRule.CATALOG.get(rule).check(Layout.layered(WIDTHS), values, problems, rule);
    }
    String repeated =
        " brings no error from layer to layer that f' could multiply; use false, or a rule such as"
            + " bp or di";
    assertEquals(
        List.of(
            "pc: repeated_derivative is true, but pc" + repeated,
            "dfc: repeated_derivative is true, but dfc" + repeated,
            "ep: repeated_derivative is true, but ep" + repeated,
            "ep: error_clip is 2.0, but ep compares states and has no error of an example to"
                + " limit; use 0, or a rule such as bp or pc"),
        problems.lines());
  }

  /** Nothing is drawn, so streams do not matter. */
  @Test
  void fixedFeedbackIsTheProductOfTheWeights() {
    products(net(TestBackend.float64()));
  }

  private static <M extends ReshapeMatrix> void products(TestNet<M> net) {
    ControlLearner<M> learner =
        new DeepFeedbackControl().learner(net.network, 4, Values.NONE, new Streams(5, 6));
    double[][] w2 = net.backend.values(net.network.weights(2));
    double[][] w3 = net.backend.values(net.network.weights(3));
    double[][] want = TestBackend.transposed(TestBackend.product(w3, w2));
    assertEquals(
        0, TestBackend.relativeError(want, net.backend.values(learner.feedback(1))), 1e-15);
  }
}

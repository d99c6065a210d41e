package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.math.Angle;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import neurosweep.math.stability.InversionStability;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Podlaski and Machens (2020) say of their rules, and relations that follow. */
class InversionRulesTest {
  private static final int[] NARROWING = {8, 6, 4, 3};
  private static final int[] WIDENING = {3, 4, 5, 7};

  private static TestNet<?> net(int... shape) {
    return TestNet.layered(TestBackend.float64(), shape).batch(3, 3);
  }

  private static Values knobs(Object... pairs) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return Values.of(values);
  }

  private static <M extends ReshapeMatrix> Map<Integer, TestNet.Gradient> learn(
      TestNet<M> net, String rule, Object... pairs) {
    return net.learn(net.learner(rule, knobs(pairs), 3));
  }

  private static double angle(Map<Integer, TestNet.Gradient> a, Map<Integer, TestNet.Gradient> b) {
    return Angle.degrees(a.get(1).weights(), b.get(1).weights());
  }

  @Test
  void withoutLeakInversionIsPseudoBackpropagation() {
    for (int[] shape : new int[][] {NARROWING, WIDENING}) {
      TestNet<?> net = net(shape);
      Map<Integer, TestNet.Gradient> pbp = learn(net, "pbp");
      assertEquals(0, TestNet.difference(pbp, learn(net, "ndi", "alpha", 0.0)), 1e-9);
      assertEquals(0, TestNet.difference(pbp, learn(net, "ndi", "alpha", 1e-9)), 1e-6);
    }
  }

  @Test
  void withALargeLeakInversionPointsAsBackpropagation() {
    TestNet<?> net = net(NARROWING);
    Map<Integer, TestNet.Gradient> bp = learn(net, "bp");
    double before = 180;
    for (double alpha : new double[] {1e-3, 1, 1e3, 1e6}) {
      double angle = angle(bp, learn(net, "ndi", "alpha", alpha));
      assertTrue(angle < before, alpha + ": " + angle);
      before = angle;
    }
    assertEquals(0, before, 1e-3);
  }

  /** Alignment opposes negative feedback by itself, or it would climb. */
  @Test
  void alignmentToTheNegativeTransposeIsBackpropagation() {
    TestNet<?> net = net(NARROWING);
    Map<Integer, TestNet.Gradient> bp = learn(net, "bp");
    for (String feedback : new String[] {"negative-transpose", "tracking"}) {
      Map<Integer, TestNet.Gradient> fa = learn(net, "fa", "feedback", feedback);
      assertEquals(0, TestNet.difference(bp, fa), 1e-14);
    }
    Map<Integer, TestNet.Gradient> authors =
        learn(net, "fa", "feedback", "negative-transpose", "compatibility", "authors");
    // two hidden layers: the sign changes twice on the way to the lowest
    double[][] upper = authors.get(2).weights();
    assertEquals(180, Angle.degrees(bp.get(2).weights(), upper), 1e-6);
  }

  @Test
  void inversionSettlesWhereAlgebraSays() {
    for (int[] shape : new int[][] {NARROWING, WIDENING, {5, 5, 5}}) {
      for (String feedback : new String[] {"negative-transpose", "pseudo-inverse", "tracking"}) {
        TestNet<?> net = net(shape);
        Object[] knobs = {"feedback", feedback, "alpha", 0.5};
        Map<Integer, TestNet.Gradient> ndi = learn(net, "ndi", knobs);
        assertEquals(0, TestNet.difference(ndi, learn(net, "di", knobs)), 1e-10, feedback);
      }
    }
  }

  /** B (W B - a)^-1 = (B W - a)^-1 B, whichever side the rule takes. */
  @Test
  void bothFormsOfInversionAreEqual() {
    for (int[] shape : new int[][] {{4, 3, 6}, {4, 6, 3}}) {
      checkPushThrough(net(shape));
    }
  }

  private static <M extends ReshapeMatrix> void checkPushThrough(TestNet<M> net) {
    Kernels<M> kernels = net.backend.kernels();
    double alpha = 0.3;
    double[][] got = learn(net, "ndi", "alpha", alpha, "feedback", "random").get(1).error();
    M b = net.network.feedback().of(2);
    M w = net.network.weights(2);
    boolean wide = w.getNumRows() <= w.getNumCols();
    M system = kernels.matrix(1, 1);
    M right = kernels.matrix(1, 1);
    if (wide) {
      kernels.multiply(false, false, 1, b, w, 0, system);
      kernels.multiply(false, true, 1, net.error, b, 0, right);
    } else {
      kernels.multiply(false, false, 1, w, b, 0, system);
      kernels.copy(net.error, right);
    }
    kernels.shiftDiagonal(system, alpha);
    var lu = kernels.lu(system.getNumRows());
    lu.factor(system);
    lu.solveRows(right);
    M want = right;
    if (!wide) {
      want = kernels.matrix(1, 1);
      kernels.multiply(false, true, 1, right, b, 0, want);
    }
    assertEquals(0, TestBackend.relativeError(net.backend.values(want), got), 1e-12);
  }

  @Test
  void aSingularSystemGivesTheSmallestSolution() {
    TestNet<?> net = net(NARROWING);
    zeroWeights(net);
    for (String rule : new String[] {"ndi", "pbp"}) {
      learn(net, rule, "alpha", 0.0)
          .forEach(
              (layer, gradient) -> {
                for (double[] row : gradient.weights()) {
                  for (double value : row) {
                    assertTrue(layer == 3 || value == 0, rule);
                  }
                }
              });
    }
  }

  private static <M extends ReshapeMatrix> void zeroWeights(TestNet<M> net) {
    net.backend.kernels().fill(net.network.weights(3), 0);
  }

  /** In a linear net of square weights without leak, both loops invert the same map. */
  @Test
  void theSingleLoopInvertsWhatTheLayersInvert() {
    Layout linear =
        Layout.layered(4, 4, 4, 4).with(new LinearActivation(), new LinearActivation(), 1);
    TestNet<?> net = new TestNet<>(TestBackend.float64(), "orthogonal", linear).batch(3, 3);
    Map<Integer, TestNet.Gradient> one = learn(net, "sdi", "alpha", 0.0);
    assertEquals(0, TestNet.difference(learn(net, "di", "alpha", 0.0), one), 1e-9);
    assertEquals(0, TestNet.difference(learn(net, "pbp"), one), 1e-9);
  }

  @Test
  void compatibilityLeavesOutTheDerivativeAndTheNonlinearTaskRepeatsIt() {
    TestNet<?> net = net(4, 5, 3);
    double[] once = learn(net, "di").get(1).bias()[0];
    double[] none = learn(net, "di", "compatibility", "authors").get(1).bias()[0];
    assertNotEquals(once[0], none[0]);
    double[] repeated =
        learn(net, "di", "compatibility", "authors", "repeated_derivative", true).get(1).bias()[0];
    assertArrayEquals(once, repeated, 1e-15);
    double[] bp = learn(net, "bp").get(1).bias()[0];
    assertNotEquals(bp[0], learn(net, "bp", "repeated_derivative", true).get(1).bias()[0][0]);
    double[] sdi = learn(net, "sdi", "compatibility", "authors").get(1).bias()[0];
    assertArrayEquals(
        sdi,
        learn(net, "sdi", "compatibility", "authors", "repeated_derivative", true).get(1).bias()[0],
        0.0);
  }

  @Test
  void hiddenErrorsAreCutToALengthAndTheOutputsIsNot() {
    TestNet<?> net = TestNet.layered(TestBackend.float64(), 4, 5, 3).batch(1, 1);
    Map<Integer, TestNet.Gradient> free = learn(net, "bp");
    Map<Integer, TestNet.Gradient> cut = learn(net, "bp", "error_clip", 1e-3);
    assertArrayEquals(free.get(2).weights(), cut.get(2).weights());
    double square = 0;
    for (double value : cut.get(1).bias()[0]) {
      square += value * value;
    }
    assertEquals(1e-3, Math.sqrt(square), 1e-15);
    assertEquals(0, angle(free, cut), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "smoothed"})
  void optimisationMakesALoopStable(String method) {
    double[][] w = TestBackend.gaussian(4, 7, 1);
    double[][] b = TestBackend.gaussian(7, 4, 2);
    double[][] before = new double[7][];
    for (int i = 0; i < 7; i++) {
      before[i] = b[i].clone();
    }
    Values values = knobs("ssa_method", method, "ssa_most", 2000L);
    StabilityOptimisation.Result result = StabilityOptimisation.of(values).run(w, b, 0.01);
    assertArrayEquals(before, b, "the caller's B stays");
    assertTrue(result.before() > 0 && result.stable() && result.after() <= -0.01);
    assertTrue(result.iterations() >= 10);
    double found = InversionStability.of(w, result.feedback(), 0.01).abscissa();
    assertEquals(result.after(), found, 1e-12);
  }

  /** d1 > d2 has the eigenvalue -alpha, so no feedback makes it negative at alpha 0. */
  @Test
  void whatCannotBeStableIsFlaggedAndIsNoException() {
    StabilityOptimisation optimisation = StabilityOptimisation.of(Values.NONE);
    StabilityOptimisation.Result result =
        optimisation.run(TestBackend.gaussian(6, 4, 1), TestBackend.gaussian(4, 6, 2), 0);
    assertEquals(200, result.iterations());
    assertTrue(!result.stable() && result.after() >= 0);
    double[][] bad = {{Double.NaN}};
    assertTrue(!optimisation.run(bad, new double[][] {{1}}, 0.1).stable());
  }

  @Test
  void everyFeedbackHasTheShapeOfTheTransposeAndItsStream() {
    double[][] w = TestBackend.gaussian(3, 5, 1);
    for (Feedback feedback : Feedback.CATALOG.members()) {
      Values opposed = knobs("feedback_start", "negative-transpose");
      double[][] b = feedback.draw(w, new Streams(0, 1).stream("feedback", 2), opposed);
      assertEquals(5, b.length, feedback.name());
      assertEquals(3, b[0].length, feedback.name());
      if (feedback.opposes()) {
        double abscissa = InversionStability.of(w, b, 0.01).abscissa();
        assertTrue(feedback.name().equals("sign") || abscissa < 0, feedback.name());
      }
    }
  }

  @Test
  void trackingFollowsTheWeightsAndOthersStay() {
    checkTracking(net(4, 5, 3));
  }

  private static <M extends ReshapeMatrix> void checkTracking(TestNet<M> net) {
    for (String name : new String[] {"negative-transpose", "tracking"}) {
      net.learner("di", knobs("feedback", name), 3);
      M w = net.network.weights(2);
      double before = net.backend.kernels().get(w, 0, 1);
      net.backend.kernels().set(w, 0, 1, 7);
      double found = net.backend.kernels().get(net.network.feedback().of(2), 1, 0);
      assertEquals(name.equals("tracking") ? -7 : -before, found);
      double inLoop = net.backend.kernels().get(net.network.feedback().loop(), 1, 0);
      assertEquals(found, inLoop, "the loop of two layers is their feedback");
      net.backend.kernels().set(w, 0, 1, before);
    }
  }

  @Test
  void gaussNewtonSolvesTheLinearizedNet() {
    checkGaussNewton(net(4, 5, 3));
  }

  /** J theta = e without damping, BP's direction with a large one. */
  private static <M extends ReshapeMatrix> void checkGaussNewton(TestNet<M> net) {
    Kernels<M> kernels = net.backend.kernels();
    Map<Integer, TestNet.Gradient> step = net.learn(new GaussNewton<>(net.network, 3, 0));
    double[][] before = net.backend.values(net.activity.last());
    double small = 1e-6;
    for (int l = 1; l <= 2; l++) {
      kernels.add(3 * small, net.backend.matrix(step.get(l).weights()), net.network.weights(l));
      kernels.add(3 * small, net.backend.matrix(step.get(l).bias()), net.network.bias(l));
    }
    double[][] error = net.backend.values(net.error);
    net.network.forward(net.activity);
    double[][] after = net.backend.values(net.activity.last());
    for (int n = 0; n < 3; n++) {
      for (int k = 0; k < 3; k++) {
        assertEquals(error[n][k], (after[n][k] - before[n][k]) / small, 1e-3);
      }
    }
    TestNet<M> fresh = TestNet.layered(net.backend, 4, 5, 3).batch(3, 3);
    Map<Integer, TestNet.Gradient> damped = fresh.learn(new GaussNewton<>(fresh.network, 3, 1e9));
    assertEquals(0, angle(learn(fresh, "bp"), damped), 1e-5);
    assertThrows(UserError.class, () -> new GaussNewton<>(net.network, 100_000, 0));
  }

  @Test
  void theGuardRepairsWhatBecameUnstable() {
    checkGuard(net(4, 6, 3));
  }

  private static <M extends ReshapeMatrix> void checkGuard(TestNet<M> net) {
    net.learner("di", knobs(), 3);
    StabilityGuard<M> guard =
        new StabilityGuard<>(net.network, 0.01, StabilityOptimisation.of(knobs("ssa_most", 2000L)));
    assertTrue(guard.watch(2) < 0);
    assertEquals(0, guard.runs());
    M b = net.network.feedback().of(2);
    net.backend.kernels().add(-2, b, b); // now W^T
    StabilityGuard<M> watcher = new StabilityGuard<>(net.network, 0.01, null);
    assertTrue(watcher.watch(2) > 0);
    double after = guard.watch(2);
    assertEquals(1, guard.runs());
    assertEquals(0, guard.failures());
    assertTrue(after < 0 && guard.iterations() > 0);
    assertEquals(after, watcher.watch(2), 1e-12);
    assertEquals(2, guard.checks());
  }

  @Test
  void plainDescentDecaysApartFromItsRate() {
    checkDescent(net(2, 3));
  }

  private static <M extends ReshapeMatrix> void checkDescent(TestNet<M> net) {
    Values values =
        knobs(
            "learning_rate",
            0.1,
            "weight_decay",
            0.25,
            "unit_updates",
            true,
            "train_biases",
            false);
    double[][] before = net.backend.values(net.network.weights(1));
    double[][] bias = net.backend.values(net.network.bias(1));
    Optimizer.State<M> state =
        Optimizer.CATALOG.get("plain").start(net.network.parameters(), values);
    state.begin();
    M gradient = net.backend.matrix(new double[][] {{3, 0}, {0, 4}, {0, 0}});
    state.update(1, gradient, net.backend.row(1, 1, 1));
    double[][] after = net.backend.values(net.network.weights(1));
    assertEquals(0.75 * before[0][0] - 0.1 * 3 / 5, after[0][0], 1e-15);
    assertEquals(0.75 * before[1][1] - 0.1 * 4 / 5, after[1][1], 1e-15);
    assertEquals(0.75 * before[0][1], after[0][1], 1e-15);
    assertArrayEquals(bias, net.backend.values(net.network.bias(1)));
  }
}

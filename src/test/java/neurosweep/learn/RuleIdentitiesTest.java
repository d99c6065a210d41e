package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import neurosweep.core.Values;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;

/** Relations between the rules that Ahmad, van Gerven and Ambrogioni (2020) prove. */
class RuleIdentitiesTest {
  private static final int[] SQUARE = {6, 6, 6, 6, 6};
  private static final int[] TOWER = {9, 9, 6, 4};

  private static TestNet<?> net(double slope, String init, int... widths) {
    return TestNet.of(TestBackend.float64(), slope, init, widths).batch(5, 5);
  }

  /** Eq. 21, which holds to the last digits as soon as no unit crosses zero. */
  @Test
  void gaitTendsToBackpropagationOnOrthogonalWeights() {
    for (int[] shape : new int[][] {SQUARE, TOWER}) {
      TestNet<?> net = TestNet.of(TestBackend.float64(), 0.1, "orthogonal", shape).batch(60, 60);
      enlargeError(net, 10);
      Map<Integer, TestNet.Gradient> bp = net.learn("bp", 1);
      double before = Double.POSITIVE_INFINITY;
      for (double gamma : new double[] {0.5, 0.1, 0.02}) {
        double error = TestNet.difference(bp, net.learn("gait", gamma));
        assertTrue(error > 1e-3 && error < before, gamma + ": " + error + " after " + before);
        before = error;
      }
      assertNoUnitCrosses(net, 1e-6);
      assertEquals(0, TestNet.difference(bp, net.learn("gait", 1e-6)), 1e-12);
      assertEquals(0, TestNet.difference(bp, net.learn("gait", 1e-12)), 1e-12);
    }
  }

  private static TestNet<?> orthogonal(Activation f) {
    Layout layout = Layout.invertible(SQUARE).with(f, f, 0.1);
    return new TestNet<>(TestBackend.float64(), "orthogonal", layout).batch(5, 5);
  }

  private static double fromBackpropagation(TestNet<?> net, String increment, double gamma) {
    Values values = Values.of(Map.of("increment", increment, "gamma", gamma));
    return TestNet.difference(net.learn("bp", 1), net.learn("gait", values));
  }

  /** The deviation from BP vanishes in proportion to gamma for every f. */
  @Test
  void gaitTendsToBackpropagationForEveryActivationWhereverItsIncrementIs() {
    for (Activation f : Activation.CATALOG.members()) {
      for (String increment : new String[] {"every-layer", "output"}) {
        TestNet<?> net = orthogonal(f);
        double near = fromBackpropagation(net, increment, 1e-8);
        double far = fromBackpropagation(net, increment, 1e-3);
        assertEquals(0, near, Math.max(2e-5 * far, 1e-12), f.name() + " " + increment);
      }
    }
  }

  @Test
  void withoutSlopesBelowTheOutputGaitIsNotBackpropagation() {
    for (Activation f : Activation.CATALOG.members()) {
      double away = fromBackpropagation(orthogonal(f), "output-and-slope", 1e-8);
      if (f.name().equals("linear")) {
        assertEquals(0, away, 1e-12);
      } else {
        assertTrue(away > 0.1, f.name() + " " + away);
      }
    }
  }

  @Test
  void equalGammasOfEveryLayerAreOneGamma() {
    Values listed = Values.of(Map.of("increment", "by-layer", "gammas", "0.5/0.5/0.5"));
    Values uneven = Values.of(Map.of("increment", "by-layer", "gammas", "1/1/0.5"));
    Values output = Values.of(Map.of("increment", "output", "gamma", 0.5));
    for (String rule : new String[] {"itp", "gait"}) {
      TestNet<?> net = net(0.1, "xavier", SQUARE);
      Map<Integer, TestNet.Gradient> every = net.learn(rule, 0.5);
      assertEquals(0, TestNet.difference(every, net.learn(rule, listed)));
      Map<Integer, TestNet.Gradient> last = net.learn(rule, output);
      assertEquals(0, TestNet.difference(last, net.learn(rule, uneven)));
      assertTrue(TestNet.difference(every, last) > 1e-3);
    }
  }

  private static <M extends ReshapeMatrix> void enlargeError(TestNet<M> net, double factor) {
    net.backend.kernels().add(factor - 1, net.error, net.error);
  }

  private static <M extends ReshapeMatrix> void assertNoUnitCrosses(TestNet<M> net, double gamma) {
    int layers = net.network.layers();
    net.learn("gait", gamma)
        .forEach(
            (layer, gradient) -> {
              double step = Math.pow(gamma, layers - layer + 1);
              double[][] output = net.backend.values(net.activity.output(layer));
              for (int n = 0; layer > 1 && n < output.length; n++) {
                for (int i = 0; i < output[n].length; i++) {
                  double moved = step * Math.abs(gradient.error()[n][i]);
                  assertTrue(moved < Math.abs(output[n][i]), "layer " + layer + " unit " + i);
                }
              }
            });
  }

  @Test
  void gaitIsNotBackpropagationOnOtherWeights() {
    TestNet<?> net = net(0.1, "xavier", SQUARE);
    assertTrue(TestNet.difference(net.learn("bp", 1), net.learn("gait", 1e-6)) > 0.1);
  }

  @Test
  void itpIsGaitInALinearNetAndNowhereElse() {
    for (double gamma : new double[] {1e-3, 0.5}) {
      TestNet<?> linear = net(1, "xavier", SQUARE);
      assertEquals(0, TestNet.difference(linear.learn("gait", gamma), linear.learn("itp", gamma)));
      TestNet<?> other = net(0.1, "xavier", SQUARE);
      assertTrue(TestNet.difference(other.learn("gait", gamma), other.learn("itp", gamma)) > 0.1);
    }
  }

  @Test
  void tpIsItpWithAWholeStep() {
    for (int[] shape : new int[][] {SQUARE, TOWER}) {
      TestNet<?> net = net(0.1, "xavier", shape);
      assertEquals(0, TestNet.difference(net.learn("tp", 0.3), net.learn("itp", 1)));
      assertTrue(TestNet.difference(net.learn("tp", 0.3), net.learn("itp", 0.3)) > 1e-3);
    }
    for (Activation f : Activation.CATALOG.members()) {
      TestNet<?> net = orthogonal(f);
      assertEquals(0, TestNet.difference(net.learn("tp", 0.3), net.learn("itp", 1)), f.name());
    }
  }

  @Test
  void allRulesAreOneInALinearOrthogonalNet() {
    TestNet<?> net = net(1, "orthogonal", SQUARE);
    Map<Integer, TestNet.Gradient> bp = net.learn("bp", 1);
    for (String rule : new String[] {"tp", "itp", "gait"}) {
      assertEquals(0, TestNet.difference(bp, net.learn(rule, 0.5)), 1e-12, rule);
    }
  }

  /**
   * With P = W_L ... W_{l+1} and M = mean e_L y_{l-1}^T, a linear net's updates are P^T M by BP and
   * P^-1 M by TP: one vanishes where the other does (Eq. 8), and their inner product is |M|^2.
   */
  @Test
  void tpNeverPointsAgainstBackpropagationInALinearNet() {
    checkLinear(TestNet.of(TestBackend.float64(), 1, "xavier", SQUARE).batch(5, 5));
  }

  private static <M extends ReshapeMatrix> void checkLinear(TestNet<M> net) {
    Map<Integer, TestNet.Gradient> bp = net.learn("bp", 1);
    Map<Integer, TestNet.Gradient> tp = net.learn("tp", 1);
    double[][] error = TestBackend.transposed(net.backend.values(net.error));
    for (int layer = 1; layer <= net.network.layers(); layer++) {
      double[][] mean =
          TestBackend.product(error, net.backend.values(net.activity.output(layer - 1)));
      double square = inner(mean, mean) / (5.0 * 5.0);
      double product = inner(bp.get(layer).weights(), tp.get(layer).weights());
      assertEquals(1, product / square, 1e-11, "layer " + layer);
    }
  }

  private static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += a[i][j] * b[i][j];
      }
    }
    return sum;
  }

  @Test
  void backpropagationAndTpRestAtTheSamePoint() {
    checkFixedPoint(TestNet.of(TestBackend.float64(), 1, "xavier", SQUARE).batch(2, 2));
  }

  /** Opposite errors on one input: nothing is right, yet no update can make the mean better. */
  private static <M extends ReshapeMatrix> void checkFixedPoint(TestNet<M> net) {
    double[] input = net.backend.values(net.activity.input())[0];
    net.backend
        .kernels()
        .copy(net.backend.matrix(new double[][] {input, input}), net.activity.input());
    net.network.forward(net.activity);
    net.error = net.backend.matrix(new double[][] {{1, -2, 3, 0, 0, 0}, {-1, 2, -3, 0, 0, 0}});
    for (String rule : new String[] {"bp", "tp"}) {
      net.learn(rule, 1)
          .forEach(
              (layer, gradient) -> {
                assertTrue(Math.sqrt(inner(gradient.error(), gradient.error())) > 0.1, rule);
                assertEquals(0, inner(gradient.weights(), gradient.weights()), 1e-24, rule);
                assertEquals(0, inner(gradient.bias(), gradient.bias()), 1e-24, rule);
              });
    }
  }
}

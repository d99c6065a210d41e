package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code dtp} and {@code dfa} become with feedback that is given. */
class DifferenceTargetsTest {

  private static TestNet<?> linear(int... widths) {
    Layout layout = Layout.layered(widths).with(new LinearActivation(), new LinearActivation(), 1);
    return new TestNet<>(TestBackend.float64(), "xavier", layout).batch(5, 5);
  }

  @Test
  void withExactLinearInversesAWholeStepIsTargetPropagation() {
    checkExact(linear(5, 5, 5, 5));
  }

  private static <M extends ReshapeMatrix> void checkExact(TestNet<M> net) {
    Values values = Values.of(Map.of("target_step", 1.0));
    BackwardMappings<M> mappings = new BackwardMappings<>(net.network, values);
    Kernels<M> kernels = net.backend.kernels();
    for (int l = 2; l <= 3; l++) {
      Lu<M> lu = kernels.lu(5);
      lu.factor(net.network.weights(l));
      M identity = kernels.matrix(5, 5);
      kernels.shiftDiagonal(identity, -1);
      lu.solveRows(identity);
      kernels.transpose(1, identity, mappings.weights(l));
      kernels.add(-1, net.network.bias(l), mappings.bias(l));
      lu.solveRows(mappings.bias(l));
    }
    Map<Integer, TestNet.Gradient> got =
        net.learn(new DifferenceTargetPropagation().learner(net.network, 5, values, mappings));
    assertEquals(0, TestNet.difference(net.learn("tp", 1), got), 1e-12);
  }

  @Test
  void withTransposedWeightsALinearNetLearnsByBackpropagation() {
    checkTransposed(linear(6, 5, 4, 3));
  }

  private static <M extends ReshapeMatrix> void checkTransposed(TestNet<M> net) {
    Values values = Values.NONE;
    BackwardMappings<M> mappings = new BackwardMappings<>(net.network, values);
    for (int l = 2; l <= 3; l++) {
      net.backend.kernels().transpose(1, net.network.weights(l), mappings.weights(l));
    }
    Map<Integer, TestNet.Gradient> got =
        net.learn(new DifferenceTargetPropagation().learner(net.network, 5, values, mappings));
    assertEquals(0, TestNet.difference(net.learn("bp", 1), got), 1e-12);
  }

  /** What is learned brings the update nearer to that of backpropagation. */
  @ParameterizedTest
  @ValueSource(strings = {"reconstruction", "difference", "local-difference"})
  void inversesLearn(String loss) {
    checkLearning(TestNet.layered(TestBackend.float64(), 6, 5, 4, 3).batch(60, 60), loss);
  }

  private static <M extends ReshapeMatrix> void checkLearning(TestNet<M> net, String loss) {
    Values values = Values.of(Map.of("feedback_loss", loss, "inverse_learning_rate", 0.01));
    Learner<M> learner = net.learner("dtp", values, 60);
    double before = direction(net, net.learn(learner));
    for (int t = 0; t < 600; t++) {
      learner.adapt(net.activity);
    }
    double after = direction(net, net.learn(learner));
    assertTrue(after < before - 5, loss + ": " + before + " to " + after);
  }

  /** Degrees between the first layer's gradient and backpropagation's. */
  private static <M extends ReshapeMatrix> double direction(
      TestNet<M> net, Map<Integer, TestNet.Gradient> got) {
    double[][] bp = net.learn("bp", 1).get(1).weights();
    return neurosweep.math.Angle.degrees(bp, got.get(1).weights());
  }

  @Test
  void directFeedbackOfTheWeightsAboveIsBackpropagationInALinearNet() {
    checkDirect(linear(6, 5, 4, 3));
  }

  private static <M extends ReshapeMatrix> void checkDirect(TestNet<M> net) {
    M second = net.backend.kernels().matrix(1, 1);
    net.backend.kernels().transpose(1, net.network.weights(3), second);
    M first = net.backend.kernels().matrix(5, 3);
    net.backend
        .kernels()
        .multiply(true, true, 1, net.network.weights(2), net.network.weights(3), 0, first);
    List<M> feedback = new ArrayList<>(List.of(first, second));
    Map<Integer, TestNet.Gradient> got =
        net.learn(new DirectFeedbackAlignment().learner(net.network, 5, Values.NONE, feedback));
    assertEquals(0, TestNet.difference(net.learn("bp", 1), got), 1e-13);
  }

  /** Of two layers direct feedback is that of the one hidden layer. */
  @Test
  void directFeedbackOfTwoLayersIsFeedbackAlignment() {
    checkTwo(TestNet.layered(TestBackend.float64(), 6, 5, 3).batch(5, 5));
  }

  private static <M extends ReshapeMatrix> void checkTwo(TestNet<M> net) {
    Map<Integer, TestNet.Gradient> want = net.learn(net.learner("fa", Values.NONE, 5));
    List<M> feedback = new ArrayList<>(List.of(net.network.feedback().of(2)));
    Map<Integer, TestNet.Gradient> got =
        net.learn(new DirectFeedbackAlignment().learner(net.network, 5, Values.NONE, feedback));
    assertEquals(0, TestNet.difference(want, got), 1e-15);
  }
}

package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import neurosweep.core.Values;
import neurosweep.math.Angle;
import neurosweep.math.random.Streams;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feedback that learns beside the weights, in whole steps of training. */
class LearnedFeedbackTest {
  private static final int[] LABELS = {0, 1, 2, 0, 1};

  private static Values knobs(Object... pairs) {
    Map<String, Object> values = new HashMap<>(Map.of("learning_rate", 0.05, "alpha", 0.1));
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return Values.of(values);
  }

  private static <M extends ReshapeMatrix> TrainingStep<M> step(
      TestNet<M> net, String rule, String optimizer, Values values) {
    LearningRule member = LearningRule.CATALOG.get(rule);
    net.network.equip(member, values, new Streams(0, 3));
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            member,
            new QuadraticLoss(),
            Optimizer.CATALOG.get(optimizer),
            new RowOrthogonality(),
            0);
    return new TrainingStep<>(net.network, 5, parts, values, new Streams(0, 3));
  }

  private static TestNet<?> net() {
    return TestNet.layered(TestBackend.float64(), 6, 5, 4, 3).batch(5, 5);
  }

  /** W + B^T, elements of both of which are of size 1. */
  private static <M extends ReshapeMatrix> double[][] distance(TestNet<M> net, int layer) {
    double[][] b = net.backend.kernels().values(net.network.feedback().of(layer));
    double[][] sum = net.backend.values(net.network.weights(layer));
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum[0].length; j++) {
        sum[i][j] += b[j][i];
      }
    }
    return sum;
  }

  /** Whatever the gradients: W(t) + B(t)^T = (1 - decay)^t (W(0) + B(0)^T). */
  @ParameterizedTest
  @CsvSource({
    "fa, plain, 0.1", "ndi, plain, 0.02", "di, plain, 0.1", "sdi, plain, 0.1",
    "fa, plain, 0", "fa, sgd, 0", "fa, adam, 0", "ndi, adam-paper, 0"
  })
  void kolenPollackMeetsTheWeightsAsBothDecay(String rule, String optimizer, double decay) {
    checkMeeting(net(), rule, optimizer, decay);
  }

  private static <M extends ReshapeMatrix> void checkMeeting(
      TestNet<M> net, String rule, String optimizer, double decay) {
    String start = rule.contains("di") && !rule.equals("ndi") ? "negative-transpose" : "random";
    Values values =
        knobs(
            "feedback", "kolen-pollack",
            "feedback_start", start, // a loop of random feedback need not be stable
            "weight_decay", decay);
    TrainingStep<M> step = step(net, rule, optimizer, values);
    double[][] first = distance(net, 2);
    double before = net.backend.values(net.network.weights(2))[0][0];
    for (int t = 0; t < 10; t++) {
      step.run(net.activity, LABELS, 3);
    }
    double share = Math.pow(1 - decay, 10);
    double[][] last = distance(net, 2);
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < first[0].length; j++) {
        assertEquals(share * first[i][j], last[i][j], 1e-13);
      }
    }
    assertTrue(net.backend.values(net.network.weights(2))[0][0] != before, "learned");
  }

  /** A regularizer changes the weights alone. */
  @Test
  void feedbackMakesTheChangesOfTheRuleAndNotOfARegularizer() {
    checkRegularized(net());
  }

  private static <M extends ReshapeMatrix> void checkRegularized(TestNet<M> net) {
    Values values = knobs("feedback", "kolen-pollack");
    LearningRule rule = new FeedbackAlignment();
    net.network.equip(rule, values, new Streams(0, 3));
    double[][] first = distance(net, 2);
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            rule, new QuadraticLoss(), new PlainDescent(), new RowOrthogonality(), 0.5);
    new TrainingStep<>(net.network, 5, parts, values, new Streams(0, 3))
        .run(net.activity, LABELS, 3);
    assertTrue(TestBackend.relativeError(first, distance(net, 2)) > 1e-3);
  }

  @Test
  void signsFollowTheWeights() {
    checkSigns(net());
  }

  private static <M extends ReshapeMatrix> void checkSigns(TestNet<M> net) {
    TrainingStep<M> step = step(net, "fa", "plain", knobs("feedback", "sign-tracking"));
    for (int t = 0; t < 3; t++) {
      step.run(net.activity, LABELS, 3);
    }
    M w = net.network.weights(3);
    net.backend.kernels().set(w, 0, 0, 0);
    double[][] weights = net.backend.values(w);
    double[][] b = net.backend.kernels().values(net.network.feedback().of(3));
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights[0].length; j++) {
        double size = Math.sqrt(2.0 / (weights.length + weights[0].length));
        assertEquals(-size * Math.signum(weights[i][j]), b[j][i], 1e-15);
      }
    }
  }

  /** With the amplitude of sign, signs that follow are at first those that do not. */
  @Test
  void signsThatFollowBeginAsThoseThatStay() {
    double[][] w = TestBackend.gaussian(3, 5, 1);
    Values values = knobs("feedback_amplitude", 0.3);
    double[][] follow = new SignTracking().draw(w, new Streams(0, 1).stream("x", 0), values);
    double[][] stay = new SignFeedback().draw(w, new Streams(0, 1).stream("x", 0), values);
    assertEquals(0, TestBackend.relativeError(stay, follow));
  }

  /** About 100 / decay samples; in a linear net the expectation is along W^T. */
  @Test
  void aMirrorTurnsTowardsTheWeights() {
    Layout layout =
        Layout.layered(6, 5, 4, 3).with(new LinearActivation(), new LinearActivation(), 1);
    checkMirror(new TestNet<>(TestBackend.float64(), "xavier", layout).batch(5, 5));
  }

  private static <M extends ReshapeMatrix> void checkMirror(TestNet<M> net) {
    Values values = knobs("feedback", "weight-mirror", "mirror_decay", 0.005, "mirror_rate", 0.02);
    step(net, "fa", "plain", values); // equips the net
    FeedbackLearning<M> learning =
        net.network.feedback().learning(new PlainDescent(), new Streams(0, 3));
    double[][] minus = Feedback.transposed(-1, net.backend.values(net.network.weights(2)));
    double before =
        Angle.degrees(net.backend.kernels().values(net.network.feedback().of(2)), minus);
    for (int t = 0; t < 2000; t++) {
      learning.begin();
    }
    double after = Angle.degrees(net.backend.kernels().values(net.network.feedback().of(2)), minus);
    assertTrue(before > 45 && after < 5, before + " to " + after);
  }

  /** A state saved between steps goes on to the same bits. */
  @ParameterizedTest
  @ValueSource(strings = {"kolen-pollack", "sign-tracking", "weight-mirror"})
  void whatIsSavedGoesOnToTheSameBits(String feedback) throws IOException {
    checkSaved(net(), net(), feedback);
  }

  private static <M extends ReshapeMatrix, N extends ReshapeMatrix> void checkSaved(
      TestNet<M> through, TestNet<N> cut, String feedback) throws IOException {
    Values values = knobs("feedback", feedback);
    TrainingStep<M> whole = step(through, "fa", "sgd", values);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int t = 0; t < 4; t++) {
      if (t == 2) {
        DataOutputStream out = new DataOutputStream(bytes);
        through.network.save(out);
        whole.save(out);
      }
      whole.run(through.activity, LABELS, 3);
    }
    TrainingStep<N> rest = step(cut, "fa", "sgd", values);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    cut.network.load(in);
    rest.load(in);
    rest.run(cut.activity, LABELS, 3);
    rest.run(cut.activity, LABELS, 3);
    for (int layer = 1; layer <= 3; layer++) {
      assertEquals(
          0,
          TestBackend.relativeError(
              through.backend.values(through.network.weights(layer)),
              cut.backend.values(cut.network.weights(layer))));
    }
    assertEquals(
        0,
        TestBackend.relativeError(
            through.backend.values(through.network.feedback().of(2)),
            cut.backend.values(cut.network.feedback().of(2))));
  }

  /** What is computed from the weights cannot be set: a guard used to report its own feedback. */
  @Test
  void feedbackThatFollowsIsNotOptimised() {
    checkGuard(net());
  }

  private static <M extends ReshapeMatrix> void checkGuard(TestNet<M> net) {
    Values values = knobs("feedback", "sign-tracking", "feedback_amplitude", 3.0);
    net.network.equip(LearningRule.CATALOG.get("di"), values, new Streams(0, 3));
    net.backend.kernels().setValues(net.network.weights(2), TestBackend.gaussian(4, 5, 2));
    StabilityGuard<M> guard =
        new StabilityGuard<>(net.network, 0.01, StabilityOptimisation.of(values));
    StabilityGuard<M> watcher = new StabilityGuard<>(net.network, 0.01, null);
    assertEquals(watcher.watch(2), guard.watch(2));
    assertEquals(0, guard.runs());
  }

  /** The mirror looked at a mean of the last batch, or of an evaluation in between. */
  @Test
  void aMirrorDoesNotDependOnWhatWasEvaluatedBefore() {
    double[][][] feedback = new double[2][][];
    for (int i = 0; i < 2; i++) {
      feedback[i] = mirrored(net(), i == 1);
    }
    assertEquals(0, TestBackend.relativeError(feedback[0], feedback[1]));
  }

  private static <M extends ReshapeMatrix> double[][] mirrored(TestNet<M> net, boolean evaluates) {
    Values values =
        knobs(
            "feedback", "weight-mirror",
            "decorrelation", "off-diagonal",
            "decorrelation_demean", true);
    TrainingStep<M> step = step(net, "fa", "plain", values);
    for (int t = 0; t < 3; t++) {
      step.run(net.activity, LABELS, 3);
      if (evaluates) {
        net.network.forward(net.activity);
      }
    }
    return net.backend.kernels().values(net.network.feedback().of(2));
  }
}

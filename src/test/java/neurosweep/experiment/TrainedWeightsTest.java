package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Examples;
import neurosweep.data.Preparation;
import neurosweep.data.RawData;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import neurosweep.testing.KeptNet;
import neurosweep.testing.SmallCells;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights that a cell leaves are those with which it was measured. */
class TrainedWeightsTest {
  private static final String CLASSIFICATION = "classification";

  /** Lends a data set and keeps what is left. */
  record Keeping(Dataset data, boolean keepsWeights, TreeMap<String, byte[]> left)
      implements Context {
    @Override
    public Dataset dataset(Cell cell) {
      return data;
    }

    @Override
    public String backend() {
      return "ejml";
    }

    @Override
    public boolean expired() {
      return false;
    }

    @Override
    public void artifact(String name, byte[] content) {
      left.put(name, content);
    }

    @Override
    public String code() {
      return "c0de";
    }
  }

  /** Two classes that no net tells apart without faults. */
  private static RawData overlapping() {
    Rng rng = new Rng(1, 2, 3, 4);
    return new RawData("overlapping", 1, SmallCells.FEATURES, 2, part(120, rng), part(200, rng));
  }

  private static RawData.Part part(int size, Rng rng) {
    float[] reals = new float[size * SmallCells.FEATURES];
    int[] labels = new int[size];
    for (int i = 0; i < reals.length; i++) {
      int example = i / SmallCells.FEATURES;
      labels[example] = example % 2;
      reals[i] = (float) (rng.nextGaussian() + (labels[example] == i % 2 ? 0.3 : -0.3));
    }
    return new RawData.Part(null, reals, labels);
  }

  static Keeping keeping(Values values, boolean weights) {
    return new Keeping(Preparation.prepare(overlapping(), values), weights, new TreeMap<>());
  }

  static Outcome run(String experiment, Values values, Context context) {
    Cell cell = SmallCells.cell(experiment, values, 1);
    return SmallCells.EXPERIMENTS.get(experiment).run(cell, context);
  }

  static double[][] inputs(Examples examples) {
    return inputs(Backend.choose("ejml").kernels(Precision.FLOAT64), examples);
  }

  private static <M extends ReshapeMatrix> double[][] inputs(
      Kernels<M> kernels, Examples examples) {
    M x = kernels.matrix(1, 1);
    int[] order = IntStream.range(0, examples.size()).toArray();
    kernels.gather(examples, order, 0, examples.size(), examples.features(), x);
    return kernels.values(x);
  }

  private static double accuracy(KeptNet net, Examples examples, int classes) {
    double[][] outputs = net.forward(inputs(examples));
    int right = 0;
    for (int i = 0; i < outputs.length; i++) {
      int best = 0;
      for (int j = 1; j < classes; j++) {
        best = outputs[i][j] > outputs[i][best] ? j : best;
      }
      right += best == examples.label(i) ? 1 : 0;
    }
    return (double) right / outputs.length;
  }

  private static Values knobs(Object... pairs) {
    Values plain =
        SmallCells.knobs("epochs", 3L, "batch_size", 7L, "depth", 2L, "learning_rate", 0.02);
    return SmallCells.and(plain, pairs);
  }

  private static Values layered(String hidden, Object... pairs) {
    Values deep = knobs(pairs).without("depth");
    return SmallCells.and(deep, "net", "layered", "hidden", hidden, "init", "xavier");
  }

  static Stream<Values> values() {
    return Stream.of(
        knobs("algorithm", "bp"),
        knobs("algorithm", "bp", "precision", "float64"),
        knobs("algorithm", "gait", "lambda", 0.1),
        knobs("algorithm", "tp", "activation", "tanh", "output_activation", "linear"),
        knobs("algorithm", "bp", "activation", "elu"),
        knobs("algorithm", "bp", "activation", "soft-leaky-relu", "slope", 0.3),
        knobs("algorithm", "bp", "activation", "softplus"),
        knobs("algorithm", "bp", "decorrelation", "full", "demean", true),
        knobs("algorithm", "bp", "decorrelation", "off-diagonal"),
        knobs("algorithm", "bp", "decorrelation", "lateral-inhibition"),
        layered("5-4", "algorithm", "fa"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aForwardPassGivesTheRecordedAccuracies(Values values) {
    Keeping context = keeping(values, true);
    Outcome outcome = run(CLASSIFICATION, values, context);

    KeptNet net = KeptNet.read(context.left.get("weights.npz"));

    assertInstanceOf(Outcome.Finished.class, outcome);
    Dataset data = context.data;
    var scalars = outcome.measurements().scalars();
    assertEquals(scalars.get("final_test_accuracy"), accuracy(net, data.test(), data.classes()));
    assertEquals(scalars.get("final_train_accuracy"), accuracy(net, data.train(), data.classes()));
    double accuracy = (Double) scalars.get("final_test_accuracy");
    assertTrue(accuracy > 0.3 && accuracy < 1, "tells nets apart: " + accuracy);
  }

  @Test
  void namesAndShapesFollowTheNet() {
    Values values = layered("5-4", "algorithm", "ndi");
    Keeping context = keeping(values, true);
    run(CLASSIFICATION, values, context);

    KeptNet net = KeptNet.read(context.left.get("weights.npz"));

    assertEquals(
        List.of("W1", "b1", "W2", "b2", "W3", "b3", "B2", "B3", "provenance"),
        List.copyOf(net.descriptors().keySet()));
    assertEquals(Set.of("<f4"), Set.copyOf(net.descriptors().values().stream().limit(8).toList()));
    List<String> shapes = new ArrayList<>();
    net.arrays().forEach((name, a) -> shapes.add(name + " " + a.length + "x" + a[0].length));
    assertEquals(
        List.of("W1 5x6", "b1 1x5", "W2 4x5", "b2 1x4", "W3 2x4", "b3 1x2", "B2 5x4", "B3 4x2"),
        shapes);
    Cell cell = SmallCells.cell(CLASSIFICATION, values, 1);
    var said = net.provenance();
    assertEquals(cell.id(), said.get("cell").asText());
    assertEquals(cell.configId(), said.get("configuration").asText());
    assertEquals(1, said.get("seed").asLong());
    assertEquals("c0de", said.get("code").asText());
    assertEquals("ejml", said.get("backend").asText());
    assertEquals(0.02, said.get("knobs").get("learning_rate").asDouble());
    assertEquals("quadratic", said.get("knobs").get("loss").asText(), "a default");
    assertEquals("[6,5,4,2]", said.get("net").get("widths").toString());
  }

  /** What is computed from the weights is no part of them, and might not be computed of any. */
  @Test
  void feedbackThatFollowsIsLeftOut() {
    Values values = layered("5", "algorithm", "fa", "feedback", "tracking");
    Keeping context = keeping(values, true);
    run(CLASSIFICATION, values, context);

    KeptNet net = KeptNet.read(context.left.get("weights.npz"));

    assertEquals(Set.of("W1", "b1", "W2", "b2"), net.arrays().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"classification", "autoencoding", "linear-regression", "nonlinear-regression"})
  void theSameCellLeavesTheSameBytesAndNoOtherNumbers(String experiment) {
    Values values = SmallCells.small(experiment);
    Keeping first = keeping(values, true);
    Keeping second = keeping(values, true);
    Keeping without = keeping(values, false);

    Outcome kept = run(experiment, values, first);
    run(experiment, values, second);
    Outcome bare = run(experiment, values, without);

    assertArrayEquals(first.left.get("weights.npz"), second.left.get("weights.npz"));
    assertEquals(bare.measurements().scalars(), kept.measurements().scalars());
    assertTrue(without.left.isEmpty());
    double predicted =
        SmallCells.EXPERIMENTS.get(experiment).weightBytes(values, Optional.of(first.data));
    double size = first.left.get("weights.npz").length;
    assertTrue(size <= predicted && predicted < size + 16e3, size + " of " + predicted);
  }

  @Test
  void anAutoencoderIsTheNetThatWasMeasured() {
    Values values = SmallCells.small("autoencoding");
    Keeping context = keeping(values, true);
    Outcome outcome = run("autoencoding", values, context);

    KeptNet net = KeptNet.read(context.left.get("weights.npz"));

    double[][] inputs = inputs(context.data.test());
    double[][] outputs = net.forward(inputs);
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < inputs[i].length; j++) {
        sum += Math.pow(outputs[i][j] - inputs[i][j], 2);
      }
    }
    double error = (Double) outcome.measurements().scalars().get("final_test_error");
    assertEquals(error, sum / (inputs.length * inputs[0].length), 1e-6 * error);
  }

  @Test
  void aCellThatDivergesLeavesWhatItCameTo() {
    Values values = knobs("algorithm", "bp", "learning_rate", 1e300);
    Keeping context = keeping(values, true);

    assertInstanceOf(Outcome.Diverged.class, run(CLASSIFICATION, values, context));

    double[][] weights = KeptNet.read(context.left.get("weights.npz")).arrays().get("W1");
    assertTrue(
        Stream.of(weights)
            .flatMapToDouble(java.util.Arrays::stream)
            .anyMatch(w -> !Double.isFinite(w)));
  }

  @Test
  void aCellThatIsInterruptedLeavesNothing() {
    Values values = knobs("algorithm", "bp");
    TreeMap<String, byte[]> left = new TreeMap<>();
    Dataset data = Preparation.prepare(overlapping(), values);
    Keeping lent = new Keeping(data, true, left);
    Context late =
        new Context() {
          @Override
          public Dataset dataset(Cell cell) {
            return lent.dataset(cell);
          }

          @Override
          public String backend() {
            return lent.backend();
          }

          @Override
          public boolean expired() {
            return true;
          }

          @Override
          public boolean keepsWeights() {
            return true;
          }

          @Override
          public void artifact(String name, byte[] content) {
            lent.artifact(name, content);
          }
        };

    assertInstanceOf(Outcome.TimedOut.class, run(CLASSIFICATION, values, late));

    assertTrue(left.isEmpty());
  }
}

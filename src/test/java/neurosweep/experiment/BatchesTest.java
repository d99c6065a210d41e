package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import neurosweep.core.Values;
import neurosweep.data.Examples;
import neurosweep.learn.Activity;
import neurosweep.learn.Network;
import neurosweep.math.random.Rng;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchesTest {

  /** Label and features of every example in the order of the batches. */
  private static <M extends ReshapeMatrix> List<List<Double>> pass(
      TestBackend<M> backend, Batches<M> batches) {
    List<List<Double>> rows = new ArrayList<>();
    for (int batch = 0; batch < batches.count(); batch++) {
      Activity<M> activity = batches.load(batch);
      double[][] x = backend.values(activity.input());
      assertEquals(x.length, activity.batch());
      for (int i = 0; i < x.length; i++) {
        List<Double> row = new ArrayList<>(List.of((double) batches.labels()[i]));
        for (double value : x[i]) {
          row.add(value);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void visitEveryExampleOnceWithItsLabel(TestBackend<M> backend) {
    Examples train = SmallCells.data(Values.NONE).train();
    Network<M> network = new Network<>(backend.kernels(), new int[] {6, 6}, 1);
    List<List<Double>> inOrder = pass(backend, new Batches<>(network, train, 50));
    for (int i = 0; i < 50; i++) {
      double[] features = new double[6];
      train.widen(i, features, 0);
      assertEquals(train.label(i), inOrder.get(i).get(0));
      for (int j = 0; j < 6; j++) {
        assertEquals(backend.rounded(features[j]), inOrder.get(i).get(j + 1));
      }
    }
    for (int size : new int[] {1, 16, 49, 500}) {
      Batches<M> batches = new Batches<>(network, train, size);
      assertEquals(50, batches.examples());
      assertEquals((50 + size - 1) / size, batches.count());
      assertEquals(inOrder, pass(backend, batches), "batches of " + size);
      batches.shuffle(new Rng(1, 2, 3, 4));
      List<List<Double>> shuffled = pass(backend, batches);
      assertNotEquals(inOrder, shuffled);
      assertEquals(50, shuffled.size());
      assertEquals(new HashSet<>(inOrder), new HashSet<>(shuffled));
    }
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void anEarlierBatchCanBeLoadedAgain(TestBackend<M> backend) {
    Network<M> network = new Network<>(backend.kernels(), new int[] {6, 6}, 1);
    Batches<M> batches = new Batches<>(network, SmallCells.data(Values.NONE).train(), 16);
    double[][] first = backend.values(batches.load(0).input());
    assertEquals(2, batches.load(3).batch(), "the last one is smaller");
    assertArrayEquals(first, backend.values(batches.load(0).input()));
  }
}

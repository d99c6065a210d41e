package neurosweep.circuit.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.circuit.design.RingDesign;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every structure is the dense matrix that it stands for. */
class SynapsesTest {
  private static Rng random() {
    return new Streams(0, 1).stream("init", 0);
  }

  private static double[] vector(int length) {
    return random().gaussians(1, length)[0];
  }

  static List<Synapses> structures() {
    return List.of(
        DenseSynapses.of(random().gaussians(7, 12)),
        new DiagonalSynapses(vector(9)),
        new RankOneSynapses(vector(6), vector(11)),
        RankOneSynapses.uniform(5, 8, 0.3),
        new CirculantSynapses(vector(10)),
        new CirculantSynapses(vector(7)),
        new TorusSynapses(4, vector(16)),
        new TorusSynapses(5, vector(25)));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void spikesAddColumnsWhetherFewOrMostFire(Synapses synapses) {
    Synapses dense = new DenseSynapses(synapses.dense(), synapses.sources());
    Rng random = random();
    for (double share : new double[] {0, 0.1, 0.5, 0.9, 1}) {
      int[] fired = new int[synapses.sources()];
      int count = 0;
      double[] x = new double[fired.length];
      for (int j = 0; j < fired.length; j++) {
        if (random.nextDouble() < share) {
          fired[count++] = j;
          x[j] = 1;
        }
      }
      double[] expected = new double[synapses.targets()];
      dense.addProduct(x, -0.7, expected);
      double[] byColumns = new double[expected.length];
      synapses.addColumns(fired, count, -0.7, byColumns);
      assertArrayEquals(expected, byColumns, 1e-12);
      double[] byProduct = new double[expected.length];
      synapses.addProduct(x, -0.7, byProduct);
      assertArrayEquals(expected, byProduct, 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void eigenvaluesAreThoseOfTheSymmetricPart(Synapses synapses) {
    if (synapses.targets() == synapses.sources()) {
      assertArrayEquals(
          Spectrum.symmetric(synapses.dense()), synapses.symmetricEigenvalues(), 1e-10);
    }
  }

  @Test
  void daleIsBrokenByOneNegativeSynapseButNotByTheReset() {
    double[][] positive = {{-1, 0.2}, {0.2, -1}};
    double[][] plain = {{1, 0.2}, {0.2, 1}};
    double[][] negative = {{1, 0.2}, {-0.2, 1}};
    assertTrue(Weights.dense(positive, plain, plain, plain).obeyDale());
    assertFalse(Weights.dense(negative, plain, plain, plain).obeyDale());
    assertFalse(Weights.dense(positive, plain, plain, negative).obeyDale());
  }

  @Test
  void shapesMustFit() {
    DenseSynapses square = DenseSynapses.of(new double[2][2]);
    DenseSynapses wide = DenseSynapses.of(new double[2][3]);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new Weights(square, square, wide, square));
    assertEquals("W_IE is 2 x 3, must be 2 x 2", error.getMessage());
  }

  @Test
  void theEffectiveWeightKeepsItsStructure() {
    Weights ring = new RingDesign(8, 5, RingDesign.Profile.published(0.1)).circuit().weights();
    Weights dense =
        Weights.dense(ring.ee().dense(), ring.ei().dense(), ring.ie().dense(), ring.ii().dense());
    assertTrue(ring.effective() instanceof CirculantSynapses);
    double[][] expected = dense.effective().dense();
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], ring.effective().dense()[i], 1e-12);
    }
  }
}

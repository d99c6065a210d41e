package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import neurosweep.core.Values;
import neurosweep.math.EjmlBackend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.testing.SmallCells;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  private static final Values KNOBS = SmallCells.knobs("depth", 2L, "batch_size", 10L);

  private static Probe<?> probe(Values values) {
    return probe(new EjmlBackend().kernels(Precision.FLOAT64), values);
  }

  private static <M extends ReshapeMatrix> Probe<M> probe(Kernels<M> kernels, Values values) {
    return Probe.of(
        kernels,
        SmallCells.cell("update-alignment", values, 1),
        new SmallCells.Lent(SmallCells.data(values), false));
  }

  private static <M extends ReshapeMatrix> double[][][] outputsAndErrors(Probe<M> probe) {
    Kernels<M> kernels = probe.network().kernels();
    return new double[][][] {
      kernels.values(probe.activity().last()), kernels.values(probe.outputError())
    };
  }

  @Test
  void auxiliaryOutputsKeepTheirOwnValueAsTarget() {
    double[][] error = outputsAndErrors(probe(KNOBS))[1];
    assertNotEquals(0, error[0][0]);
    for (double[] row : error) {
      for (int j = 2; j < SmallCells.FEATURES; j++) {
        assertEquals(0, row[j]);
      }
    }
  }

  @Test
  void withoutAuxiliaryOutputsTheyAreDrivenToZero() {
    double[][][] found = outputsAndErrors(probe(SmallCells.and(KNOBS, "auxiliary", "off")));
    double[][][] with = outputsAndErrors(probe(KNOBS));
    for (int i = 0; i < found[0].length; i++) {
      for (int j = 0; j < SmallCells.FEATURES; j++) {
        assertEquals(j < 2 ? with[1][i][j] : found[0][i][j], found[1][i][j], 1e-15);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bp", "gait", "tp"})
  void trainingReadsTheKnob(String rule) {
    Values values = SmallCells.and(KNOBS, "algorithm", rule, "epochs", 2L);
    Object on = SmallCells.run("classification", values).measurements().scalars();
    Object off =
        SmallCells.run("classification", SmallCells.and(values, "auxiliary", "off"))
            .measurements()
            .scalars();
    assertNotEquals(on, off);
  }
}

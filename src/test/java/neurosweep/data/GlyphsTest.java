package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import neurosweep.core.Values;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.junit.jupiter.api.Test;

class GlyphsTest {
  private static RawData load(Map<String, Object> values) {
    return new GlyphsSource().load(null, Values.of(values));
  }

  @Test
  void theDefaultSetIsTheSameOnEveryPlatform() {
    RawData raw = load(Map.of());
    assertEquals(4000, raw.train().labels().length);
    assertEquals(1000, raw.test().labels().length);
    assertEquals(
        "4ff6c6fb35e14aaf5fd6b1e0e1f7231b1c216a0926a308350a7f3fd85d3ddfc5", RawDigest.of(raw));
  }

  @Test
  void aLongerSetBeginsLikeAShorterOne() {
    RawData shorter = load(Map.of("glyphs_train", 50L, "glyphs_test", 20L));
    RawData longer = load(Map.of("glyphs_train", 70L, "glyphs_test", 20L));
    byte[] beginning = Arrays.copyOf(longer.train().bytes(), 50 * 784);
    assertTrue(Arrays.equals(shorter.train().bytes(), beginning));
    assertTrue(Arrays.equals(shorter.test().bytes(), longer.test().bytes()));
  }

  @Test
  void seedsAndPartsDiffer() {
    Map<String, Object> small = Map.of("glyphs_train", 50L, "glyphs_test", 50L);
    RawData raw = load(small);
    RawData other = load(Map.of("glyphs_train", 50L, "glyphs_test", 50L, "glyphs_seed", 1L));
    assertNotEquals(RawDigest.of(raw), RawDigest.of(other));
    assertTrue(!Arrays.equals(raw.train().bytes(), raw.test().bytes()));
  }

  @Test
  void everyPictureHasInkWithinItsBorders() {
    RawData raw = load(Map.of("glyphs_train", 500L, "glyphs_test", 10L));
    for (int i = 0; i < 500; i++) {
      long inner = 0;
      for (int j = 0; j < 784; j++) {
        inner += raw.train().bytes()[i * 784 + j] & 0xff;
      }
      assertTrue(inner > 255 * 20 && inner < 255 * 400, "picture " + i + " has ink " + inner);
    }
  }

  /**
   * Ridge regression, the cheap one, stands for the linear readouts: it reaches 75 % on the pooled
   * pixels where multinomial logistic regression converges to 87 % and nets with one and two hidden
   * layers of 256 to 98 and 99 %. All are the same to 1.5 points on the full pixels.
   */
  @Test
  void aLinearReadoutIsNotEnough() {
    Dataset data = Preparation.prepare(load(Map.of()), Values.of(Map.of("pool", 2L)));
    double accuracy = ridgeAccuracy(data, 1.0);
    assertTrue(accuracy < 0.80, "a linear readout reaches " + accuracy);
    assertTrue(accuracy > 0.60, "a linear readout reaches only " + accuracy);
  }

  private static double ridgeAccuracy(Dataset data, double ridge) {
    DMatrixRMaj inputs = matrix(data.train());
    DMatrixRMaj targets = new DMatrixRMaj(data.train().size(), data.classes());
    for (int i = 0; i < data.train().size(); i++) {
      targets.set(i, data.train().label(i), 1);
    }
    DMatrixRMaj gram = new DMatrixRMaj(inputs.numCols, inputs.numCols);
    CommonOps_DDRM.multInner(inputs, gram);
    for (int i = 0; i < gram.numRows; i++) {
      gram.add(i, i, ridge);
    }
    DMatrixRMaj moment = new DMatrixRMaj(inputs.numCols, data.classes());
    CommonOps_DDRM.multTransA(inputs, targets, moment);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(gram.numRows);
    assertTrue(solver.setA(gram));
    DMatrixRMaj weights = new DMatrixRMaj(inputs.numCols, data.classes());
    solver.solve(moment, weights);
    DMatrixRMaj scores = new DMatrixRMaj(data.test().size(), data.classes());
    CommonOps_DDRM.mult(matrix(data.test()), weights, scores);
    int right = 0;
    for (int i = 0; i < scores.numRows; i++) {
      int best = 0;
      for (int c = 1; c < scores.numCols; c++) {
        best = scores.get(i, c) > scores.get(i, best) ? c : best;
      }
      right += best == data.test().label(i) ? 1 : 0;
    }
    return right / (double) scores.numRows;
  }

  /** Examples as rows, and a column of ones. */
  private static DMatrixRMaj matrix(Examples examples) {
    int columns = examples.features() + 1;
    DMatrixRMaj matrix = new DMatrixRMaj(examples.size(), columns);
    for (int i = 0; i < examples.size(); i++) {
      examples.widen(i, matrix.data, i * columns);
      matrix.set(i, columns - 1, 1);
    }
    return matrix;
  }
}

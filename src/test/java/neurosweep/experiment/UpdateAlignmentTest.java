package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

class UpdateAlignmentTest {
  private static final Values KNOBS =
      SmallCells.knobs("depth", 3L, "batch_size", 20L, "precision", "float64", "points", 9L);

  private static Outcome run(Object... knobs) {
    return SmallCells.run("update-alignment", SmallCells.and(KNOBS, knobs));
  }

  private static double metric(Outcome outcome, String name) {
    return (double) outcome.measurements().scalars().get(name);
  }

  @Test
  void backpropagationIsAlignedWithItself() {
    for (String precision : new String[] {"float32", "float64"}) {
      Outcome outcome = run("algorithm", "bp", "precision", precision);
      SortedMap<String, Object> scalars = outcome.measurements().scalars();
      assertEquals(1, metric(outcome, "mean_cosine"), 1e-14);
      assertEquals(1, metric(outcome, "least_cosine"), 1e-14);
      assertEquals(1, metric(outcome, "mean_correlation"), 1e-14);
      assertEquals(0, metric(outcome, "largest_angle"), 1e-5);
      assertEquals(true, scalars.get("stable"));
      for (double[] row : outcome.measurements().tables().get("layers")) {
        assertEquals(1, row[4], 1e-14, "norm_ratio");
      }
      for (double[] point : outcome.measurements().tables().get("points")) {
        assertEquals(point[1], point[2]);
      }
    }
  }

  @Test
  void gaitIsAlignedOnOrthogonalWeightsAndNotOnOthers() {
    Outcome orthogonal = run("algorithm", "gait", "init", "orthogonal", "gamma", 1e-6);
    assertEquals(1, metric(orthogonal, "least_cosine"), 1e-12);
    assertEquals(0, metric(orthogonal, "largest_angle"), 1e-4);
    Outcome random = run("algorithm", "gait", "init", "xavier", "gamma", 1e-6);
    double[][] layers = random.measurements().tables().get("layers");
    assertEquals(1, layers[3][1], 1e-12, "the output layer's update is BP's");
    for (int layer = 0; layer < 3; layer++) {
      assertTrue(Math.abs(layers[layer][1]) < 0.99, "cosine of layer " + (layer + 1));
      assertTrue(layers[layer][3] > 5, "angle of layer " + (layer + 1));
    }
  }

  @Test
  void targetPropagationIsLessAlignedThanGait() {
    double tp = metric(run("algorithm", "tp", "init", "orthogonal"), "mean_cosine");
    double gait = metric(run("algorithm", "gait", "init", "orthogonal"), "mean_cosine");
    assertTrue(tp < gait - 0.01, tp + " against " + gait);
  }

  @Test
  void theSummaryIsThatOfTheLayers() {
    Outcome outcome = run("algorithm", "itp", "init", "xavier", "gamma", 0.1);
    double[][] layers = outcome.measurements().tables().get("layers");
    assertEquals(4, layers.length);
    double cosines = 0;
    double largest = 0;
    for (int i = 0; i < 4; i++) {
      assertEquals(i + 1, layers[i][0]);
      assertEquals(layers[i][1], Math.cos(Math.toRadians(layers[i][3])), 1e-12);
      cosines += layers[i][1] / 4;
      largest = Math.max(largest, layers[i][3]);
    }
    assertEquals(cosines, metric(outcome, "mean_cosine"), 1e-14);
    assertEquals(largest, metric(outcome, "largest_angle"));
  }

  @Test
  void asManyPointsOfEveryLayerAsAskedFor() {
    double[][] points = run("algorithm", "tp").measurements().tables().get("points");
    assertEquals(4 * 9, points.length);
    for (int i = 0; i < points.length; i++) {
      assertEquals(1 + i / 9, points[i][0]);
    }
    assertEquals(0, run("points", 0L).measurements().tables().get("points").length);
  }

  @Test
  void towersAndSingleLayersAreCompared() {
    assertEquals(1, metric(run("algorithm", "gait", "depth", 0L), "mean_cosine"), 1e-14);
    Outcome tower = run("algorithm", "gait", "net", "tower", "widths", "6-5-3-2", "gamma", 1e-6);
    assertEquals(1, metric(tower, "least_cosine"), 1e-12);
  }
}

package neurosweep.circuit.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.circuit.design.BalancedDesign;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;
import neurosweep.circuit.synapse.Weights;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** Pivoting, descent-ascent and trying all supports find the same point. */
class SaddlePointTest {

  @Test
  void threeWaysGiveOnePoint() {
    for (int seed = 1; seed <= 20; seed++) {
      Rng random = new Streams(0, seed).stream("init", 0);
      Weights weights = new BalancedDesign(random.uniforms(5, 5), random.uniforms(5, 5)).weights();
      Circuit circuit = new Circuit(weights, DenseSynapses.none(5), 0.1, 0.05);
      double[] h = random.gaussians(1, 5)[0];
      Matrices.scale(h, 10);
      Objective objective = new Objective(circuit, h);
      ComplementarityProblem problem = objective.problem();
      double[] z = problem.solve().orElseThrow();
      assertTrue(problem.residuals(z).natural() < 1e-9, "seed " + seed);
      List<double[]> all = problem.allSolutions();
      assertEquals(1, all.size(), "seed " + seed);
      assertArrayEquals(all.get(0), z, 1e-9);
      assertArrayEquals(problem.descend(0.05, 1e-14, 10_000_000).orElseThrow(), z, 1e-8);
    }
  }

  @Test
  void smoothDynamicsEndsAtTheSaddlePoint() {
    double[][] ei = {{0.5, 0.2}, {0.1, 0.6}};
    Weights weights =
        Weights.dense(
            new double[][] {{-1, 0.3}, {0.3, -1}},
            ei,
            Spectrum.transposed(ei),
            new double[][] {{1, 0.1}, {0.1, 1}});
    Circuit circuit = new Circuit(weights, DenseSynapses.none(2), 0.1, 0.05);
    double[] h = {3, 2};
    for (Circuit each : List.of(circuit, circuit.folded())) {
      ComplementarityProblem problem = new Objective(each, h).problem();
      SmoothDynamics dynamics = new SmoothDynamics(problem);
      dynamics.advance(50);
      assertArrayEquals(problem.solve().orElseThrow(), dynamics.advance(0.1), 1e-9);
    }
  }

  /**
   * tau dr/dt = 1 - 2 r from 0, and tau (x, y)' = (1 - y, x), which turns in a circle around (0,
   * 1).
   */
  @Test
  void smoothDynamicsIsExactWhereItIsKnown() {
    double[][] decay = {{2}};
    SmoothDynamics one = new SmoothDynamics(new ComplementarityProblem(decay, new double[] {-1}));
    double mean = one.advance(1)[0];
    assertEquals((1 - (1 - Math.exp(-2)) / 2) / 2, mean, 1e-5);
    double[][] turn = {{0, 1}, {-1, 0}};
    SmoothDynamics two = new SmoothDynamics(new ComplementarityProblem(turn, new double[] {-1, 0}));
    two.advance(1);
    double[] then = two.advance(1e-4);
    assertEquals(Math.sin(1 + 5e-5), then[0], 1e-8);
    assertEquals(1 - Math.cos(1 + 5e-5), then[1], 1e-8);
  }

  @Test
  void tiesDoNotCycle() {
    double[][] m = {{1, 2, 2}, {0, 1, 2}, {0, 0, 1}}; // Murty's example, all ratios tie at first
    ComplementarityProblem problem = new ComplementarityProblem(m, new double[] {-1, -1, -1});
    double[] z = problem.solve().orElseThrow();
    assertTrue(problem.residuals(z).natural() < 1e-12);
  }

  @Test
  void aProblemWithoutSolutionEndsOnARay() {
    double[][] m = {{-1, 0}, {0, -1}};
    ComplementarityProblem problem = new ComplementarityProblem(m, new double[] {-1, -1});
    assertTrue(problem.solve().isEmpty());
    assertEquals(0, problem.allSolutions().size());
    assertTrue(problem.descend(0.1, 1e-12, 100).isEmpty());
  }

  @Test
  void aPositiveQNeedsNoPivot() {
    double[][] m = {{-3, 1}, {1, -3}};
    ComplementarityProblem problem = new ComplementarityProblem(m, new double[] {1, 0});
    assertArrayEquals(new double[2], problem.solve().orElseThrow());
  }

  @Test
  void aSpikeChangesTheObjectiveByWhatIsSaid() {
    Rng random = new Streams(0, 1).stream("init", 0);
    Weights weights = new BalancedDesign(random.uniforms(4, 4), random.uniforms(4, 3)).weights();
    Circuit circuit = new Circuit(weights, DenseSynapses.none(4), 0.1, 0.2);
    Objective objective = new Objective(circuit, random.gaussians(1, 4)[0]);
    double[] rE = random.uniforms(1, 4)[0];
    double[] rI = random.uniforms(1, 3)[0];
    double before = objective.value(rE, rI);
    double byE = objective.changeByE(rE, rI)[2];
    double byI = objective.changeByI(rE, rI)[1];
    double[] moreE = rE.clone();
    moreE[2] += 1;
    double[] moreI = rI.clone();
    moreI[1] += 1;
    assertEquals(byE, objective.value(moreE, rI) - before, 1e-12);
    assertEquals(byI, objective.value(rE, moreI) - before, 1e-12);
  }
}

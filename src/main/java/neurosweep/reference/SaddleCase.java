package neurosweep.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.solver.ComplementarityProblem;
import neurosweep.circuit.solver.KktResiduals;
import neurosweep.circuit.solver.Objective;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.UserError;

/** The objective, the conditions of its saddle point, and that point itself. */
final class SaddleCase {
  private static final int MOST_ENUMERATED = 16;
  private static final int MOST_ITERATIONS = 10_000_000;

  private SaddleCase() {}

  private static Objective objective(CircuitInputs inputs) {
    Weights weights = inputs.weights();
    Circuit circuit =
        new Circuit(
            weights,
            DenseSynapses.none(weights.excitatory()),
            inputs.number("theta_E", 0),
            inputs.number("theta_I", 0));
    if (inputs.has("h")) {
      return new Objective(circuit, inputs.vector("h", weights.excitatory()));
    }
    double[] x = inputs.vector("x");
    double[] h = new double[weights.excitatory()];
    DenseSynapses.of(inputs.matrix("F", h.length, x.length)).addProduct(x, 1, h);
    return new Objective(circuit, h);
  }

  /** At given activities. */
  static void evaluate(CircuitInputs inputs, Expectations expect) {
    Objective objective = objective(inputs);
    double[] rE = inputs.vector("r_E", inputs.matrix("W_EE").length);
    double[] rI = inputs.vector("r_I", inputs.matrix("W_II").length);
    expect.number("S", objective.value(rE, rI));
    expect.vector("V_E", objective.voltageE(rE, rI));
    expect.vector("V_I", objective.voltageI(rE, rI));
    double[] byE = objective.changeByE(rE, rI);
    double[] byI = objective.changeByI(rE, rI);
    expect.vector("dS_add_E_spike", byE);
    expect.vector("dS_add_I_spike", byI);
    expect.vector("E_spikes", Arrays.stream(byE).map(change -> change < 0 ? 1 : 0).toArray());
    expect.vector("I_spikes", Arrays.stream(byI).map(change -> change > 0 ? 1 : 0).toArray());
    double[] excess = excess(objective, rE, rI);
    expect.vector("V_minus_theta_E", Arrays.copyOf(excess, rE.length));
    expect.vector("V_minus_theta_I", Arrays.copyOfRange(excess, rE.length, excess.length));
    KktResiduals residuals = objective.residuals(rE, rI);
    expect.number("max_primal_violation", residuals.primal());
    expect.number("max_dual_violation", residuals.dual());
    expect.number("max_complementarity", residuals.complementarity());
    expect.number("natural_residual", residuals.natural());
    expect.number("published_fmincon_objective", residuals.squares());
  }

  private static double[] excess(Objective objective, double[] rE, double[] rI) {
    double[] z = Arrays.copyOf(rE, rE.length + rI.length);
    System.arraycopy(rI, 0, z, rE.length, rI.length);
    return Arrays.stream(objective.problem().slack(z)).map(w -> -w).toArray();
  }

  /** By Lemke's pivoting, held against descent-ascent and against all supports. */
  static void solve(CircuitInputs inputs, Expectations expect) {
    inputs.mustBe("pgda_start", "zeros");
    Objective objective = objective(inputs);
    ComplementarityProblem problem = objective.problem();
    double[] z =
        problem
            .solve()
            .orElseThrow(
                () -> new UserError("the inputs have no saddle point that pivoting finds"));
    int nE = inputs.matrix("W_EE").length;
    double[] rE = Arrays.copyOf(z, nE);
    double[] rI = Arrays.copyOfRange(z, nE, z.length);
    expect.vector("r_E", rE);
    expect.vector("r_I", rI);
    expect.vector("active_E", active(rE));
    expect.vector("active_I", active(rI));
    expect.vector("V_minus_theta", excess(objective, rE, rI));
    expect.number("objective_S", objective.value(rE, rI));
    checkOthers(inputs, problem, z, expect);
  }

  private static void checkOthers(
      CircuitInputs inputs, ComplementarityProblem problem, double[] z, Expectations expect) {
    expect.asks("pgda_iterations"); // depends on when one stops
    if (expect.asks("pgda_max_diff")) {
      double[] descended =
          problem
              .descend(inputs.number("pgda_step"), 1e-14, MOST_ITERATIONS)
              .orElseThrow(() -> new UserError("descent-ascent does not settle"));
      expect.small("pgda_max_diff", distance(descended, z));
    }
    boolean few = z.length <= MOST_ENUMERATED;
    if (expect.asks("n_kkt_points_by_enumeration") && few) {
      List<double[]> all = problem.allSolutions();
      expect.number("n_kkt_points_by_enumeration", all.size());
      expect.small(
          "lemke_max_diff", all.stream().mapToDouble(one -> distance(one, z)).min().orElse(1));
    }
    expect.asks("lemke_max_diff");
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }

  private static double[] active(double[] r) {
    return IntStream.range(0, r.length).filter(i -> r[i] > 0).asDoubleStream().toArray();
  }
}

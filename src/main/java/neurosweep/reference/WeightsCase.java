package neurosweep.reference;

import java.util.Arrays;
import neurosweep.circuit.design.BalancedDesign;
import neurosweep.circuit.design.GridDesign;
import neurosweep.circuit.design.ImageDesign;
import neurosweep.circuit.design.ReconstructionDesign;
import neurosweep.circuit.design.RingDesign;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.solver.Convergence;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.TorusSynapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.UserError;

/** What the weight designs give. */
final class WeightsCase {
  private static final int MOST_SIDE = 1000;
  private static final int MOST_UNITS = 20_000;

  private WeightsCase() {}

  private static void compare(Circuit circuit, Expectations expect) {
    Weights weights = circuit.weights();
    if (expect.asks("W_EE")) {
      expect.matrix("W_EE", weights.ee().dense());
    }
    if (expect.asks("W_EI")) {
      expect.matrix("W_EI", weights.ei().dense());
      expect.matrix("W_IE", weights.ie().dense());
    }
    if (expect.asks("W_II")) {
      expect.matrix("W_II", weights.ii().dense());
    }
    expect.vector("v_th_e", circuit.thresholdE());
    expect.vector("v_th_i", circuit.thresholdI());
  }

  static void balanced(CircuitInputs inputs, Expectations expect) {
    double[][] r1 = inputs.matrix("R1");
    double[][] r2 = inputs.matrix("R2", r1[0].length, inputs.matrix("R2")[0].length);
    BalancedDesign design = new BalancedDesign(r1, r2);
    Weights weights = design.weights();
    compare(new Circuit(weights, DenseSynapses.none(weights.excitatory())), expect);
    Convergence convergence = Convergence.of(weights);
    expect.number("alpha", design.alpha());
    expect.number("lambda_max_W_EE", convergence.lambdaMaxEE());
    expect.number("lambda_min_W_II", convergence.lambdaMinII());
    expect.number("lambda_min_schur", convergence.lambdaMinSchur());
  }

  static void ring(CircuitInputs inputs, Expectations expect) {
    RingDesign.Profile profile =
        new RingDesign.Profile(inputs.number("w0"), inputs.number("w1"), inputs.number("gamma", 0));
    RingDesign design =
        new RingDesign(
            inputs.integer("NE", 1, MOST_UNITS),
            inputs.integer("NI", 1, MOST_UNITS),
            profile,
            inputs.number("W_II_base") + 1,
            inputs.number("divisor"));
    Circuit circuit = design.circuit();
    compare(circuit, expect);
    if (expect.asks("effective")) {
      expect.matrix("effective", circuit.weights().effective().dense());
    }
  }

  static GridDesign gridDesign(CircuitInputs inputs) {
    inputs.mustBe("beta", "3/lam^2");
    inputs.mustBe("gamma", "1.2*beta");
    return new GridDesign(
        inputs.integer("n", 1, MOST_SIDE),
        inputs.number("lam"),
        inputs.number("alpha"),
        inputs.number("W_II_base") + 1);
  }

  static void grid(CircuitInputs inputs, Expectations expect) {
    GridDesign design = gridDesign(inputs);
    Circuit circuit = design.circuit();
    compare(circuit, expect);
    expect.number("W_IE_value", circuit.weights().ie().get(0, 0));
    expect.number("W_II_diag", circuit.weights().ii().get(0, 0));
    expect.number("v_th_i_value", circuit.thresholdI()[0]);
    if (expect.asks("exp_mat")) {
      expect.matrix("exp_mat", new TorusSynapses(design.n(), design.kernel()).dense());
    }
  }

  static void reconstruction(CircuitInputs inputs, Expectations expect) {
    double beta = inputs.number("beta");
    ReconstructionDesign design =
        inputs.has("U")
            ? ReconstructionDesign.timeVarying(inputs.matrix("U"), beta)
            : ReconstructionDesign.constantRate(inputs.matrix("absN"), beta);
    expect.matrix("H", design.h());
    compare(design.circuit(), expect);
    expect.small("identity_error", design.identityError());
  }

  static void image(CircuitInputs inputs, Expectations expect) {
    double[][] a = inputs.matrix("A");
    ImageDesign design =
        new ImageDesign(a, inputs.integer("NI", 1, a.length), inputs.number("beta_coef"));
    expect.matrix("H", design.readout());
    compare(design.circuit(), expect);
    expect.number("variance", design.variance());
    if (expect.asks("eigenvalues")) {
      double[] all = design.eigenvalues();
      int listed = expect.get("eigenvalues").size();
      if (listed > all.length) {
        throw new UserError("expects " + listed + " eigenvalues, there are " + all.length);
      }
      expect.vector("eigenvalues", Arrays.copyOf(all, listed));
    }
  }
}

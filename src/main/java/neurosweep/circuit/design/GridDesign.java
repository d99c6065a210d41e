package neurosweep.circuit.design;

import java.util.Arrays;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DiagonalSynapses;
import neurosweep.circuit.synapse.RankOneSynapses;
import neurosweep.circuit.synapse.TorusSynapses;
import neurosweep.circuit.synapse.Weights;

/**
 * A grid attractor on an n x n torus (section 7 of the method, figure 4 of the paper): with d the
 * distance on the torus, beta = 3 / lambda^2 and gamma = 1.2 beta, E = alpha exp(-gamma d^2) -
 * exp(-beta d^2); W_EE = |min E| + E - I; W_EI = W_IE' all sqrt(c |min E| / N) with N = n^2 units
 * of each kind; W_II = c I; F = I.
 *
 * @param n units along one side
 * @param lambda width of the kernel
 * @param alpha height of its narrow part
 * @param selfInhibition c
 */
public record GridDesign(int n, double lambda, double alpha, double selfInhibition) {

  /** Width 6, height 1.1, self-inhibition 201, as published with n = 63. */
  public static GridDesign published(int n) {
    return new GridDesign(n, 6, 1.1, 201);
  }

  /** E as a kernel: from unit (0, 0) to unit (x, y), at x n + y. */
  public double[] kernel() {
    double beta = 3 / (lambda * lambda);
    double[] kernel = new double[n * n];
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        int dx = Math.min(x, n - x);
        int dy = Math.min(y, n - y);
        double square = (double) dx * dx + (double) dy * dy;
        kernel[x * n + y] = alpha * Math.exp(-1.2 * beta * square) - Math.exp(-beta * square);
      }
    }
    return kernel;
  }

  /** Weights and input. */
  public Circuit circuit() {
    double[] kernel = kernel();
    double least = Math.abs(Arrays.stream(kernel).min().orElseThrow());
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] += least;
    }
    kernel[0] -= 1;
    int units = n * n;
    double weight = Math.sqrt(selfInhibition * least / units);
    Weights weights =
        new Weights(
            new TorusSynapses(n, kernel),
            RankOneSynapses.uniform(units, units, weight),
            RankOneSynapses.uniform(units, units, weight),
            DiagonalSynapses.scaledIdentity(units, selfInhibition));
    return new Circuit(weights, DiagonalSynapses.scaledIdentity(units, 1));
  }
}

package neurosweep.circuit.design;

import java.util.Arrays;
import java.util.Optional;
import neurosweep.circuit.simulation.BalanceStatistics;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.solver.Objective;

/**
 * The rates at which a circuit should settle: the saddle point of the objective for the mean input
 * (section 3 of the method, figure 1 of the paper).
 *
 * @param rE predicted r_E, filtered counts
 * @param rI predicted r_I, filtered counts
 */
public record RatePrediction(double[] rE, double[] rI) {

  /**
   * For a mean filtered input.
   *
   * @param meanInput mean x~ (m), filtered counts
   * @return empty if pivoting ends on a ray
   */
  public static Optional<RatePrediction> of(Circuit circuit, double[] meanInput) {
    double[] h = new double[circuit.excitatory()];
    circuit.input().addProduct(meanInput, 1, h);
    int nE = h.length;
    return new Objective(circuit, h)
        .problem()
        .solve()
        .map(z -> new RatePrediction(Arrays.copyOf(z, nE), Arrays.copyOfRange(z, nE, z.length)));
  }

  /** Pearson correlation of simulated and predicted activities of all units. */
  public double correlation(double[] otherE, double[] otherI) {
    BalanceStatistics pairs = new BalanceStatistics(1);
    for (int i = 0; i < rE.length; i++) {
      pairs.add(new double[] {otherE[i]}, new double[] {rE[i]});
    }
    for (int j = 0; j < rI.length; j++) {
      pairs.add(new double[] {otherI[j]}, new double[] {rI[j]});
    }
    return pairs.correlation(0);
  }

  /** |simulated - predicted| / |predicted| over all units. */
  public double relativeError(double[] otherE, double[] otherI) {
    return new StoredState(rE, rI).relativeError(otherE, otherI);
  }

  /** Error of figure 1g: sqrt(sum over E of (predicted - simulated rate)^2) / NE, Hz. */
  public double publishedError(double[] otherE, double tau) {
    double squares = 0;
    for (int i = 0; i < rE.length; i++) {
      squares += (otherE[i] - rE[i]) * (otherE[i] - rE[i]);
    }
    return Math.sqrt(squares) / tau / rE.length;
  }
}

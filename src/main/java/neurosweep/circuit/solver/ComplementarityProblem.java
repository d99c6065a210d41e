package neurosweep.circuit.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;

/**
 * The linear complementarity problem w = M z + q >= 0, z >= 0, z'w = 0. With z = [r_E; r_I], M =
 * [-W_EE, W_EI; -W_IE, W_II] and q = [theta_E - F x~; theta_I] its solutions are the points where S
 * meets the conditions of a saddle, and w = theta - V. Solutions scale with q, so rates r / tau
 * depend on tau through the input only.
 *
 * @param m square
 * @param q a row each
 */
public record ComplementarityProblem(double[][] m, double[] q) {

  /** w = M z + q. */
  public double[] slack(double[] z) {
    double[] w = q.clone();
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < z.length; j++) {
        w[i] += m[i][j] * z[j];
      }
    }
    return w;
  }

  /** The conditions at z. */
  public KktResiduals residuals(double[] z) {
    double[] excess = slack(z);
    Matrices.scale(excess, -1);
    return KktResiduals.of(z, excess);
  }

  /** A solution by Lemke's pivoting; empty if it ends on a ray. */
  public Optional<double[]> solve() {
    return new Lemke(this).solve();
  }

  /**
   * A solution by projected descent-ascent, z = max(0, z - eta (M z + q)) from 0: slower, and
   * independent of pivoting.
   *
   * @param eta step
   * @param tolerance largest change of a step at which it ends
   * @param most steps
   * @return empty if it has not settled
   */
  public Optional<double[]> descend(double eta, double tolerance, int most) {
    double[] z = new double[q.length];
    for (int step = 0; step < most; step++) {
      double[] w = slack(z);
      double change = 0;
      for (int i = 0; i < z.length; i++) {
        double next = Math.max(0, z[i] - eta * w[i]);
        change = Math.max(change, Math.abs(next - z[i]));
        z[i] = next;
      }
      if (change < tolerance) {
        return Optional.of(z);
      }
    }
    return Optional.empty();
  }

  /**
   * Every solution with a regular support, by trying all 2^n supports.
   *
   * @throws IllegalArgumentException if n is above 20
   */
  public List<double[]> allSolutions() {
    int n = q.length;
    if (n > 20) {
      throw new IllegalArgumentException("n is " + n + ", must be at most 20 to try all supports");
    }
    List<double[]> all = new ArrayList<>();
    for (int mask = 0; mask < 1 << n; mask++) {
      int bits = mask;
      int[] support = IntStream.range(0, n).filter(i -> (bits >> i & 1) == 1).toArray();
      double[] z = onSupport(support);
      if (z != null && Arrays.stream(support).allMatch(i -> z[i] > 0) && slackIsPositive(z)) {
        all.add(z);
      }
    }
    return all;
  }

  private boolean slackIsPositive(double[] z) {
    return Arrays.stream(slack(z)).allMatch(w -> w >= -1e-10);
  }

  /** z that is 0 outside of the support and whose slack is 0 on it; null if M is singular there. */
  double[] onSupport(int[] support) {
    double[] z = new double[q.length];
    if (support.length == 0) {
      return z;
    }
    double[][] block = new double[support.length][support.length];
    double[][] right = new double[support.length][1];
    for (int i = 0; i < support.length; i++) {
      for (int j = 0; j < support.length; j++) {
        block[i][j] = m[support[i]][support[j]];
      }
      right[i][0] = -q[support[i]];
    }
    double[][] solved = Spectrum.solve(block, right);
    if (solved == null) {
      return null;
    }
    for (int i = 0; i < support.length; i++) {
      z[support[i]] = solved[i][0];
    }
    return z;
  }
}

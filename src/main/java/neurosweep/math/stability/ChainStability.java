package neurosweep.math.stability;

import java.util.List;
import neurosweep.math.Inversion;

/**
 * Stability of the linear loop through n populations that {@link Inversion#chain} simulates. Its
 * spectrum depends on the weights only by P = W_n ... W_2 B: every eigenvalue mu of P gives the n
 * roots of {@code (lambda + 1)^(n-1) (lambda + alpha) = mu}, and populations that are wider than
 * the last one add roots at -1. So a loop of n populations as wide as the last is decomposed, with
 * P in place of B and identities in place of the other weights. Allocates.
 */
public final class ChainStability {
  private final double[][] system;
  private final boolean wider;

  private ChainStability(double[][] system, boolean wider) {
    this.system = system;
    this.wider = wider;
  }

  /**
   * Analyses a loop.
   *
   * @param w W_2..W_n, (d_k x d_{k-1}). Not modified
   * @param b B (d_1 x d_n). Not modified
   * @param alpha the leak of the last population
   */
  public static ChainStability of(List<double[][]> w, double[][] b, double alpha) {
    int populations = w.size() + 1;
    double[][] p = b;
    boolean wider = false;
    for (double[][] matrix : w) {
      wider |= p.length > b[0].length;
      p = product(matrix, p);
    }
    int d = p.length;
    int last = (populations - 1) * d;
    double[][] system = new double[populations * d][populations * d];
    for (int i = 0; i < d; i++) {
      System.arraycopy(p[i], 0, system[i], last, d);
    }
    for (int i = 0; i < system.length; i++) {
      system[i][i] += i < last ? -1 : -alpha;
      if (i >= d) {
        system[i][i - d] += 1;
      }
    }
    return new ChainStability(system, wider);
  }

  /** The largest real part of an eigenvalue: the loop settles if it is below 0. */
  public double abscissa() {
    double top = InversionStability.abscissa(system);
    return wider ? Math.max(top, -1) : top;
  }

  /** The spectral radius of one update of the simulation, in the order of the populations. */
  public double discreteRadius(double dt) {
    int n = system.length;
    double[][] update = new double[n][n];
    for (int i = 0; i < n; i++) {
      update[i][i] = 1;
    }
    for (int i = 0; i < n; i++) {
      double[] change = new double[n];
      for (int j = 0; j < n; j++) {
        double factor = dt * system[i][j];
        for (int k = 0; factor != 0 && k < n; k++) {
          change[k] += factor * update[j][k];
        }
      }
      for (int k = 0; k < n; k++) {
        update[i][k] += change[k];
      }
    }
    Eigen eigen = Eigen.of(update);
    double largest = wider ? Math.abs(1 - dt) : 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.hypot(eigen.re(i), eigen.im(i)));
    }
    return largest;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < c[i].length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }
}

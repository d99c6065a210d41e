package neurosweep.circuit.design;

import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Stability of a stored state: the dynamics of its active units is dr/dt = -A r + ..., and it holds
 * the state if all eigenvalues of A have positive real parts. A loop that is late by d turns the
 * rate of decay of an eigenvalue l into Re(l + d l^2) to first order, so that fast rotation costs
 * stability. The smallest rate is differentiated by its left and right eigenvectors, found by
 * inverse iteration.
 *
 * @param smallest the smallest Re(l + d l^2) of the eigenvalues l of A
 * @param gradient its derivative by each element of A
 */
record ActiveBlock(double smallest, double[][] gradient) {
  private static final double SHIFT = 1e-7;

  /**
   * Of a square A, which is not symmetric.
   *
   * @param delay d, in the unit of time of A
   */
  static ActiveBlock of(double[][] a, double delay) {
    Complex_F64 value = slowest(a, delay);
    double[] right = eigenvector(a, value);
    double[] left = eigenvector(Spectrum.transposed(a), value);
    double re = 1 + 2 * delay * value.real;
    double im = 2 * delay * value.imaginary;
    return new ActiveBlock(decay(value, delay), gradient(left, right, re, im));
  }

  /** The smallest rate only. */
  static double smallest(double[][] a, double delay) {
    return decay(slowest(a, delay), delay);
  }

  private static double decay(Complex_F64 value, double delay) {
    double square = value.real * value.real - value.imaginary * value.imaginary;
    return value.real + delay * square;
  }

  private static Complex_F64 slowest(double[][] a, double delay) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(a.length, false, false);
    if (!eigen.decompose(new DMatrixRMaj(a))) {
      throw new ArithmeticException("the eigenvalues of an active block did not converge");
    }
    Complex_F64 least = eigen.getEigenvalue(0);
    for (int i = 1; i < a.length; i++) {
      Complex_F64 value = eigen.getEigenvalue(i);
      least = decay(value, delay) < decay(least, delay) ? value : least;
    }
    return least;
  }

  /** Real parts, then imaginary parts, from (A - value I) v = b in real numbers. */
  private static double[] eigenvector(double[][] a, Complex_F64 value) {
    int n = a.length;
    double[][] system = new double[2 * n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        system[i][j] = a[i][j];
        system[n + i][n + j] = a[i][j];
      }
      system[i][i] -= value.real + SHIFT;
      system[n + i][n + i] -= value.real + SHIFT;
      system[i][n + i] = value.imaginary;
      system[n + i][i] = -value.imaginary;
    }
    double[][] v = new double[2 * n][1];
    for (int i = 0; i < 2 * n; i++) {
      v[i][0] = 1 + 0.1 * i; // any start that is no eigenvector itself
    }
    for (int iteration = 0; iteration < 3; iteration++) {
      double[][] next = Spectrum.solve(system, v);
      if (next == null) {
        break;
      }
      v = next;
      double square = 0;
      for (double[] row : v) {
        square += row[0] * row[0];
      }
      Matrices.scale(v, 1 / Math.sqrt(square));
    }
    return Spectrum.transposed(v)[0];
  }

  /** Re((outerRe + i outerIm) left_i right_j / sum_k left_k right_k). */
  private static double[][] gradient(
      double[] left, double[] right, double outerRe, double outerIm) {
    int n = left.length / 2;
    double re = 0;
    double im = 0;
    for (int k = 0; k < n; k++) {
      re += left[k] * right[k] - left[n + k] * right[n + k];
      im += left[k] * right[n + k] + left[n + k] * right[k];
    }
    double square = re * re + im * im;
    double[][] gradient = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double productRe = left[i] * right[j] - left[n + i] * right[n + j];
        double productIm = left[i] * right[n + j] + left[n + i] * right[j];
        double quotientRe = (productRe * re + productIm * im) / square;
        double quotientIm = (productIm * re - productRe * im) / square;
        gradient[i][j] = outerRe * quotientRe - outerIm * quotientIm;
      }
    }
    return gradient;
  }
}

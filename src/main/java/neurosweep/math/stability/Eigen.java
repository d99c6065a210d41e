package neurosweep.math.stability;

/**
 * Eigenvalues of a real square matrix and, for each of them, its right and left eigenvector: {@code
 * A r = mu r} and {@code l^T A = mu l^T} (transposed, not conjugated). Not finite where the matrix
 * is not. Allocates.
 */
final class Eigen {
  private final ComplexSchur schur;

  private Eigen(ComplexSchur schur) {
    this.schur = schur;
  }

  /** The decomposition of a matrix, which is not modified. */
  static Eigen of(double[][] a) {
    return new Eigen(ComplexSchur.of(a));
  }

  /** How many there are. */
  int size() {
    return schur.n;
  }

  /** Real part of an eigenvalue. */
  double re(int i) {
    return schur.converged() ? schur.tr[i][i] : Double.NaN;
  }

  /** Imaginary part of an eigenvalue. */
  double im(int i) {
    return schur.converged() ? schur.ti[i][i] : Double.NaN;
  }

  /** r as {re[], im[]}. */
  double[][] right(int i) {
    double[][] y = new double[2][schur.n];
    y[0][i] = 1;
    for (int k = i - 1; k >= 0; k--) {
      double re = 0;
      double im = 0;
      for (int j = k + 1; j <= i; j++) {
        re += schur.tr[k][j] * y[0][j] - schur.ti[k][j] * y[1][j];
        im += schur.tr[k][j] * y[1][j] + schur.ti[k][j] * y[0][j];
      }
      divide(y, k, i, re, im);
    }
    return transformed(y, 1);
  }

  /** l as {re[], im[]}. */
  double[][] left(int i) {
    double[][] y = new double[2][schur.n];
    y[0][i] = 1;
    for (int k = i + 1; k < schur.n; k++) {
      double re = 0;
      double im = 0;
      for (int j = i; j < k; j++) {
        re += schur.tr[j][k] * y[0][j] - schur.ti[j][k] * y[1][j];
        im += schur.tr[j][k] * y[1][j] + schur.ti[j][k] * y[0][j];
      }
      divide(y, k, i, re, im);
    }
    return transformed(y, -1);
  }

  /** Element k of a vector: the sum over the gap of two eigenvalues, which is kept from zero. */
  private void divide(double[][] y, int k, int i, double re, double im) {
    double gapRe = schur.tr[i][i] - schur.tr[k][k];
    double gapIm = schur.ti[i][i] - schur.ti[k][k];
    double least = Math.ulp(1.0) * (Math.abs(schur.tr[i][i]) + Math.abs(schur.ti[i][i]));
    if (Math.hypot(gapRe, gapIm) < least || (gapRe == 0 && gapIm == 0)) {
      gapRe = Math.max(least, Double.MIN_NORMAL);
      gapIm = 0;
    }
    double[] quotient = Complex.divide(re, im, gapRe, gapIm);
    y[0][k] = quotient[0];
    y[1][k] = quotient[1];
  }

  /** U y, or of sign -1 conj(U) y. */
  private double[][] transformed(double[][] y, int sign) {
    double[][] v = new double[2][schur.n];
    for (int i = 0; i < schur.n; i++) {
      double[] re = schur.ur[i];
      double[] im = schur.ui[i];
      for (int j = 0; j < schur.n; j++) {
        v[0][i] += re[j] * y[0][j] - sign * im[j] * y[1][j];
        v[1][i] += re[j] * y[1][j] + sign * im[j] * y[0][j];
      }
    }
    return v;
  }
}

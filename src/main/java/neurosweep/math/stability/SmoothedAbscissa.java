package neurosweep.math.stability;

/**
 * The smoothed spectral abscissa of a real matrix A: the s above the abscissa with tr P(s) = 1 /
 * epsilon, where {@code (A - s I) P + P (A - s I)^T = -2 I}. With {@code (A - s I)^T Q + Q (A - s
 * I) = -2 I} its gradient is {@code (Q P)^T / tr(Q P)} transposed into the orientation of A, that
 * is {@code ds/dA_ij = (Q P)_ij / tr(Q P)}; it tends to the abscissa from above as epsilon tends to
 * 0 (Vanbiervliet, Vandereycken, Michiels, Vandewalle and Diehl, SIAM J. Optim. 20, 2009). Both
 * equations are solved by Bartels and Stewart's method in one complex Schur form for every s.
 */
public final class SmoothedAbscissa {
  private static final int MOST_STEPS = 200;
  private static final double RELATIVE = 4 * Math.ulp(1.0);

  private final ComplexSchur schur;
  private final double value;
  private final double[][] gradient;

  private SmoothedAbscissa(ComplexSchur schur, double epsilon) {
    this.schur = schur;
    int n = schur.n;
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      top = Math.max(top, schur.tr[i][i]);
    }
    value = schur.converged() ? root(top, epsilon) : Double.NaN;
    gradient = new double[n][n];
    double[][][] product = product(value);
    double trace = trace(product);
    double[][] real = back(product);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gradient[i][j] = real[i][j] / trace;
      }
    }
  }

  /**
   * The smoothed abscissa and its gradient; NaN if the matrix is not finite.
   *
   * @param a square. Not modified
   * @param epsilon above 0: the smaller, the nearer to the abscissa
   */
  public static SmoothedAbscissa of(double[][] a, double epsilon) {
    return new SmoothedAbscissa(ComplexSchur.of(a), epsilon);
  }

  /** The smoothed abscissa. */
  public double value() {
    return value;
  }

  /** Its derivative by every element of A. */
  public double[][] gradient() {
    return gradient;
  }

  /** Newton's method on 1 / tr P(s), which is nearly linear, kept in a bracket. */
  private double root(double top, double epsilon) {
    double low = top;
    double width = Math.max(epsilon, Math.ulp(top) * 16) * schur.n;
    double high = top + width;
    while (trace(gramian(high)) > 1 / epsilon) {
      low = high;
      width *= 2;
      high += width;
    }
    double s = high;
    for (int step = 0; step < MOST_STEPS && high - low > RELATIVE * Math.abs(s); step++) {
      double f = trace(gramian(s));
      if (f > 1 / epsilon) {
        low = s;
      } else {
        high = s;
      }
      double next = s - (1 / f - epsilon) * f * f / trace(product(s));
      if (!(next > low && next < high)) {
        next = low + (high - low) / 2;
      }
      if (Math.abs(next - s) <= RELATIVE * Math.abs(s)) {
        return next;
      }
      s = next;
    }
    return s;
  }

  private static double trace(double[][][] a) {
    double sum = 0;
    for (int i = 0; i < a[0].length; i++) {
      sum += a[0][i][i];
    }
    return sum;
  }

  /** Y = U^H P U: {@code (T - s) Y + Y (T - s)^H = -2 I}, columns from the last. */
  private double[][][] gramian(double s) {
    int n = schur.n;
    double[][][] y = new double[2][n][n];
    for (int j = n - 1; j >= 0; j--) {
      for (int i = n - 1; i >= 0; i--) {
        double re = i == j ? -2 : 0;
        double im = 0;
        for (int k = j + 1; k < n; k++) {
          re -= y[0][i][k] * schur.tr[j][k] + y[1][i][k] * schur.ti[j][k];
          im -= y[1][i][k] * schur.tr[j][k] - y[0][i][k] * schur.ti[j][k];
        }
        for (int k = i + 1; k < n; k++) {
          re -= schur.tr[i][k] * y[0][k][j] - schur.ti[i][k] * y[1][k][j];
          im -= schur.tr[i][k] * y[1][k][j] + schur.ti[i][k] * y[0][k][j];
        }
        divide(y, i, j, re, im, s, 1);
      }
    }
    return y;
  }

  /** Z = U^H Q U: {@code (T - s)^H Z + Z (T - s) = -2 I}, columns from the first. */
  private double[][][] adjoint(double s) {
    int n = schur.n;
    double[][][] z = new double[2][n][n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double re = i == j ? -2 : 0;
        double im = 0;
        for (int k = 0; k < j; k++) {
          re -= z[0][i][k] * schur.tr[k][j] - z[1][i][k] * schur.ti[k][j];
          im -= z[0][i][k] * schur.ti[k][j] + z[1][i][k] * schur.tr[k][j];
        }
        for (int k = 0; k < i; k++) {
          re -= schur.tr[k][i] * z[0][k][j] + schur.ti[k][i] * z[1][k][j];
          im -= schur.tr[k][i] * z[1][k][j] - schur.ti[k][i] * z[0][k][j];
        }
        divide(z, i, j, re, im, s, -1);
      }
    }
    return z;
  }

  private void divide(double[][][] y, int i, int j, double re, double im, double s, int sign) {
    double sumRe = schur.tr[i][i] + schur.tr[j][j] - 2 * s;
    double sumIm = sign * (schur.ti[i][i] - schur.ti[j][j]);
    double[] quotient = Complex.divide(re, im, sumRe, sumIm);
    y[0][i][j] = quotient[0];
    y[1][i][j] = quotient[1];
  }

  /** U^H Q P U. */
  private double[][][] product(double s) {
    return multiply(adjoint(s), gramian(s));
  }

  private static double[][][] multiply(double[][][] a, double[][][] b) {
    int n = a[0].length;
    double[][][] c = new double[2][n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double re = a[0][i][k];
        double im = a[1][i][k];
        for (int j = 0; j < n; j++) {
          c[0][i][j] += re * b[0][k][j] - im * b[1][k][j];
          c[1][i][j] += re * b[1][k][j] + im * b[0][k][j];
        }
      }
    }
    return c;
  }

  /** The real part of U C U^H. */
  private double[][] back(double[][][] c) {
    int n = schur.n;
    double[][][] adjoint = new double[2][n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        adjoint[0][i][j] = schur.ur[j][i];
        adjoint[1][i][j] = -schur.ui[j][i];
      }
    }
    return multiply(new double[][][] {schur.ur, schur.ui}, multiply(c, adjoint))[0];
  }
}

package neurosweep.math.stability;

/**
 * Stability of the linear loop {@code r_x' = -r_x + B r_y, r_y' = -alpha r_y + W r_x - delta} that
 * inverts W (d1 x d2) through feedback B (d2 x d1), whose matrix is M = [[-I, B], [W, -alpha I]].
 *
 * <p>Every non-zero eigenvalue mu of W B gives the two roots of {@code lambda^2 + (1 + alpha)
 * lambda + (alpha - mu) = 0}; the other eigenvalues are -1, at least d2 - d1 times, and -alpha, at
 * least d1 - d2 times. So only the smaller of W B and B W is decomposed. Allocates.
 */
public final class InversionStability {
  private final double[][] w;
  private final double alpha;
  private final int d1;
  private final int d2;
  private final Eigen small;

  private InversionStability(double[][] w, double[][] b, double alpha) {
    this.w = w;
    this.alpha = alpha;
    this.d1 = w.length;
    this.d2 = b.length;
    this.small = Eigen.of(d1 <= d2 ? product(w, b) : product(b, w));
  }

  /**
   * Analyses one layer's loop.
   *
   * @param w W (d1 x d2). Not modified, and not to be changed while the result is in use
   * @param b B (d2 x d1). Likewise
   * @param alpha the leak
   */
  public static InversionStability of(double[][] w, double[][] b, double alpha) {
    return new InversionStability(w, b, alpha);
  }

  /** M ((d2 + d1) x (d2 + d1)). */
  public static double[][] system(double[][] w, double[][] b, double alpha) {
    int d1 = w.length;
    int d2 = b.length;
    double[][] m = new double[d1 + d2][d1 + d2];
    for (int i = 0; i < d2; i++) {
      m[i][i] = -1;
      System.arraycopy(b[i], 0, m[i], d2, d1);
    }
    for (int i = 0; i < d1; i++) {
      m[d2 + i][d2 + i] = -alpha;
      System.arraycopy(w[i], 0, m[d2 + i], 0, d2);
    }
    return m;
  }

  /** The largest real part of an eigenvalue of any real square matrix; NaN if not finite. */
  public static double abscissa(double[][] matrix) {
    Eigen eigen = Eigen.of(matrix);
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < eigen.size(); i++) {
      top = Math.max(top, eigen.re(i));
    }
    return top;
  }

  /** The largest real part of an eigenvalue of M: the loop settles if it is below 0. */
  public double abscissa() {
    double top = trivial();
    for (int i = 0; i < small.size(); i++) {
      top = Math.max(top, upperRoot(i)[0]);
    }
    return top;
  }

  /** The largest eigenvalue that W and B have no influence on, if the shape makes one. */
  private double trivial() {
    return d1 > d2 ? -alpha : d1 < d2 ? -1 : Double.NEGATIVE_INFINITY;
  }

  /** sqrt((1 + alpha)^2 - 4 (alpha - mu_i)), the difference of the two roots. */
  private double[] gap(int i) {
    double re = (1 - alpha) * (1 - alpha) + 4 * small.re(i);
    return Complex.sqrt(re, 4 * small.im(i));
  }

  /** The root with the larger real part, without cancellation. */
  private double[] upperRoot(int i) {
    double[] gap = gap(i);
    double re = 2 * (small.re(i) - alpha);
    return Complex.divide(re, 2 * small.im(i), 1 + alpha + gap[0], gap[1]);
  }

  /**
   * The gradient of the abscissa by B (d2 x d1): Re(conj(u) v^T / (conj(u)^T v)) in the block of B
   * for left and right eigenvectors u, v of the top eigenvalue. Zero where that eigenvalue does not
   * depend on B; not finite at a double root; a subgradient at ties.
   */
  public double[][] gradient() {
    int top = -1;
    double largest = trivial();
    for (int i = 0; i < small.size(); i++) {
      double root = upperRoot(i)[0];
      if (root > largest) {
        largest = root;
        top = i;
      }
    }
    double[][] gradient = new double[d2][d1];
    if (top >= 0) {
      fill(gradient, small.left(top), small.right(top), gap(top));
    }
    return gradient;
  }

  /** dlambda / dmu = 1 / gap and dmu / dB = (W^T l) r^T / l^T r, or l (W r)^T / l^T r for B W. */
  private void fill(double[][] gradient, double[][] left, double[][] right, double[] gap) {
    double[] scale = dot(left, right);
    scale = Complex.divide(1, 0, scale[0], scale[1]);
    scale = Complex.divide(scale[0], scale[1], gap[0], gap[1]);
    double[][] u = d1 <= d2 ? transposedProduct(left) : left;
    double[][] v = d1 <= d2 ? right : plainProduct(right);
    for (int i = 0; i < d2; i++) {
      double re = u[0][i] * scale[0] - u[1][i] * scale[1];
      double im = u[0][i] * scale[1] + u[1][i] * scale[0];
      for (int j = 0; j < d1; j++) {
        gradient[i][j] = re * v[0][j] - im * v[1][j];
      }
    }
  }

  private static double[] dot(double[][] a, double[][] b) {
    double[] sum = new double[2];
    for (int i = 0; i < a[0].length; i++) {
      sum[0] += a[0][i] * b[0][i] - a[1][i] * b[1][i];
      sum[1] += a[0][i] * b[1][i] + a[1][i] * b[0][i];
    }
    return sum;
  }

  private double[][] transposedProduct(double[][] x) {
    double[][] y = new double[2][d2];
    for (int i = 0; i < d1; i++) {
      for (int j = 0; j < d2; j++) {
        y[0][j] += w[i][j] * x[0][i];
        y[1][j] += w[i][j] * x[1][i];
      }
    }
    return y;
  }

  private double[][] plainProduct(double[][] x) {
    double[][] y = new double[2][d1];
    for (int i = 0; i < d1; i++) {
      for (int j = 0; j < d2; j++) {
        y[0][i] += w[i][j] * x[0][j];
        y[1][i] += w[i][j] * x[1][j];
      }
    }
    return y;
  }

  /**
   * The spectral radius of one update of the simulated loop, r_y before r_x (semi-implicit Euler):
   * {@code (z - 1 + dt alpha)(z - 1 + dt) = dt^2 z mu}. The simulation settles if it is below 1,
   * which the continuous loop need not do then, and the other way round.
   */
  public double discreteRadius(double dt) {
    double x = 1 - dt;
    double y = 1 - dt * alpha;
    double largest = d1 > d2 ? Math.abs(y) : d1 < d2 ? Math.abs(x) : 0;
    for (int i = 0; i < small.size(); i++) {
      double re = (x + y + dt * dt * small.re(i)) / 2;
      double im = dt * dt * small.im(i) / 2;
      double[] root = Complex.sqrt(re * re - im * im - x * y, 2 * re * im);
      double plus = Math.hypot(re + root[0], im + root[1]);
      double minus = Math.hypot(re - root[0], im - root[1]);
      largest = Math.max(largest, Math.max(plus, minus));
    }
    return largest;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        double factor = a[i][k];
        for (int j = 0; j < b[0].length; j++) {
          c[i][j] += factor * b[k][j];
        }
      }
    }
    return c;
  }
}

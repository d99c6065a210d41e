package neurosweep.math.stability;

/**
 * The Schur form A = U T U^H of a real square matrix, with U unitary and T upper triangular, both
 * complex: Householder reduction to Hessenberg form, then the single-shift QR iteration (Golub and
 * Van Loan, Matrix Computations, 4th ed., 7.4 and 7.5). EJML's eigenvalue decomposition gives no
 * complex vectors, and the Lyapunov equation needs the whole form.
 *
 * <p>Complex matrices are pairs of real ones, {@code [row][column]}.
 */
final class ComplexSchur {
  private static final int MOST_ITERATIONS = 60;

  final int n;
  final double[][] tr;
  final double[][] ti;
  final double[][] ur;
  final double[][] ui;
  private final boolean converged;

  private ComplexSchur(double[][] a) {
    n = a.length;
    tr = new double[n][];
    ti = new double[n][n];
    ur = new double[n][n];
    ui = new double[n][n];
    for (int i = 0; i < n; i++) {
      tr[i] = a[i].clone();
      ur[i][i] = 1;
    }
    reduce();
    converged = iterate();
  }

  /** The Schur form of a matrix, which is not modified. */
  static ComplexSchur of(double[][] a) {
    return new ComplexSchur(a);
  }

  /** Whether the iteration ended; it does not for a matrix with entries that are not finite. */
  boolean converged() {
    return converged;
  }

  /** Real Householder reflections zero what lies below the first subdiagonal. */
  private void reduce() {
    double[] v = new double[n];
    for (int k = 0; k < n - 2; k++) {
      double square = 0;
      for (int i = k + 1; i < n; i++) {
        v[i] = tr[i][k];
        square += v[i] * v[i];
      }
      double below = square - v[k + 1] * v[k + 1];
      if (below == 0) {
        continue;
      }
      v[k + 1] += v[k + 1] < 0 ? -Math.sqrt(square) : Math.sqrt(square);
      double scale = 2 / (below + v[k + 1] * v[k + 1]);
      reflectRows(v, k + 1, scale);
      reflectColumns(tr, v, k + 1, scale);
      reflectColumns(ur, v, k + 1, scale);
      for (int i = k + 2; i < n; i++) {
        tr[i][k] = 0;
      }
    }
  }

  private void reflectRows(double[] v, int from, double scale) {
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = from; i < n; i++) {
        sum += v[i] * tr[i][j];
      }
      for (int i = from; i < n; i++) {
        tr[i][j] -= scale * sum * v[i];
      }
    }
  }

  private void reflectColumns(double[][] a, double[] v, int from, double scale) {
    for (double[] row : a) {
      double sum = 0;
      for (int j = from; j < n; j++) {
        sum += row[j] * v[j];
      }
      for (int j = from; j < n; j++) {
        row[j] -= scale * sum * v[j];
      }
    }
  }

  private boolean iterate() {
    int last = n - 1;
    int iteration = 0;
    while (last > 0) {
      int first = last;
      while (first > 0 && !negligible(first)) {
        first--;
      }
      if (first == last) {
        last--;
        iteration = 0;
      } else if (iteration++ == MOST_ITERATIONS) {
        return false;
      } else {
        step(first, last, iteration);
      }
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(tr[i][i]) || !Double.isFinite(ti[i][i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the subdiagonal element of a row is rounding; it is then cleared. */
  private boolean negligible(int i) {
    double sum = size(tr[i][i], ti[i][i]) + size(tr[i - 1][i - 1], ti[i - 1][i - 1]);
    if (size(tr[i][i - 1], ti[i][i - 1]) > Math.ulp(1.0) / 2 * sum) {
      return false;
    }
    tr[i][i - 1] = 0;
    ti[i][i - 1] = 0;
    return true;
  }

  private static double size(double re, double im) {
    return Math.abs(re) + Math.abs(im);
  }

  private void step(int first, int last, int iteration) {
    double[] shift = iteration % 10 == 0 ? exceptional(last) : wilkinson(last);
    for (int i = first; i <= last; i++) {
      tr[i][i] -= shift[0];
      ti[i][i] -= shift[1];
    }
    double[][] rotations = new double[last - first][];
    for (int k = first; k < last; k++) {
      rotations[k - first] = rotateRows(k);
    }
    for (int k = first; k < last; k++) {
      rotateColumns(tr, ti, k, Math.min(last, k + 1), rotations[k - first]);
      rotateColumns(ur, ui, k, n - 1, rotations[k - first]);
    }
    for (int i = first; i <= last; i++) {
      tr[i][i] += shift[0];
      ti[i][i] += shift[1];
    }
  }

  private double[] exceptional(int i) {
    return new double[] {tr[i][i] + size(tr[i][i - 1], ti[i][i - 1]), ti[i][i]};
  }

  /** The eigenvalue of the trailing 2 x 2 block that is nearer to its last element. */
  private double[] wilkinson(int i) {
    double hr = (tr[i - 1][i - 1] - tr[i][i]) / 2;
    double hi = (ti[i - 1][i - 1] - ti[i][i]) / 2;
    double pr = tr[i - 1][i] * tr[i][i - 1] - ti[i - 1][i] * ti[i][i - 1];
    double pi = tr[i - 1][i] * ti[i][i - 1] + ti[i - 1][i] * tr[i][i - 1];
    double[] root = Complex.sqrt(hr * hr - hi * hi + pr, 2 * hr * hi + pi);
    if (hr * root[0] + hi * root[1] < 0) {
      root[0] = -root[0];
      root[1] = -root[1];
    }
    double dr = hr + root[0];
    double di = hi + root[1];
    if (dr == 0 && di == 0) {
      return new double[] {tr[i][i], ti[i][i]};
    }
    double[] quotient = Complex.divide(pr, pi, dr, di);
    return new double[] {tr[i][i] - quotient[0], ti[i][i] - quotient[1]};
  }

  /** Zeroes the subdiagonal element of column k; the rotation as {c.re, c.im, s.re, s.im}. */
  private double[] rotateRows(int k) {
    double ar = tr[k][k];
    double ai = ti[k][k];
    double br = tr[k + 1][k];
    double bi = ti[k + 1][k];
    double norm = Math.hypot(Math.hypot(ar, ai), Math.hypot(br, bi));
    if (norm == 0) {
      return new double[] {1, 0, 0, 0};
    }
    double cr = ar / norm;
    double ci = ai / norm;
    double sr = br / norm;
    double si = bi / norm;
    double[] xr = tr[k];
    double[] xi = ti[k];
    double[] yr = tr[k + 1];
    double[] yi = ti[k + 1];
    for (int j = k; j < n; j++) {
      double pr = xr[j];
      double pi = xi[j];
      double qr = yr[j];
      double qi = yi[j];
      xr[j] = cr * pr + ci * pi + sr * qr + si * qi;
      xi[j] = cr * pi - ci * pr + sr * qi - si * qr;
      yr[j] = cr * qr - ci * qi - sr * pr + si * pi;
      yi[j] = cr * qi + ci * qr - sr * pi - si * pr;
    }
    return new double[] {cr, ci, sr, si};
  }

  private static void rotateColumns(double[][] re, double[][] im, int k, int to, double[] g) {
    for (int i = 0; i <= to; i++) {
      double pr = re[i][k];
      double pi = im[i][k];
      double qr = re[i][k + 1];
      double qi = im[i][k + 1];
      re[i][k] = pr * g[0] - pi * g[1] + qr * g[2] - qi * g[3];
      im[i][k] = pr * g[1] + pi * g[0] + qr * g[3] + qi * g[2];
      re[i][k + 1] = qr * g[0] + qi * g[1] - pr * g[2] - pi * g[3];
      im[i][k + 1] = qi * g[0] - qr * g[1] - pi * g[2] + pr * g[3];
    }
  }
}

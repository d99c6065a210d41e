package neurosweep.circuit.synapse;

/** Discrete Fourier transforms of fields on an n x n torus, (x, y) at x n + y, in O(n^3). */
public final class TorusTransform {
  private final int n;
  private final double[] cos;
  private final double[] sin;

  private TorusTransform(int n) {
    this.n = n;
    this.cos = new double[n];
    this.sin = new double[n];
    for (int k = 0; k < n; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      sin[k] = Math.sin(2 * Math.PI * k / n);
    }
  }

  /** The transform of a torus of n x n units. */
  public static TorusTransform of(int n) {
    return new TorusTransform(n);
  }

  /** The real part of the transform: sum over x, y of field(x, y) cos(2 pi (k x + l y) / n). */
  public double[] real(double[] field) {
    return forward(field)[0];
  }

  /** |transform|^2 at k n + l. */
  public double[] power(double[] field) {
    double[][] transform = forward(field);
    double[] power = new double[n * n];
    for (int i = 0; i < power.length; i++) {
      power[i] = transform[0][i] * transform[0][i] + transform[1][i] * transform[1][i];
    }
    return power;
  }

  /** Real and imaginary part of sum over x, y of field(x, y) exp(-2 pi i (k x + l y) / n). */
  private double[][] forward(double[] field) {
    double[][] rows = alongY(field, new double[n * n]);
    double[][] turned = {transposed(rows[0]), transposed(rows[1])};
    double[][] both = alongY(turned[0], turned[1]);
    return new double[][] {transposed(both[0]), transposed(both[1])};
  }

  private double[][] alongY(double[] re, double[] im) {
    double[][] to = new double[2][n * n];
    for (int x = 0; x < n; x++) {
      for (int l = 0; l < n; l++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int y = 0; y < n; y++) {
          int turn = l * y % n;
          sumRe += re[x * n + y] * cos[turn] + im[x * n + y] * sin[turn];
          sumIm += im[x * n + y] * cos[turn] - re[x * n + y] * sin[turn];
        }
        to[0][x * n + l] = sumRe;
        to[1][x * n + l] = sumIm;
      }
    }
    return to;
  }

  private double[] transposed(double[] field) {
    double[] to = new double[n * n];
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        to[y * n + x] = field[x * n + y];
      }
    }
    return to;
  }
}

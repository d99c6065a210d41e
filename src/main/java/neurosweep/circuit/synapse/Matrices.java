package neurosweep.circuit.synapse;

/** Elementwise arithmetic of vectors and small matrices, row by row. */
public final class Matrices {
  private Matrices() {}

  /** a *= factor. */
  public static void scale(double[][] a, double factor) {
    for (double[] row : a) {
      scale(row, factor);
    }
  }

  /** a *= factor. */
  public static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  /** max(sign * a, 0). */
  public static double[][] part(double[][] a, int sign) {
    double[][] to = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        to[i][j] = Math.max(sign * a[i][j], 0);
      }
    }
    return to;
  }

  /** |a|. */
  public static double[][] magnitude(double[][] a) {
    double[][] to = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        to[i][j] = Math.abs(a[i][j]);
      }
    }
    return to;
  }

  /** factor (P'M + M'P) - reset I for the positive and the negative part of a. */
  public static double[][] crossed(double[][] a, double factor, double reset) {
    double[][] half = Spectrum.productOfTransposed(part(a, 1), part(a, -1));
    double[][] to = new double[half.length][half.length];
    for (int i = 0; i < half.length; i++) {
      for (int j = 0; j < half.length; j++) {
        to[i][j] = factor * (half[i][j] + half[j][i]) - (i == j ? reset : 0);
      }
    }
    return to;
  }
}

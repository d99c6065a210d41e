package neurosweep.math;

import org.ejml.data.ReshapeMatrix;

/**
 * Angles between vectors, or between matrices as vectors of their elements, accurate near 0 and 180
 * degrees too: 2 atan2(|u - v|, |u + v|) of the unit vectors (W. Kahan), where the arc cosine loses
 * half of the digits. NaN, a missing value in every table, if either is zero or not finite: it then
 * has no direction.
 */
public final class Angle {
  private Angle() {}

  /** Degrees between two vectors of equal length. */
  public static double degrees(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("vectors of " + a.length + " and " + b.length);
    }
    double normA = norm(a);
    double normB = norm(b);
    if (!(normA > 0 && normB > 0) || Double.isInfinite(normA) || Double.isInfinite(normB)) {
      return Double.NaN;
    }
    double difference = 0;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double u = a[i] / normA;
      double v = b[i] / normB;
      difference += (u - v) * (u - v);
      sum += (u + v) * (u + v);
    }
    return StrictMath.toDegrees(2 * StrictMath.atan2(Math.sqrt(difference), Math.sqrt(sum)));
  }

  /** Degrees between two matrices of equal shape. */
  public static double degrees(double[][] a, double[][] b) {
    return degrees(flat(a), flat(b));
  }

  /** Degrees between two matrices of equal shape. */
  public static <M extends ReshapeMatrix> double degrees(Kernels<M> kernels, M a, M b) {
    return degrees(kernels.values(a), kernels.values(b));
  }

  /** The Euclidean norm; elements are scaled, so that it neither underflows nor overflows. */
  private static double norm(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Double.isNaN(value) ? value : Math.max(largest, Math.abs(value));
    }
    if (!(largest > 0) || Double.isInfinite(largest)) {
      return largest;
    }
    double square = 0;
    for (double value : a) {
      square += value / largest * (value / largest);
    }
    return largest * Math.sqrt(square);
  }

  private static double[] flat(double[][] a) {
    double[] all = new double[a.length * a[0].length];
    for (int i = 0; i < a.length; i++) {
      System.arraycopy(a[i], 0, all, i * a[0].length, a[0].length);
    }
    return all;
  }
}

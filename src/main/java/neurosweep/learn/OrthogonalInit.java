package neurosweep.learn;

import java.util.Arrays;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/**
 * An orthogonal matrix from Haar's measure: the product of Householder reflections of Gaussian
 * vectors of every dimension, with random signs (G. W. Stewart, SIAM J. Numer. Anal. 17, 1980). Of
 * a matrix that is not square: its first rows or columns.
 */
public final class OrthogonalInit implements Initializer {

  @Override
  public String name() {
    return "orthogonal";
  }

  @Override
  public String doc() {
    return "random orthogonal matrix (Haar measure)";
  }

  @Override
  public double[][] draw(int rows, int columns, Rng rng, Values values) {
    int units = Math.max(rows, columns);
    double[][] q = square(units, rng);
    if (rows == columns) {
      return q;
    }
    double[][] part = new double[rows][];
    for (int i = 0; i < rows; i++) {
      part[i] = Arrays.copyOf(q[i], columns);
    }
    return part;
  }

  private static double[][] square(int units, Rng rng) {
    double[][] q = new double[units][units];
    for (int i = 0; i < units; i++) {
      q[i][i] = 1;
    }
    double[] v = new double[units];
    double[] projection = new double[units];
    q[units - 1][units - 1] = rng.nextGaussian() < 0 ? -1 : 1;
    for (int start = units - 2; start >= 0; start--) {
      double sign = reflectionVector(start, rng, v);
      reflectRows(q, start, v, projection);
      for (int i = start; i < units; i++) {
        q[i][start] *= sign; // else the first component of a column would have a fixed sign
      }
    }
    return q;
  }

  /**
   * Fills v[start..] with the unit normal of the reflection; returns the sign of its first column.
   */
  private static double reflectionVector(int start, Rng rng, double[] v) {
    double square = 0;
    for (int i = start; i < v.length; i++) {
      v[i] = rng.nextGaussian();
      square += v[i] * v[i];
    }
    double sign = v[start] < 0 ? -1 : 1;
    double norm = Math.sqrt(square);
    double normalSquare = 2 * (square + Math.abs(v[start]) * norm);
    v[start] += sign * norm;
    double scale = 1 / Math.sqrt(normalSquare);
    for (int i = start; i < v.length; i++) {
      v[i] *= scale;
    }
    return -sign;
  }

  /** Q = (I - 2 v v^T) Q on rows and columns from {@code start} on, where alone Q is not I. */
  private static void reflectRows(double[][] q, int start, double[] v, double[] projection) {
    int n = v.length;
    Arrays.fill(projection, start, n, 0);
    for (int i = start; i < n; i++) {
      double weight = v[i];
      double[] row = q[i];
      for (int j = start; j < n; j++) {
        projection[j] += weight * row[j];
      }
    }
    for (int i = start; i < n; i++) {
      double weight = 2 * v[i];
      double[] row = q[i];
      for (int j = start; j < n; j++) {
        row[j] -= weight * projection[j];
      }
    }
  }
}

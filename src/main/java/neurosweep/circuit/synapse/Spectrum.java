package neurosweep.circuit.synapse;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues of dense matrices and what is built from them. */
public final class Spectrum {
  private Spectrum() {}

  /** Eigenvalues of (A + A') / 2, ascending. */
  public static double[] symmetric(double[][] a) {
    double[] values = decomposition(symmetricPart(a), false).values();
    Arrays.sort(values);
    return values;
  }

  /** Eigenvalues of a symmetric matrix, descending, with their vectors as rows. */
  public static Eigen descending(double[][] symmetric) {
    Eigen found = decomposition(new DMatrixRMaj(symmetric), true);
    Integer[] order = new Integer[found.values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(found.values[j], found.values[i]));
    double[] values = Arrays.stream(order).mapToDouble(i -> found.values[i]).toArray();
    double[][] vectors = Arrays.stream(order).map(i -> found.vectors[i]).toArray(double[][]::new);
    return new Eigen(values, vectors);
  }

  /** The Moore-Penrose inverse. */
  public static double[][] pseudoInverse(double[][] a) {
    DMatrixRMaj inverse = new DMatrixRMaj(a[0].length, a.length);
    CommonOps_DDRM.pinv(new DMatrixRMaj(a), inverse);
    return rows(inverse);
  }

  /** A B. */
  public static double[][] product(double[][] a, double[][] b) {
    DMatrixRMaj to = new DMatrixRMaj(a.length, b[0].length);
    CommonOps_DDRM.mult(new DMatrixRMaj(a), new DMatrixRMaj(b), to);
    return rows(to);
  }

  /** A' B. */
  public static double[][] productOfTransposed(double[][] a, double[][] b) {
    DMatrixRMaj to = new DMatrixRMaj(a[0].length, b[0].length);
    CommonOps_DDRM.multTransA(new DMatrixRMaj(a), new DMatrixRMaj(b), to);
    return rows(to);
  }

  /** The solution X of A X = B, or null if A is singular. */
  public static double[][] solve(double[][] a, double[][] b) {
    DMatrixRMaj to = new DMatrixRMaj(b.length, b[0].length);
    boolean regular = CommonOps_DDRM.solve(new DMatrixRMaj(a), new DMatrixRMaj(b), to);
    return regular ? rows(to) : null;
  }

  /** The transpose. */
  public static double[][] transposed(double[][] a) {
    double[][] to = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[j][i] = a[i][j];
      }
    }
    return to;
  }

  private static DMatrixRMaj symmetricPart(double[][] a) {
    DMatrixRMaj part = new DMatrixRMaj(a.length, a.length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        part.set(i, j, 0.5 * (a[i][j] + a[j][i]));
      }
    }
    return part;
  }

  private static Eigen decomposition(DMatrixRMaj symmetric, boolean withVectors) {
    int n = symmetric.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, withVectors, true);
    if (!eigen.decompose(symmetric)) {
      throw new ArithmeticException("the eigenvalues of a matrix of " + n + " did not converge");
    }
    double[] values = new double[n];
    double[][] vectors = new double[n][];
    for (int i = 0; i < n; i++) {
      values[i] = eigen.getEigenvalue(i).real;
      vectors[i] = withVectors ? eigen.getEigenVector(i).data : null;
    }
    return new Eigen(values, vectors);
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols);
    }
    return rows;
  }

  /** Eigenvalues and, row by row, their vectors of length 1. */
  public record Eigen(double[] values, double[][] vectors) {}
}

package neurosweep.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;

/** float64 on EJML's own single-threaded loops: the portable reference. */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class EjmlFloat64 extends Float64Kernels {

  @Override
  Backend backend() {
    return new EjmlBackend();
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      /**/ double alpha,
      DMatrixRMaj a,
      DMatrixRMaj b,
      /**/ double beta,
      DMatrixRMaj c) {
    double factor = (double) alpha;
    if (beta == 0) {
      if (transposeA) {
        if (transposeB) {
          CommonOps_DDRM.multTransAB(factor, a, b, c);
        } else {
          CommonOps_DDRM.multTransA(factor, a, b, c);
        }
      } else if (transposeB) {
        CommonOps_DDRM.multTransB(factor, a, b, c);
      } else {
        CommonOps_DDRM.mult(factor, a, b, c);
      }
      return;
    }
    if (beta != 1) {
      CommonOps_DDRM.scale((double) beta, c);
    }
    if (transposeA) {
      if (transposeB) {
        CommonOps_DDRM.multAddTransAB(factor, a, b, c);
      } else {
        CommonOps_DDRM.multAddTransA(factor, a, b, c);
      }
    } else if (transposeB) {
      CommonOps_DDRM.multAddTransB(factor, a, b, c);
    } else {
      CommonOps_DDRM.multAdd(factor, a, b, c);
    }
  }

  @Override
  public Lu<DMatrixRMaj> lu(int n) {
    return new EjmlLu(n);
  }

  private static final class EjmlLu implements Lu<DMatrixRMaj> {
    private final LUDecompositionAlt_DDRM decomposition = new LUDecompositionAlt_DDRM();
    private final double[] vector;

    EjmlLu(int n) {
      vector = new double[n];
    }

    /** EJML's isSingular is not asked: it bounds pivots absolutely and lets NaN pass. */
    @Override
    public boolean factor(DMatrixRMaj a) {
      decomposition.decompose(a);
      DMatrixRMaj factors = decomposition.getLU();
      boolean regular = true;
      for (int i = 0; i < a.numRows; i++) {
        /**/ double pivot = factors.data[i * a.numRows + i];
        regular &= pivot != 0 && Double.isFinite(pivot);
      }
      if (!regular) {
        factors.data[0] = (double) Double.NaN; // dividing by an infinite pivot looks finite
      }
      return regular;
    }

    @Override
    public void solveRows(DMatrixRMaj rows) {
      int n = rows.numCols;
      for (int i = 0; i < rows.numRows; i++) {
        System.arraycopy(rows.data, i * n, vector, 0, n);
        decomposition._solveVectorInternal(vector);
        System.arraycopy(vector, 0, rows.data, i * n, n);
      }
    }
  }
}

package neurosweep.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import neurosweep.math.random.RandomSource;
import org.ejml.data.ReshapeMatrix;

/**
 * What learning rules compute with, in one precision on one backend. Outputs are passed in and
 * reshaped where that is said; nothing allocates except where that is said, {@link #matrix} and
 * what makes storage.
 *
 * <p>{@code f} is the leaky ReLU, f(h) = h for h >= 0 and slope h below; slope 1 makes it linear.
 * Its derivative is read off the output y = f(h): 1 where y >= 0, else slope.
 *
 * @param <M> EJML's row-major matrix of that precision
 */
public interface Kernels<M extends ReshapeMatrix> {

  /** The precision of the matrices. */
  Precision precision();

  /** A zero matrix. */
  M matrix(int rows, int columns);

  /** One element; not for loops over whole matrices. */
  double get(M a, int row, int column);

  /** Sets one element; not for loops over whole matrices. */
  void set(M a, int row, int column, double value);

  /** Writes the shape of a matrix and the bits of its elements. Not modified. Allocates. */
  void save(M a, DataOutput out) throws IOException;

  /**
   * Reads what {@link #save} has written. Allocates.
   *
   * @throws IOException if that is of another shape
   */
  void load(DataInput in, M a) throws IOException;

  /** All elements, {@code [row][column]}; for what is done rarely. */
  default double[][] values(M a) {
    double[][] values = new double[a.getNumRows()][a.getNumCols()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = get(a, i, j);
      }
    }
    return values;
  }

  /** Sets every element from {@code [row][column]}, reshaped; for what is done rarely. */
  default void setValues(M a, double[][] values) {
    a.reshape(values.length, values[0].length);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        set(a, i, j, values[i][j]);
      }
    }
  }

  /** {@code to = from}, reshaped. */
  void copy(M from, M to);

  /** Sets every element. */
  void fill(M a, double value);

  /**
   * {@code C = alpha op(A) op(B) + beta C} where op transposes if asked. A, B not modified. With
   * beta 0, C is reshaped and what it held is not read.
   */
  void multiply(boolean transposeA, boolean transposeB, double alpha, M a, M b, double beta, M c);

  /**
   * The Gram matrix G = W W^T, or of columns W^T W, reshaped to n x n: its lower triangle and
   * diagonal. What is above them is undefined.
   */
  void gram(boolean ofColumns, M w, M g);

  /**
   * {@code C = C + factor (G - diag G) W} with G = W W^T, or of columns {@code C + factor W (G -
   * diag G)} with G = W^T W. C modified, W not.
   *
   * @param gram G as {@link #gram} gives it, used up
   */
  void addOrthogonalityGradient(boolean ofColumns, double factor, M w, M gram, M c);

  /** Storage for LU factorizations of n x n matrices. */
  Lu<M> lu(int n);

  /**
   * Storage for Cholesky factorizations of n x n matrices; empty where one with the products that
   * it needs is no faster than an LU factorization.
   */
  default Optional<Cholesky<M>> cholesky(int n) {
    return Optional.empty();
  }

  /** Storage for least-squares problems. */
  LeastSquares<M> leastSquares();

  /** Storage for the loops of dynamic inversion. */
  Inversion<M> inversion();

  /**
   * Reciprocal condition number in the 1-norm by Higham's method (Hager 1984, Higham 1988: as
   * LAPACK's gecon). The norm of the inverse is estimated from below, so the result is too large if
   * anything, rarely by more than a factor of 3. 0 for a singular matrix, NaN if an entry is not
   * finite. Allocates.
   */
  double reciprocalCondition(M a);

  /**
   * Widens {@code count} examples, {@code order[from ..]}, into {@code x}, reshaped to count rows.
   */
  void gather(RowSource source, int[] order, int from, int count, int features, M x);

  /** Copies the leading columns of {@code from} into {@code to}, whose shape is kept. */
  void leadingColumns(M from, M to);

  /** Copies {@code from} into the leading columns of {@code to} and zeros the others. */
  void padColumns(M from, M to);

  /** Copies {@code from} into the leading columns of {@code to}, whose others stay. */
  void overwriteColumns(M from, M to);

  /** {@code H = f(H + 1 b^T)} for b (1 x units). H (batch x units) modified. */
  void activate(M h, M bias, double slope);

  /**
   * {@code H = f(H + 1 b^T)} for any f of a double and b (1 x units). H (batch x units) modified.
   */
  void activate(M h, M bias, DoubleUnaryOperator f);

  /** {@code E = f(E, Y)} element by element, for any f of doubles. E modified, Y not. */
  void combine(M e, M y, DoubleBinaryOperator f);

  /** {@code E = E o f'(Y)}, both (batch x units). E modified. */
  void timesDerivative(M e, M y, double slope);

  /** {@code H = tanh(H + 1 b^T)} for b (1 x units). H (batch x units) modified. */
  void activateTanh(M h, M bias);

  /** {@code E = E o (1 - Y^2)} for Y = tanh, both (batch x units). E modified. */
  void timesTanhDerivative(M e, M y);

  /** {@code to = factor from^T}, reshaped. From not modified. */
  void transpose(double factor, M from, M to);

  /** {@code to = factor sign(from^T)}, reshaped; sign(0) = 0. From not modified. */
  void transposedSigns(double factor, M from, M to);

  /** Sets every element to a normal number of that deviation, row by row. */
  void fillNormal(M a, double deviation, RandomSource random);

  /** Sets the diagonal of a square matrix to zero. */
  void clearDiagonal(M a);

  /** Adds {@code factor} times a row (1 x columns) to every row. A modified. */
  void addRow(double factor, M row, M a);

  /** Mean over rows of {@code |x| / sqrt(|z|^2 + guard)}, Euclidean norms. */
  double meanNormRatio(M x, M z, double guard);

  /** {@code M = max(0, M + rate (C - tolerated))} off the diagonal, 0 on it. M modified. */
  void inhibit(M m, M c, double rate, double tolerated);

  /** Subtracts a number from the diagonal of a square matrix. A modified. */
  void shiftDiagonal(M a, double shift);

  /** Scales every row that is longer than {@code most} in the Euclidean norm to it. A modified. */
  void limitRows(M a, double most);

  /** {@code A_ij = A_ij F_rj} for row r of F (rows x columns of A). A modified. */
  void scaleColumns(M a, M factors, int row);

  /** {@code w = keep w - rate g}. w modified, g not. */
  void decayedStep(M w, M g, double keep, double rate);

  /**
   * {@code E = [f^-1(Y) - f^-1(Y - scale eps E)] / (scale gamma)} with {@code eps = gamma
   * f'(Y)^power}, exact and without cancellation also where a unit crosses zero. E modified.
   */
  void inverseDifference(M e, M y, double slope, double gamma, double scale, int power);

  /** {@code D = f(f^-1(Y) + D) - Y}, exact and without cancellation. D modified. */
  void forwardDifference(M d, M y, double slope);

  /** Mean of each column of (batch x units) into (1 x units). */
  void columnMeans(M e, M means);

  /** {@code to = to + factor from}. */
  void add(double factor, M from, M to);

  /** Sum of the products of corresponding elements, accumulated in double. */
  double dot(M a, M b);

  /** Whether every element is finite. */
  boolean isFinite(M a);

  /**
   * Adam: {@code m = b1 m + (1-b1) g, v = b2 v + (1-b2) g^2, w = w - rate m / (sqrt(v) root +
   * eps)}. Bias correction enters through {@code rate} and {@code root}. w, m, v modified, one
   * pass. Where v overflows w becomes NaN, so that divergence shows.
   */
  void adam(M w, M g, M m, M v, AdamStep step);

  /** Momentum: {@code m = momentum m + g, w = w - rate m}. w and m modified. */
  void momentum(M w, M g, M m, double momentum, double rate);

  /**
   * Coefficients of one Adam step.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added outside the root
   * @param rate learning rate, over 1 - beta1^t with bias correction
   * @param root 1, or 1 / sqrt(1 - beta2^t) with bias correction
   */
  record AdamStep(double beta1, double beta2, double epsilon, double rate, double root) {}
}

package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Lateral weights that learn by the correlations C = mean z^T z of a batch: {@code R <- R - rate C
 * R}, from R = I (Ahmad, 2024).
 *
 * @param <M> the matrix type
 */
public final class DecorrelationMatrix<M extends ReshapeMatrix> implements Decorrelator<M> {

  /**
   * How it learns.
   *
   * @param rate step size
   * @param full whether variances, the diagonal of C, take part
   * @param right whether R C stands in place of C R, as in the published program; the two differ
   *     once R is not symmetric
   * @param normalise whether R is multiplied by the mean over the batch of {@code |x| / sqrt(|z|^2
   *     + guard)} before it learns, so that activity keeps its size
   * @param demean whether the mean is subtracted from x: that of the batch while learning, a
   *     running one otherwise
   * @param momentum share of a batch in the running mean
   * @param guard under the root of the norm
   */
  public record Settings(
      double rate,
      boolean full,
      boolean right,
      boolean normalise,
      boolean demean,
      double momentum,
      double guard) {}

  private final Kernels<M> kernels;
  private final Settings settings;
  private final M matrix;
  private final M runningMean;
  private final M mean;
  private final M centred;
  private final M correlations;
  private final M change;

  /** Weights of identity and a mean of zero. */
  public DecorrelationMatrix(Kernels<M> kernels, int units, Settings settings) {
    this.kernels = kernels;
    this.settings = settings;
    this.matrix = kernels.matrix(units, units);
    kernels.shiftDiagonal(matrix, -1);
    this.runningMean = kernels.matrix(1, units);
    this.mean = kernels.matrix(1, units);
    this.centred = kernels.matrix(1, 1);
    this.correlations = kernels.matrix(units, units);
    this.change = kernels.matrix(units, units);
  }

  @Override
  public void apply(M x, boolean learning, M z) {
    if (settings.demean() && learning) {
      kernels.columnMeans(x, mean);
      kernels.add(-settings.momentum(), runningMean, runningMean);
      kernels.add(settings.momentum(), mean, runningMean);
    } else if (settings.demean()) {
      kernels.copy(runningMean, mean);
    }
    transform(x, z);
  }

  @Override
  public void transform(M x, M z) {
    M from = x;
    if (settings.demean()) {
      kernels.copy(x, centred);
      kernels.addRow(-1, mean, centred);
      from = centred;
    }
    kernels.multiply(false, true, 1, from, matrix, 0, z);
  }

  @Override
  public void learn(M x, M z) {
    if (settings.normalise()) {
      double ratio = kernels.meanNormRatio(x, z, settings.guard());
      kernels.add(ratio - 1, matrix, matrix);
    }
    kernels.multiply(true, false, 1.0 / z.getNumRows(), z, z, 0, correlations);
    if (!settings.full()) {
      kernels.clearDiagonal(correlations);
    }
    M left = settings.right() ? matrix : correlations;
    M right = settings.right() ? correlations : matrix;
    kernels.multiply(false, false, 1, left, right, 0, change);
    kernels.add(-settings.rate(), change, matrix);
  }

  @Override
  public M matrix() {
    return matrix;
  }

  @Override
  public M mean() {
    return settings.demean() ? mean : null;
  }

  @Override
  public M lastingMean() {
    return settings.demean() ? runningMean : null;
  }

  /** The running mean (1 x units). */
  public M runningMean() {
    return runningMean;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    kernels.save(matrix, out);
    kernels.save(runningMean, out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    kernels.load(in, matrix);
    kernels.load(in, runningMean);
  }
}

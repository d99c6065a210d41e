package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import org.ejml.data.ReshapeMatrix;

/**
 * Symmetric lateral inhibition: {@code z = (I + M)^-1 x} with {@code M <- max(0, M + rate offdiag(C
 * - tolerated))}, C = mean z^T z, a zero diagonal and M = 0 at first (King, Zylberberg and DeWeese,
 * J. Neurosci. 2013).
 */
public final class LateralInhibition implements Decorrelation {
  private static final Param<Double> TOLERATED =
      Param.real("tolerated_correlation", 0, "mean product of two units that is not inhibited")
          .atLeast(0);

  @Override
  public String name() {
    return "lateral-inhibition";
  }

  @Override
  public String label() {
    return "lateral inhibition";
  }

  @Override
  public String doc() {
    return "units of what a layer reads inhibit each other as far as they are active together";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(RATE, TOLERATED);
  }

  @Override
  public <M extends ReshapeMatrix> Optional<Decorrelator<M>> start(
      Kernels<M> kernels, int units, Values values) {
    return Optional.of(new Inhibition<>(kernels, units, RATE.of(values), TOLERATED.of(values)));
  }

  @Override
  public double kept(int units) {
    return (double) units * units;
  }

  /**
   * Inhibition at work.
   *
   * @param <M> the matrix type
   */
  public static final class Inhibition<M extends ReshapeMatrix> implements Decorrelator<M> {
    private final Kernels<M> kernels;
    private final double rate;
    private final double tolerated;
    private final M inhibition;
    private final M system;
    private final M inverse;
    private final M scratch;
    private final Lu<M> lu;

    /** No inhibition yet. */
    public Inhibition(Kernels<M> kernels, int units, double rate, double tolerated) {
      this.kernels = kernels;
      this.rate = rate;
      this.tolerated = tolerated;
      this.inhibition = kernels.matrix(units, units);
      this.system = kernels.matrix(units, units);
      this.inverse = kernels.matrix(units, units);
      this.scratch = kernels.matrix(units, units);
      this.lu = kernels.lu(units);
      invert();
    }

    /** M (units x units); whoever sets it calls {@link #invert()}. */
    public M inhibition() {
      return inhibition;
    }

    /** Computes R = (I + M)^-1 anew. */
    public void invert() {
      kernels.copy(inhibition, system);
      kernels.shiftDiagonal(system, -1);
      lu.factor(system);
      kernels.fill(scratch, 0);
      kernels.shiftDiagonal(scratch, -1);
      lu.solveRows(scratch);
      kernels.transpose(1, scratch, inverse);
    }

    @Override
    public void apply(M x, boolean learning, M z) {
      transform(x, z);
    }

    @Override
    public void transform(M x, M z) {
      kernels.multiply(false, true, 1, x, inverse, 0, z);
    }

    @Override
    public void learn(M x, M z) {
      kernels.multiply(true, false, 1.0 / z.getNumRows(), z, z, 0, scratch);
      kernels.inhibit(inhibition, scratch, rate, tolerated);
      invert();
    }

    @Override
    public M matrix() {
      return inverse;
    }

    @Override
    public M mean() {
      return null;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      kernels.save(inhibition, out);
    }

    @Override
    public void load(DataInput in) throws IOException {
      kernels.load(in, inhibition);
      invert();
    }
  }
}

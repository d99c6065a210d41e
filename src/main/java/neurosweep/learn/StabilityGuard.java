package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.core.Persistent;
import neurosweep.math.Kernels;
import neurosweep.math.stability.InversionStability;
import org.ejml.data.ReshapeMatrix;

/**
 * Watches the loops of a net's layers while it learns and makes the feedback of one that became
 * unstable stable again, in place.
 *
 * @param <M> the matrix type
 */
public final class StabilityGuard<M extends ReshapeMatrix> implements Persistent {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final double alpha;
  private final StabilityOptimisation optimisation;
  private long checks;
  private long runs;
  private long iterations;
  private long failures;

  /**
   * A guard.
   *
   * @param network with feedback
   * @param alpha the leak
   * @param optimisation run when an abscissa is above 0, or null to watch only
   */
  public StabilityGuard(Network<M> network, double alpha, StabilityOptimisation optimisation) {
    this.network = network;
    this.kernels = network.kernels();
    this.alpha = alpha;
    this.optimisation = optimisation;
  }

  /**
   * The spectral abscissa of layer l's loop, l from 2, after optimisation if that was needed and
   * the feedback can be set. An optimisation that fails is not repeated before the next call, and
   * leaves what it ended with.
   */
  public double watch(int layer) {
    double[][] w = kernels.values(network.effective(layer));
    double[][] b = kernels.values(network.feedback().of(layer));
    double abscissa = InversionStability.of(w, b, alpha).abscissa();
    checks++;
    if (!(abscissa > 0) || optimisation == null || network.feedback().follows()) {
      return abscissa;
    }
    StabilityOptimisation.Result result = optimisation.run(w, b, alpha);
    runs++;
    iterations += result.iterations();
    failures += result.stable() ? 0 : 1;
    kernels.setValues(network.feedback().of(layer), result.feedback());
    return result.after();
  }

  /** How often a loop was looked at so far. */
  public long checks() {
    return checks;
  }

  /** Optimisations so far. */
  public long runs() {
    return runs;
  }

  /** Their iterations. */
  public long iterations() {
    return iterations;
  }

  /** Those that did not end stable. */
  public long failures() {
    return failures;
  }

  /** Writes the counts; the feedback is the net's. */
  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(checks);
    out.writeLong(runs);
    out.writeLong(iterations);
    out.writeLong(failures);
  }

  @Override
  public void load(DataInput in) throws IOException {
    checks = in.readLong();
    runs = in.readLong();
    iterations = in.readLong();
    failures = in.readLong();
  }
}

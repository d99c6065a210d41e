package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Propagation of targets through inverses, in the scaled form that loses no digits at any depth.
 * With s_L = 1, s_{l-1} = gamma_l s_l, e_l = (y_l - t_l) / s_l and eps_l = gamma_l f'(h_l)^p_l:
 *
 * <pre>e_{l-1} = { V_l [f^-1(y_l) - f^-1(y_l - s_l eps_l e_l)] + r_l } / s_{l-1}</pre>
 *
 * <p>V_l is W_l^-1 or stands for it. The residual r_l, what V_l does not reconstruct of y_{l-1}, is
 * left out if the targets are corrected for it.
 *
 * @param <M> the matrix type
 */
final class TargetInversion<M extends ReshapeMatrix> implements LayerwiseLearner.Propagation<M> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Inverses<M> inverses;
  private final Rule rule;
  private final M drive;
  private Activity<M> batch;

  /**
   * How a rule inverts.
   *
   * @param steps of layer l at index l - 2
   * @param clip how far outputs and targets are kept from the bounds of f
   * @param corrected whether residuals are left out
   */
  record Rule(List<TargetStep> steps, double clip, boolean corrected) {}

  TargetInversion(Network<M> network, Inverses<M> inverses, Rule rule) {
    this.network = network;
    this.kernels = network.kernels();
    this.inverses = inverses;
    this.rule = rule;
    this.drive = kernels.matrix(1, 1);
  }

  @Override
  public void begin(Activity<M> activity) {
    batch = activity;
  }

  @Override
  public boolean step(int layer, M output, M error, M sloped, M below) {
    TargetStep step = rule.steps.get(layer - 2);
    kernels.copy(error, below);
    network.inverseDifference(layer, below, output, step, rule.clip);
    boolean regular = inverses.carry(layer, below);
    if (!rule.corrected) {
      M read = batch.wasRead(layer);
      kernels.multiply(false, true, 1, read, network.effective(layer), 0, drive);
      inverses.addResidual(layer, read, drive, 1 / (step.scale() * step.gamma()), below);
    }
    return regular;
  }

  @Override
  public void adapt(Activity<M> activity) {
    inverses.adapt(activity);
  }

  @Override
  public void share(LayerGram<M> gram) {
    inverses.share(gram);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    inverses.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    inverses.load(in);
  }
}

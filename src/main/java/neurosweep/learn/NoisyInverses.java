package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import org.ejml.data.ReshapeMatrix;

/**
 * The inverses of a {@link NoisyInverse}. The noise is kept apart from the exact inverse, so that
 * what it fails to reconstruct, {@code -(W_l^-1 o nu Z_l) (h_l - b_l)}, is no difference of numbers
 * that are close.
 *
 * @param <M> the matrix type
 */
public final class NoisyInverses<M extends ReshapeMatrix> implements Inverses<M> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final double amplitude;
  private final List<M> noise = new ArrayList<>();
  private final List<Lu<M>> factorizations = new ArrayList<>();
  private final M perturbation;
  private final M added;

  /**
   * Inverses with given noise.
   *
   * @param amplitude nu
   * @param noise Z_l (R_l x N_l), at index l - 2
   */
  public NoisyInverses(Network<M> network, double amplitude, List<double[][]> noise) {
    this.network = network;
    this.kernels = network.kernels();
    this.amplitude = amplitude;
    this.perturbation = kernels.matrix(1, 1);
    this.added = kernels.matrix(1, 1);
    for (int layer = 2; layer <= network.layers(); layer++) {
      M transposed = kernels.matrix(1, 1);
      kernels.setValues(transposed, Feedback.transposed(1, noise.get(layer - 2)));
      this.noise.add(transposed);
      factorizations.add(kernels.lu(network.width(layer)));
    }
  }

  @Override
  public boolean carry(int layer, M difference) {
    Lu<M> lu = factorizations.get(layer - 2);
    boolean regular = lu.factor(network.effective(layer));
    perturb(lu, noise.get(layer - 2));
    kernels.multiply(false, false, 1, difference, perturbation, 0, added);
    lu.solveRows(difference);
    kernels.add(1, added, difference);
    return regular;
  }

  /** The perturbation becomes {@code (W^-1 o nu Z)^T}. */
  private void perturb(Lu<M> lu, M z) {
    int n = z.getNumRows();
    perturbation.reshape(n, n);
    kernels.fill(perturbation, 0);
    kernels.shiftDiagonal(perturbation, -1);
    lu.solveRows(perturbation);
    kernels.combine(perturbation, z, (inverse, normal) -> amplitude * inverse * normal);
  }

  @Override
  public void addResidual(int layer, M read, M drive, double factor, M below) {
    kernels.multiply(false, false, -factor, drive, perturbation, 1, below);
  }
}

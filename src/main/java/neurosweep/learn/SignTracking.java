package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import org.ejml.data.ReshapeMatrix;

/**
 * B = -amplitude sign(W^T) at every step: feedback that knows the signs of the weights as they
 * learn (sign symmetry; Liao, Leibo and Poggio, AAAI 2016; Moskovitz, Litwin-Kumar and Abbott,
 * 2018). sign(0) = 0.
 */
public final class SignTracking implements Feedback {
  private static final Param<Double> SIZE =
      Param.real(
              AMPLITUDE.name(),
              0,
              "size of the elements of the feedback weights; 0 is sqrt(2 / (units + reads))")
          .atLeast(0);

  @Override
  public String name() {
    return "sign-tracking";
  }

  @Override
  public String doc() {
    return "the negative signs of the transposed weights as they learn, of one size";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SIZE);
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    return SignFeedback.signs(size(values, w.length, w[0].length), w);
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public <M extends ReshapeMatrix> void follow(Kernels<M> kernels, M w, M b, Values values) {
    kernels.transposedSigns(-size(values, w.getNumRows(), w.getNumCols()), w, b);
  }

  private static double size(Values values, int units, int reads) {
    double size = SIZE.of(values);
    return size > 0 ? size : Math.sqrt(2.0 / (units + reads));
  }
}

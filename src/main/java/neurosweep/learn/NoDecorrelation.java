package neurosweep.learn;

import java.util.Optional;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** Layers read the outputs below them as they are. */
public final class NoDecorrelation implements Decorrelation {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public String doc() {
    return "layers read the outputs below them as they are";
  }

  @Override
  public <M extends ReshapeMatrix> Optional<Decorrelator<M>> start(
      Kernels<M> kernels, int units, Values values) {
    return Optional.empty();
  }

  @Override
  public double kept(int units) {
    return 0;
  }

  @Override
  public double flops(int units, int reads, int batch) {
    return 0;
  }
}

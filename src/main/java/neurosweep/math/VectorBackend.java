package neurosweep.math;

import java.util.Optional;

/** Plain Java loops that the JIT compiler vectorises. */
public final class VectorBackend implements Backend {

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String doc() {
    return "pure Java loops, vectorised by the JIT compiler; bit-identical everywhere";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public int preference() {
    return 2;
  }

  @Override
  public String detail() {
    return "loops on " + System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  @Override
  public Kernels<?> kernels(Precision precision) {
    return precision == Precision.FLOAT32 ? new LoopsFloat32() : new LoopsFloat64();
  }
}

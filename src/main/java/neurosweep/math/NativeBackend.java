package neurosweep.math;

import java.util.Optional;
import neurosweep.core.UserError;

/** A native BLAS: the program's own OpenBLAS, or another one that {@link BlasChoice} names. */
public final class NativeBackend implements Backend {

  @Override
  public String name() {
    return "native";
  }

  @Override
  public String doc() {
    return "OpenBLAS, which the program carries, or another BLAS that --blas names";
  }

  @Override
  public int preference() {
    return 1;
  }

  @Override
  public Optional<String> unavailable() {
    try {
      NativeBlas.get();
      return Optional.empty();
    } catch (UserError e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public String detail() {
    return NativeBlas.get().description();
  }

  @Override
  public String library() {
    return NativeBlas.get().version();
  }

  @Override
  public String kernel() {
    return NativeBlas.get().kernel();
  }

  @Override
  public int threads() {
    return NativeBlas.get().threads();
  }

  @Override
  public Kernels<?> kernels(Precision precision) {
    NativeBlas blas = NativeBlas.get();
    return precision == Precision.FLOAT32
        ? new NetlibFloat32(blas.float32())
        : new NetlibFloat64(blas.float64());
  }
}

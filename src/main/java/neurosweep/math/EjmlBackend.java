package neurosweep.math;

import java.util.Optional;

/** EJML's own loops: pure Java, bit-identical everywhere. */
public final class EjmlBackend implements Backend {

  @Override
  public String name() {
    return "ejml";
  }

  @Override
  public String doc() {
    return "EJML's own loops: pure Java, the portable reference, bit-identical everywhere";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public int preference() {
    return 3;
  }

  @Override
  public String detail() {
    return library();
  }

  @Override
  public String library() {
    return "EJML " + org.ejml.EjmlVersion.VERSION;
  }

  @Override
  public Kernels<?> kernels(Precision precision) {
    return precision == Precision.FLOAT32 ? new EjmlFloat32() : new EjmlFloat64();
  }
}

package neurosweep.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/** The Java Vector API, through netlib. */
public final class VectorBackend extends NetlibBackend {

  /** For the catalog. */
  public VectorBackend() {
    super(VectorBackend::find, "start Java with --add-modules=jdk.incubator.vector");
  }

  private static BLAS find() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      // asked first: netlib would log a warning and fall back to loops that are not vectorised
      throw new IllegalStateException("the module jdk.incubator.vector is not loaded");
    }
    BLAS found = JavaBLAS.getInstance();
    if (!found.getClass().getSimpleName().equals("VectorBLAS")) {
      throw new IllegalStateException("netlib fell back to " + found.getClass().getSimpleName());
    }
    return found;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String doc() {
    return "pure Java on the Vector API, through netlib";
  }

  @Override
  public int preference() {
    return 2;
  }
}

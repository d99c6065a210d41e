package neurosweep.math;

import dev.ludovic.netlib.blas.NativeBLAS;

/** A BLAS of the system, such as OpenBLAS, through netlib's JNI binding. */
public final class NativeBackend extends NetlibBackend {

  /** For the catalog. */
  public NativeBackend() {
    super(NativeBLAS::getInstance, "install a BLAS that provides libblas.so.3, such as OpenBLAS");
  }

  @Override
  public String name() {
    return "native";
  }

  @Override
  public String doc() {
    return "the system's BLAS, such as OpenBLAS, through netlib's JNI binding";
  }

  @Override
  public int preference() {
    return 1;
  }
}

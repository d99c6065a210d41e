package neurosweep.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A BLAS of the system, such as OpenBLAS, through netlib's JNI binding; looked up once a JVM. */
public final class NativeBackend implements Backend {
  /**
   * Netlib warns of every other implementation that it does not find; held, or the level is lost.
   */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

  private BLAS blas;
  private String fault;

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

  private synchronized Optional<BLAS> find() {
    if (blas == null && fault == null) {
      try {
        NETLIB.setLevel(Level.OFF);
        BLAS found = NativeBLAS.getInstance();
        verify(found);
        blas = found;
      } catch (RuntimeException | LinkageError e) { // a broken library must not end the program
        fault =
            e.getClass().getSimpleName()
                + ": "
                + e.getMessage()
                + "; install a BLAS that provides libblas.so.3, such as OpenBLAS";
      }
    }
    return Optional.ofNullable(blas);
  }

  /** A library that loads and computes nonsense is a broken one. */
  private static void verify(BLAS blas) {
    double[] c = {1, 1, 1, 1};
    double[] a = {1, 2, 3, 4};
    blas.dgemm("N", "T", 2, 2, 2, 1, a, 0, 2, a, 0, 2, -1, c, 0, 2);
    float[] d = {1, 1, 1, 1};
    float[] b = {1, 2, 3, 4};
    blas.sgemm("N", "T", 2, 2, 2, 1, b, 0, 2, b, 0, 2, -1, d, 0, 2);
    double[] expected = {9, 13, 13, 19};
    for (int i = 0; i < expected.length; i++) {
      if (c[i] != expected[i] || d[i] != (float) expected[i]) {
        throw new IllegalStateException(blas.getClass().getName() + " computes wrong products");
      }
    }
  }

  @Override
  public Optional<String> unavailable() {
    return find().isPresent() ? Optional.empty() : Optional.of(fault);
  }

  @Override
  public String detail() {
    return find().map(found -> found.getClass().getName()).orElse("");
  }

  @Override
  public Kernels<?> kernels(Precision precision) {
    BLAS found = find().orElseThrow(() -> new IllegalStateException(fault));
    return precision == Precision.FLOAT32 ? new NetlibFloat32(found) : new NetlibFloat64(found);
  }
}

package neurosweep.math;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Optional;
import java.util.function.Supplier;

/** A backend over one of netlib's BLAS implementations, looked up once a JVM. */
abstract class NetlibBackend implements Backend {
  private final Supplier<BLAS> lookup;
  private final String remedy;
  private BLAS blas;
  private String fault;

  /**
   * A backend.
   *
   * @param lookup finds the implementation, or throws whatever it likes
   * @param remedy what to do where it is not found
   */
  NetlibBackend(Supplier<BLAS> lookup, String remedy) {
    this.lookup = lookup;
    this.remedy = remedy;
  }

  private synchronized Optional<BLAS> find() {
    if (blas == null && fault == null) {
      try {
        BLAS found = lookup.get();
        verify(found);
        blas = found;
      } catch (RuntimeException | LinkageError e) { // a broken library must not end the program
        fault = e.getClass().getSimpleName() + ": " + e.getMessage() + "; " + remedy;
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
  public final Optional<String> unavailable() {
    return find().isPresent() ? Optional.empty() : Optional.of(fault);
  }

  @Override
  public final String detail() {
    return find().map(found -> found.getClass().getName()).orElse("");
  }

  @Override
  public final Kernels<?> kernels(Precision precision) {
    BLAS found = find().orElseThrow(() -> new IllegalStateException(fault));
    return precision == Precision.FLOAT32 ? new NetlibFloat32(found) : new NetlibFloat64(found);
  }
}

package neurosweep.math;

import java.io.Serializable;
import neurosweep.core.UserError;

/**
 * What all cells of a sweep have to compute on, wherever they run: the same backend, library and
 * kernel give the same bits.
 *
 * @param backend name of the backend, or {@code auto}
 * @param blas which library to load
 * @param library name and version that the library must have; empty for any
 * @param kernel that the library must use; empty for any
 */
public record BackendPin(String backend, BlasChoice blas, String library, String kernel)
    implements Serializable {

  /** A backend with the library of the box, whatever its kernel is. */
  public static BackendPin of(String backend) {
    return of(backend, BlasChoice.DEFAULT);
  }

  /** A backend with this choice of library, whatever comes of it. */
  public static BackendPin of(String backend, BlasChoice blas) {
    return new BackendPin(backend, blas, "", "");
  }

  /** What a backend of this process is, to be the same elsewhere. */
  public static BackendPin here(Backend backend) {
    return new BackendPin(backend.name(), NativeBlas.choice(), backend.library(), backend.kernel());
  }

  /**
   * The backend in this process.
   *
   * @throws UserError if it is not available, or its library or kernel is another
   */
  public Backend choose() {
    if (backend.equals("auto") || Backend.catalog().get(backend) instanceof NativeBackend) {
      NativeBlas.choose(blas);
    }
    Backend chosen = Backend.choose(backend);
    boolean same = library.isEmpty() || library.equals(chosen.library());
    if (!same || !(kernel.isEmpty() || kernel.equalsIgnoreCase(chosen.kernel()))) {
      throw new UserError(
          "backend "
              + backend
              + " is "
              + words(chosen.library(), chosen.kernel())
              + " here, the sweep's is "
              + words(library, kernel)
              + ", and the two round differently; "
              + (same
                  ? "pin one kernel for all machines with --kernel"
                  : "use the sweep's program and --blas, or begin anew with -o"));
    }
    return chosen;
  }

  private static String words(String library, String kernel) {
    return kernel.isEmpty() ? library : library + ", kernel " + kernel;
  }
}

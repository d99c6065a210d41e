package neurosweep.math;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.UserError;

/**
 * Who multiplies matrices. A sweep is pinned to one backend; results are bit-identical per backend
 * and, on {@code native}, per library and processor; {@code vector} and {@code ejml} give the same
 * bits everywhere.
 */
public interface Backend extends Member {

  /** All backends. */
  static Catalog<Backend> catalog() {
    return Catalogs.BACKENDS;
  }

  /** Holds the catalog, loaded on first use. */
  final class Catalogs {
    private static final Catalog<Backend> BACKENDS = Catalog.of("backend", Backend.class);

    private Catalogs() {}
  }

  /** Why this backend cannot be had in this JVM, with the remedy; empty if it can. */
  Optional<String> unavailable();

  /** Place in the order in which {@code auto} tries backends: the lowest that is available wins. */
  int preference();

  /** What exactly computes, such as the library's class, for the manifest. */
  String detail();

  /** How many threads one call takes; 0 if the library does not tell. */
  default int threads() {
    return 1;
  }

  /** New kernels of one precision; they hold scratch storage and belong to one thread. */
  Kernels<?> kernels(Precision precision);

  /** A line for every backend that {@code auto} would have preferred and could not have. */
  static List<String> lost(Backend chosen) {
    return catalog().members().stream()
        .filter(backend -> backend.preference() < chosen.preference())
        .flatMap(
            backend ->
                backend.unavailable().stream()
                    .map(
                        why ->
                            "the faster backend "
                                + backend.name()
                                + " is not available ("
                                + why
                                + "); running on "
                                + chosen.name()))
        .toList();
  }

  /** Name and version of the library that computes, empty where there is none beside Java. */
  default String library() {
    return "";
  }

  /**
   * The library's code for this kind of processor, empty where all processors have the same: bits
   * are the same on machines whose library and kernel are.
   */
  default String kernel() {
    return "";
  }

  /**
   * The backend of that name, or for {@code auto} the preferred one that is available.
   *
   * @throws neurosweep.core.UserError if there is none of that name or it is not available here
   */
  static Backend choose(String name) {
    if (name.equals("auto")) {
      return catalog().members().stream()
          .filter(backend -> backend.unavailable().isEmpty())
          .min(Comparator.comparingInt(Backend::preference))
          .orElseThrow();
    }
    Backend backend = catalog().get(name);
    backend
        .unavailable()
        .ifPresent(
            why -> {
              throw new UserError("backend " + name + " is not available: " + why);
            });
    return backend;
  }
}

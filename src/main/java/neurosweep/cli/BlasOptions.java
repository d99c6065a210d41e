package neurosweep.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.math.BackendPin;
import neurosweep.math.BlasChoice;
import neurosweep.sweep.Manifest;
import picocli.CommandLine.Option;

/** Which library the backend {@code native} is: options of all commands that compute. */
final class BlasOptions {

  @Option(
      names = "--blas",
      paramLabel = "PATH",
      description =
          "library of the backend native: box (OpenBLAS, which the program carries; default),"
              + " system, or the path of another one, on executors, too")
  private String library;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      description =
          "OpenBLAS's code for a kind of processor, such as haswell, zen or skylakex: the same gives"
              + " the same bits on all processors that can run it (default: the library's choice)")
  private String kernel;

  /** Makes the choice for whatever backend is used later. */
  void prepare() {
    if (library != null || kernel != null) {
      choose("native");
    }
  }

  /** The backend of that name, or for {@code auto} the preferred one, in this process. */
  Backend choose(String backend) {
    return choose(backend, Optional.empty());
  }

  /**
   * As above.
   *
   * @param before the sweep that goes on: its library and kernel are taken unless others are given
   * @throws UserError if it is not available, or options are given that it does not have
   */
  Backend choose(String backend, Optional<Manifest> before) {
    boolean given = library != null || kernel != null;
    if (given && !backend.equals("auto") && !backend.equals("native")) {
      throw new UserError(
          "--blas and --kernel are for --backend native, which "
              + backend
              + " is not; leave them out");
    }
    // who asks for a library must not get another backend in its place
    return BackendPin.of(given ? "native" : backend, choice(before)).choose();
  }

  private BlasChoice choice(Optional<Manifest> before) {
    BlasChoice pinned =
        library == null
            ? before.map(old -> old.pin().blas()).orElse(BlasChoice.DEFAULT)
            : new BlasChoice(located(library), "");
    return BlasChoice.of(pinned.library(), kernel == null ? pinned.kernel() : kernel);
  }

  /** What a sweep's cells are to compute on a second time. */
  BackendPin pin(Manifest manifest) {
    return BackendPin.of(manifest.backend(), choice(Optional.of(manifest)));
  }

  /** The same options for another process. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (library != null) {
      arguments.addAll(List.of("--blas", located(library)));
    }
    if (kernel != null) {
      arguments.addAll(List.of("--kernel", kernel));
    }
    return arguments;
  }

  /** The working directories of executors are others. */
  private static String located(String library) {
    boolean word = !new BlasChoice(library, "").isFile();
    return word ? library : SharedOptions.existing(Path.of(library)).toAbsolutePath().toString();
  }
}

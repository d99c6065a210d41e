package neurosweep.math;

import java.io.Serializable;
import java.nio.file.Path;
import neurosweep.core.UserError;

/**
 * Which library the backend {@code native} is to load, and which of its kernels it is to take.
 *
 * @param library {@code box} for the one that the program carries, {@code system} for the one that
 *     the system's loader finds, or a library file's absolute path
 * @param kernel name of the library's code for a kind of processor, such as {@code Haswell}; empty
 *     to leave the choice to the library
 */
public record BlasChoice(String library, String kernel) implements Serializable {
  /** The library that the program carries. */
  public static final String BOX = "box";

  /** The library that the system's loader finds. */
  public static final String SYSTEM = "system";

  /** The library in the box, with the kernel that it takes of itself. */
  public static final BlasChoice DEFAULT = new BlasChoice(BOX, "");

  /**
   * As given on a command line.
   *
   * @throws UserError if the library is none of the words and no absolute path
   */
  public static BlasChoice of(String library, String kernel) {
    BlasChoice choice = new BlasChoice(library, kernel);
    if (choice.isFile() && !Path.of(library).isAbsolute()) {
      throw new UserError(
          "--blas is " + library + ", must be box, system or the absolute path of a library");
    }
    return choice;
  }

  /** Whether the library is one that neither the program nor the system vouches for. */
  public boolean isFile() {
    return !library.equals(BOX) && !library.equals(SYSTEM);
  }

  /** The same library, with the kernel only if this processor can run it. */
  public BlasChoice whereItRuns() {
    return KernelNames.fault(kernel).isEmpty() ? this : new BlasChoice(library, "");
  }
}

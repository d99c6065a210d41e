package neurosweep.core;

import java.io.Serializable;
import java.util.List;

/**
 * A jar of the user's that brings members of families.
 *
 * @param name the file's name
 * @param digest SHA-256 of the file, 64 hex digits
 * @param families full names of the interfaces of which it brings members, in order
 */
public record Plugin(String name, String digest, List<String> families) implements Serializable {
  private static final List<String> COMPUTING =
      List.of("circuit", "core", "data", "experiment", "learn", "math");

  /** Copies the list. */
  public Plugin {
    families = List.copyOf(families);
  }

  /** The packages below {@code neurosweep} on whose classes a cell's numbers depend. */
  public static List<String> computingPackages() {
    return COMPUTING;
  }

  /** Whether a cell's numbers may depend on it, not only tables and figures. */
  public boolean computes() {
    return families.stream()
        .anyMatch(
            family -> COMPUTING.stream().anyMatch(each -> family.startsWith("neurosweep." + each)));
  }
}

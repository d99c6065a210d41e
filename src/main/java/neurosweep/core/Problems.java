package neurosweep.core;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one input as {@code where: message} and throws them together. */
public final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Notes a fault. */
  public void add(String where, String message) {
    String line = where.isEmpty() ? message : where + ": " + message;
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  /** Whether nothing was noted. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The faults so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Ends a validation.
   *
   * @throws UserError with every fault noted, if there is one
   */
  public void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new UserError(lines, UserError.USAGE);
    }
  }
}

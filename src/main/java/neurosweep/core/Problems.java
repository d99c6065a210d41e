package neurosweep.core;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the faults of one input as {@code where: message} and throws them together. */
public final class Problems {
  private final Set<String> lines = new LinkedHashSet<>();

  /** Notes a fault, once. */
  public void add(String where, String message) {
    lines.add(where.isEmpty() ? message : where + ": " + message);
  }

  /** Notes what a check throws. */
  public void check(String where, Runnable check) {
    try {
      check.run();
    } catch (UserError e) {
      e.problems().forEach(problem -> add(where, problem));
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
      throw new UserError(lines(), UserError.USAGE);
    }
  }
}

package neurosweep.spec;

import neurosweep.core.Problems;

/**
 * Where something is written, for messages.
 *
 * @param where {@code file:line}, or the override on the command line
 * @param path the YAML path such as {@code variants[1].lambda}, or an empty string
 */
record Place(String where, String path) {
  /** Notes a fault of what is written here. */
  void report(Problems problems, String message) {
    String line = path.isEmpty() ? message : path + ": " + message;
    problems.add(where, line);
  }

  /** How another message points here. */
  @Override
  public String toString() {
    return path.isEmpty() ? where : path + " (" + where + ")";
  }
}

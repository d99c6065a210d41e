package neurosweep.spec;

import java.util.regex.Pattern;
import neurosweep.core.Problems;

/**
 * Where something is written, for messages.
 *
 * @param where {@code file:line}, or the override on the command line
 * @param path the YAML path such as {@code variants[1].lambda}, or an empty string
 */
record Place(String where, String path) {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Notes a fault of what is written here: one line, whatever characters the file contains. */
  void report(Problems problems, String message) {
    String line = path.isEmpty() ? message : path + ": " + message;
    problems.add(where, CONTROL.matcher(line).replaceAll(" "));
  }

  /** How another message points here. */
  @Override
  public String toString() {
    return path.isEmpty() ? where : path + " (" + where + ")";
  }
}

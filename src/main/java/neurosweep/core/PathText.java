package neurosweep.core;

/** What every path that a user gives must be, wherever it is given. */
public final class PathText {
  private PathText() {}

  /**
   * Refuses what is no path or would silently be another one than meant.
   *
   * @param what names the path to the user, such as {@code --out}
   * @throws UserError if the path is empty, has invisible characters or a tilde that the shell did
   *     not expand
   */
  public static void check(String what, String path) {
    if (path.isBlank()) {
      throw new UserError(
          what + " is empty, must be a path; is a variable of the command line not set?");
    }
    if (Names.hasInvisible(path)) {
      throw new UserError("\"" + path + "\" is not a path: control or invisible characters");
    }
    if (path.startsWith("~")) {
      throw new UserError(
          what
              + " is \""
              + path
              + "\": a shell expands ~ only at the start of a word; write $HOME instead, or ./"
              + path
              + " for that very name");
    }
  }
}

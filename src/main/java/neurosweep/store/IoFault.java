package neurosweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** I/O faults in words: what was tried, on what, why it failed, and what to do about it. */
public final class IoFault {
  private IoFault() {}

  /**
   * The error to throw for an I/O fault.
   *
   * @param action what was tried, as in {@code cannot ACTION PATH}
   * @param path on what
   * @param cause the fault, kept as the cause
   */
  public static UserError error(String action, Path path, IOException cause) {
    String kind = cause.getClass().getSimpleName();
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    String why = message.lines().findFirst().orElse(kind);
    String remedy = remedy(cause, why);
    return new UserError("cannot " + action + " " + path + ": " + why + "; " + remedy, cause);
  }

  private static String remedy(IOException cause, String why) {
    if (cause instanceof AccessControlException
        || cause instanceof java.nio.file.AccessDeniedException
        || why.contains("ermission")
        || why.contains("Read-only")
        || why.contains("not a directory")
        || why.contains("not created")
        || why.contains("Mkdirs failed")) {
      return "choose another directory or change its permissions";
    }
    if (cause instanceof FileNotFoundException
        || cause instanceof java.nio.file.NoSuchFileException) {
      return "check the path";
    }
    if (why.contains("No space") || why.contains("quota")) {
      return "free some space and start the command again, nothing finished is lost";
    }
    return "check that the file system is reachable, then start the command again";
  }
}

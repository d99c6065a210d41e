package neurosweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/** I/O faults in words: what was tried, on what, why it failed, and what to do about it. */
public final class IoFault {
  /** What to do where no more files can be opened. */
  public static final String MORE_FILES =
      "let this process open more of them (ulimit -n), then start the command again";

  private IoFault() {}

  /**
   * The error to throw for an I/O fault. One of the path that was named, such as a missing file or
   * permission, has the exit code of a usage error; one of the file system, such as a full disk,
   * that of a run which could not end.
   *
   * @param action what was tried, as in {@code cannot ACTION PATH}
   * @param path on what
   * @param cause the fault, kept as the cause
   */
  public static UserError error(String action, Path path, IOException cause) {
    String why = why(cause);
    String remedy = remedy(cause, why);
    String line = "cannot " + action + " " + shown(path) + ": " + why + "; " + remedy;
    UserError error = new UserError(line, cause);
    return isOfPath(cause) ? error : error.incomplete();
  }

  /** The name that was to be written, where the fault met a temporary of it. */
  private static Path shown(Path path) {
    return TemporaryName.is(path.getName()) ? TemporaryName.target(path) : path;
  }

  /** By type, for the texts of the operating system follow the locale. */
  private static boolean isOfPath(IOException cause) {
    return (cause instanceof FileNotFoundException && !isOfProcess(cause))
        || cause instanceof NoSuchFileException
        || cause instanceof AccessDeniedException
        || cause instanceof FileAlreadyExistsException
        || cause instanceof NotDirectoryException;
  }

  /** Whether a process has too many files open, which says nothing of the one it could not open. */
  public static boolean isOfProcess(IOException cause) {
    return why(cause).contains("Too many open files");
  }

  /** The reason alone; Java's own file system often says no more than the path. */
  public static String why(IOException cause) {
    if (cause instanceof FileSystemException local) {
      if (local.getReason() != null) {
        return local.getReason();
      }
      if (cause instanceof AccessDeniedException) {
        return "permission denied";
      }
      if (cause instanceof NoSuchFileException) {
        return "it does not exist";
      }
      if (cause instanceof FileAlreadyExistsException) {
        return "something else has this name";
      }
      if (cause instanceof NotDirectoryException) {
        return "it is not a directory";
      }
    }
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }

  private static String remedy(IOException cause, String why) {
    if (cause instanceof AccessDeniedException
        || why.contains("ermission")
        || why.contains("Read-only")
        || why.contains("ot a directory")
        || cause instanceof FileAlreadyExistsException
        || why.contains("not created")
        || why.contains("Mkdirs failed")) {
      return "choose another directory or change its permissions";
    }
    if (isOfProcess(cause)) {
      return MORE_FILES;
    }
    if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
      return "check the path";
    }
    if (why.contains("No space") || why.contains("quota")) {
      return "free some space and start the command again, nothing finished is lost";
    }
    return "check that the file system is reachable and has room, then start the command again";
  }
}

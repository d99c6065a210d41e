package neurosweep.store;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import neurosweep.core.UserError;

/** The files that this process may have open at a time. */
public final class OpenFiles {
  private OpenFiles() {}

  /**
   * Whether a fault came of having no more of them: classes and resources that cannot be opened are
   * missing to Java, which does not say why.
   */
  public static boolean exhaustedBy(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof IOException io && IoFault.isOfProcess(io)) {
        return true;
      }
    }
    return !mayOpen(1);
  }

  /**
   * For what fails in many ways once there are no more.
   *
   * @param what needs them
   * @throws UserError with exit code 1 where so many more cannot be opened
   */
  public static void require(String what, int count) {
    if (!mayOpen(count)) {
      String line = what + " opens up to " + count + " more files, which this process may not";
      throw new UserError(List.of(line + "; " + IoFault.MORE_FILES), UserError.INCOMPLETE);
    }
  }

  private static boolean mayOpen(int count) {
    String present = Path.of(System.getProperty("java.home"), "lib", "modules").toString();
    Deque<InputStream> open = new ArrayDeque<>();
    try {
      while (open.size() < count) {
        open.add(new FileInputStream(present));
      }
      return true;
    } catch (IOException e) {
      return !IoFault.isOfProcess(e);
    } finally {
      open.forEach(OpenFiles::close);
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // nothing was written
    }
  }
}

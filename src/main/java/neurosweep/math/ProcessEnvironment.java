package neurosweep.math;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * The environment of this process as native libraries see it when they are loaded; Java's own view
 * of it stays what it was at the start.
 */
final class ProcessEnvironment {
  private ProcessEnvironment() {}

  /** Sets a variable, in place of what it was. */
  static void set(String name, String value) {
    if (Platform.isWindows()) {
      NativeLibrary.getInstance("kernel32")
          .getFunction("SetEnvironmentVariableA")
          .invokeInt(new Object[] {name, value});
    } else {
      NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {name, value, 1});
    }
  }
}

package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.hadoop.service.launcher.IrqHandler.InterruptData;

/**
 * Ctrl-C and SIGTERM while cells run: the first asks for a clean end, the next one ends the process
 * at once, as does the first before cells begin, while others' files are read. Takes the place of
 * the JVM's own handlers, which would start all shutdown hooks, Spark's among them, while results
 * are still being written.
 */
final class Interruption implements AutoCloseable {
  /** What shells add to a signal's number. */
  static final int SIGNALLED = 128;

  private final PrintWriter err;
  private volatile int signal;
  private volatile boolean begun;
  private volatile boolean over;

  private Interruption(PrintWriter err) {
    this.err = err;
  }

  /** Watches from now on. */
  static Interruption watch(PrintWriter err) {
    Interruption interruption = new Interruption(err);
    bind(interruption::arrived);
    return interruption;
  }

  /** Ctrl-C and SIGTERM go there from now on. */
  static void bind(IrqHandler.Interrupted handler) {
    for (String name : List.of(IrqHandler.CONTROL_C, IrqHandler.SIGTERM)) {
      try {
        new IrqHandler(name, handler).bind();
      } catch (IllegalArgumentException e) {
        // a JVM with -Xrs keeps signals to itself: it dies of the first, and the journal is safe
      }
    }
  }

  private synchronized void arrived(InterruptData data) {
    if (signal != 0 || !begun || over) {
      Runtime.getRuntime().halt(SIGNALLED + data.getNumber()); // the journal is safe
    }
    signal = data.getNumber();
    err.println("interrupted: saving running cells; Ctrl-C again to quit now");
    err.flush();
  }

  /** From now on the first signal asks for a clean end: there are results to keep. */
  void begin() {
    begun = true;
  }

  /** Whether a signal has come. */
  boolean arrived() {
    return signal != 0;
  }

  /** The exit code that tells which signal it was. */
  int exitCode() {
    return SIGNALLED + signal;
  }

  /** From now on a signal ends the process at once, as without this. */
  @Override
  public void close() {
    over = true;
  }
}

package neurosweep.sweep;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * This machine cannot run cells, whichever: it lacks the backend, runs another version of the
 * program, or its data are others. Says nothing of the cell, which is to run elsewhere.
 */
public final class HostFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault of this machine, in words that can follow "cannot run cells: ". */
  public HostFault(String what) {
    // without a stack: Spark logs that of every attempt, and it says nothing of the machine
    super(host() + " cannot run cells: " + what, null, false, false);
  }

  /** The name of this machine. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}

package neurosweep.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.core.UserError;

/**
 * Where a standalone master listens. Spark itself asks one that is not there for a minute, and
 * prints a page of stack traces.
 */
final class MasterAddress {
  private static final Pattern ONE = Pattern.compile("\\[?([^\\[\\],/]+)\\]?:(\\d{1,5})");
  private static final String STANDALONE = "spark://";
  private static final int PATIENCE_MS = 10_000;

  private MasterAddress() {}

  /**
   * Returns as soon as one of the addresses of a standalone master takes a connection; at once for
   * other masters, and for what Spark will refuse to read.
   *
   * @throws UserError if none does
   */
  static void requireAnswer(String master) {
    if (!master.startsWith(STANDALONE)) {
      return;
    }
    List<String> faults = new ArrayList<>();
    for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
      Matcher parts = ONE.matcher(address);
      int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
      if (port < 1 || port > 65_535) {
        return;
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(parts.group(1), port), PATIENCE_MS);
        return;
      } catch (IOException e) {
        faults.add(address + ": " + (e.getMessage() == null ? e : e.getMessage()));
      }
    }
    throw new UserError(
        "no Spark master answers at "
            + master
            + " ("
            + String.join("; ", faults)
            + "); start it, or correct --master");
  }
}

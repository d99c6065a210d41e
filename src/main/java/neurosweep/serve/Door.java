package neurosweep.serve;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who is let in: whoever asks for {@code /TOKEN/NAME} by GET or HEAD under this machine's own name.
 * A page of somebody else in the same browser has no token, and one whose name was made to lead
 * here by its owner's name server asks under another host.
 *
 * @param port under which it is asked
 * @param token that only the owner was told
 */
record Door(int port, String token) {
  private static final int TOKEN_BYTES = 32;
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** With a new token of 256 random bits. */
  static Door of(int port) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return new Door(port, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** A name that was asked for, or why it is not answered. */
  record Pass(String name, int refused, String why) {
    private static Pass no(int code, String why) {
      return new Pass("", code, why);
    }

    boolean isRefused() {
      return refused != 0;
    }
  }

  Pass of(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().get("Host");
    if (hosts == null || hosts.size() != 1 || !isOurs(hosts.get(0))) {
      return Pass.no(
          421, "only 127.0.0.1:" + port + " is answered; open the address that serve printed");
    }
    if (!METHODS.contains(exchange.getRequestMethod())) {
      return Pass.no(405, "only GET and HEAD are answered");
    }
    URI asked = exchange.getRequestURI();
    String path = asked.getRawPath();
    if (asked.getScheme() != null || asked.getRawAuthority() != null || path == null) {
      return Pass.no(400, "only paths are answered");
    }
    int slash = path.indexOf('/', 1);
    String given =
        slash < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, slash);
    if (!path.startsWith("/") || !isToken(given)) {
      return Pass.no(403, "the token is missing or wrong; open the address that serve printed");
    }
    return slash < 0
        ? Pass.no(404, "the address ends with /")
        : new Pass(path.substring(slash + 1), 0, "");
  }

  private boolean isOurs(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("127.0.0.1:" + port) || name.equals("localhost:" + port);
  }

  /** In a time that tells nothing of the token. */
  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}

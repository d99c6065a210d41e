package neurosweep.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file server on this machine that can misbehave. */
public final class FileServer implements AutoCloseable {
  public final Map<String, byte[]> files = new HashMap<>();

  /** {@code NAME RANGE} of every request, in order. */
  public final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  public volatile boolean ignoresRange;
  public volatile boolean shiftsRange;
  public volatile boolean cutsShort;
  public volatile boolean endless;

  private final HttpServer server;

  public FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sets/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(name + " " + range);
    byte[] content = files.get(name);
    try (exchange) {
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int from = 0;
      int status = 200;
      if (range != null && !ignoresRange) {
        from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        status = from < content.length ? 206 : 416;
      }
      if (status == 416) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      from = status == 206 && shiftsRange ? from - 1 : from;
      if (status == 206) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      }
      send(exchange, status, Arrays.copyOfRange(content, from, content.length));
    }
  }

  private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, endless ? 0 : body.length);
    OutputStream out = exchange.getResponseBody();
    if (endless) {
      byte[] block = new byte[1 << 16];
      while (true) {
        out.write(block); // ends when the client hangs up
      }
    }
    out.write(body, 0, cutsShort ? body.length / 2 : body.length);
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

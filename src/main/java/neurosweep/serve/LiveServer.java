package neurosweep.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import neurosweep.core.UserError;
import neurosweep.report.page.LivePage;
import neurosweep.store.SweepDirectory;

/**
 * The live page of a sweep, for readers on this machine who have the token. It has four answers,
 * none of which is found by a path of the file system, and reads the sweep without a lease.
 * Threads, connections and the time of a request are bounded, so that readers who are many or slow
 * keep neither each other nor a sweep.
 */
public final class LiveServer implements AutoCloseable {
  /** Connections, each of which may need a thread: whoever waits for one is cut off as if slow. */
  private static final int MOST_CONNECTIONS = 256;

  private static final long PATIENCE_SECONDS = 5;

  /** Read once, when the first server of this process is made. */
  private static final Map<String, String> BOUNDS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "5", // seconds until a request has come
          "sun.net.httpserver.maxRspTime", "60", // until its answer has been taken
          "sun.net.httpserver.idleInterval", "15",
          "sun.net.httpserver.maxIdleConnections", "64",
          "sun.net.httpserver.maxReqHeaders", "64",
          "jdk.httpserver.maxConnections", Integer.toString(MOST_CONNECTIONS));

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Door door;
  private final Map<String, Supplier<Optional<Answer>>> answers;

  private LiveServer(SweepDirectory sweep, HttpServer server) {
    this.server = server;
    this.door = Door.of(server.getAddress().getPort());
    SweepSight sight = new SweepSight(sweep);
    LivePage page = LivePage.frame();
    Answer frame =
        Answer.of(
            "text/html; charset=utf-8",
            page.policy(),
            page.html().getBytes(StandardCharsets.UTF_8));
    Lookout status = new Lookout(sight::sign, sight::status, System::nanoTime);
    Lookout results = new Lookout(sight::version, sight::results, System::nanoTime);
    this.answers =
        Map.of(
            "", () -> Optional.of(frame),
            "status.json", () -> Optional.of(status.answer()),
            "results.json", () -> Optional.of(results.answer()),
            "report.html", sight::report);
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_CONNECTIONS,
            PATIENCE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(), // none waits; beyond the bound connections are closed
            task -> {
              Thread thread = new Thread(task, "reader");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Begins to answer.
   *
   * @param sweep which need not exist yet
   * @param port 0 for a free one
   * @throws UserError if the port cannot be had
   */
  public static LiveServer start(SweepDirectory sweep, int port) {
    BOUNDS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return new LiveServer(sweep, HttpServer.create(new InetSocketAddress(loopback, port), 0));
    } catch (BindException e) {
      throw new UserError(
          "--port is "
              + port
              + ", which this machine does not give ("
              + e.getMessage()
              + "); choose another, or leave it out for a free one",
          e);
    } catch (IOException e) {
      throw new UserError(
          "this machine gives no socket on 127.0.0.1 ("
              + e.getMessage()
              + "); close other programs",
          e);
    }
  }

  /** Where the page is, token included. */
  public String address() {
    return "http://127.0.0.1:" + door.port() + "/" + door.token() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cache-Control", "no-store");
      Door.Pass pass = door.of(exchange);
      if (pass.isRefused()) {
        refuse(exchange, pass.refused(), pass.why());
        return;
      }
      Supplier<Optional<Answer>> known = answers.get(pass.name());
      Optional<Answer> answer = known == null ? Optional.empty() : known.get();
      if (answer.isPresent()) {
        answer(exchange, answer.get());
      } else {
        refuse(exchange, 404, "there is no such page, or none yet");
      }
    }
  }

  private static void refuse(HttpExchange exchange, int code, String why) throws IOException {
    if (code == 405) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
    }
    Answer said =
        Answer.of(
            "text/plain; charset=utf-8",
            Answer.NOTHING,
            (why + "\n").getBytes(StandardCharsets.UTF_8));
    send(exchange, code, said);
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("ETag", answer.tag());
    boolean same = answer.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    send(exchange, same ? 304 : 200, answer);
  }

  private static void send(HttpExchange exchange, int code, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", answer.policy());
    boolean empty = code == 304 || exchange.getRequestMethod().equals("HEAD");
    if (code != 304) {
      headers.set("Content-Type", answer.type());
    }
    exchange.sendResponseHeaders(code, empty ? -1 : answer.content().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.content());
    }
  }

  /** Answers nobody any more; waits for a look that is under way, whose files go with it. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

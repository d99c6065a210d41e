package neurosweep.faults;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers {@code data fetch} with anything but the files. */
@Tag("environment")
@Tag("attack")
class HostileServerTest {
  @TempDir Path directory;
  private HttpServer server;
  private Answer answer;

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Every file is refused in a line of its own, and none is there. */
  private List<String> refused(String... options) throws IOException {
    String[] args = {"data", "fetch", "kmnist", "--mirror", base(), "--data", directory.toString()};
    Shell.Answer said =
        call(Stream.concat(Stream.of(args), Stream.of(options)).toArray(String[]::new)).ends(2);
    List<String> errors = said.err().lines().filter(line -> line.startsWith("error: ")).toList();
    assertEquals(4, errors.size(), said.err());
    assertFalse(said.err().contains("\tat "), said.err());
    try (Stream<Path> files = Files.walk(directory)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".gz")));
    }
    return errors;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "jar:file:/x!/y",
        "gopher://127.0.0.1/",
        "no address at all",
        "http://",
        "http:///x",
        "%%%"
      })
  void aRedirectThatIsNotOfTheWebIsNotFollowed(String location) throws IOException {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(302, -1);
        };
    for (String error : refused()) {
      assertTrue(error.contains("could not be fetched from " + base()), error);
    }
  }

  @Test
  void aRedirectWithoutAnAddressEndsInALine() throws IOException {
    answer = exchange -> exchange.sendResponseHeaders(301, -1);
    refused();
  }

  @Test
  void aCircleOfRedirectsEnds() throws IOException {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Location", exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(302, -1);
        };
    refused();
  }

  @Test
  void whatAnotherHostSendsIsHeldAgainstTheHashToo() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] content = "not a picture".getBytes(StandardCharsets.UTF_8);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    other.start();
    try {
      answer =
          exchange -> {
            String place = "http://127.0.0.1:" + other.getAddress().getPort() + "/x";
            exchange.getResponseHeaders().set("Location", place);
            exchange.sendResponseHeaders(302, -1);
          };
      for (String error : refused()) {
        assertTrue(error.contains("SHA-256 is"), error);
      }
      refused("--accept-recompressed");
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 1000", "200, 1", "206, 10", "416, 0"})
  void aLengthThatIsNotTheBodysEndsInALine(int status, long claimed) throws IOException {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(status, claimed == 0 ? -1 : claimed);
          if (claimed > 0) {
            exchange.getResponseBody().write(new byte[(int) Math.min(claimed, 5)]);
          }
        };
    refused();
  }
}

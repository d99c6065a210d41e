package neurosweep.serve;

import static neurosweep.cli.Shell.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.journal.Journal;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server of the live page: who is let in, what is told, and that nobody is harmed by it. */
@Tag("environment")
@Timeout(180)
class LiveServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A finished sweep that tests copy. */
  @TempDir static Path original;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path place;
  private SweepDirectory sweep;
  private LiveServer server;

  @BeforeAll
  static void runOnce() {
    Shell.run(original, Shell.TINY).ends(0);
  }

  @BeforeEach
  void start() {
    Shell.copy(original, directory);
    place = directory.resolve("out/tiny");
    sweep = SweepDirectory.at(new neurosweep.store.Files(), "DIR", place.toString());
    server = LiveServer.start(sweep, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String name, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + name));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String name) throws IOException, InterruptedException {
    HttpResponse<String> response = get(name);
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private String token() {
    return URI.create(server.address()).getPath();
  }

  private int port() {
    return URI.create(server.address()).getPort();
  }

  /** The first line of what is answered to bytes as they are. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.ISO_8859_1);
      assertFalse(text.contains("\"planned\":"), text); // what is told of the sweep
      return text.lines().findFirst().orElse("");
    }
  }

  private String asked(String method, String path, String host) throws IOException {
    return raw(
        method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void everyAnswerSaysWhatItMayDo() throws Exception {
    for (String name : List.of("", "status.json", "results.json", "report.html", "nothing")) {
      HttpResponse<String> answer = get(name);
      assertEquals(name.equals("nothing") ? 404 : 200, answer.statusCode(), name);
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.startsWith("default-src 'none'"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertFalse(policy.contains("http") || policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
      assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }
    assertTrue(
        get("report.html")
            .headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .contains("sandbox allow-scripts"));
    assertEquals(Files.readString(place.resolve("report.html")), get("report.html").body());
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    for (String name : List.of("status.json", "results.json")) {
      String tag = get(name).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = get(name, "If-None-Match", tag);
      assertEquals(304, again.statusCode());
      assertEquals("", again.body());
    }
  }

  @Test
  void noTokenNoAnswer() throws Exception {
    String host = "127.0.0.1:" + port();
    String wrong = token().substring(0, token().length() - 2) + "~/";
    assertTrue(token().length() >= 2 + 22, "128 bits");
    for (String path :
        List.of(
            "/",
            "/status.json",
            wrong,
            wrong + "status.json",
            "/?token=" + token(),
            token().toUpperCase(java.util.Locale.ROOT) + "status.json")) {
      String line = asked("GET", path, host);
      assertTrue(line.startsWith("HTTP/1.1 403"), path + ": " + line);
    }
  }

  /** A page whose name server leads its own name here asks under that name. */
  @Test
  void onlyThisMachineIsAsked() throws IOException {
    for (String host :
        List.of(
            "evil.example",
            "evil.example:" + port(),
            "127.0.0.1",
            "127.0.0.1:1",
            "[::1]:" + port(),
            "127.0.0.1:" + port() + ".evil.example",
            "")) {
      String line = asked("GET", token(), host);
      assertTrue(line.startsWith("HTTP/1.1 421"), host + ": " + line);
    }
    assertTrue(raw("GET " + token() + " HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 421"));
    String twice = "Host: 127.0.0.1:" + port() + "\r\nHost: evil.example\r\n\r\n";
    assertTrue(raw("GET " + token() + " HTTP/1.1\r\n" + twice).startsWith("HTTP/1.1 421"));
    assertTrue(asked("GET", token(), "localhost:" + port()).startsWith("HTTP/1.1 200"));
  }

  @Test
  void onlyReadingIsAnswered() throws IOException {
    String host = "127.0.0.1:" + port();
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get")) {
      String line = asked(method, token(), host);
      assertTrue(line.startsWith("HTTP/1.1 405"), method + ": " + line);
    }
    assertTrue(asked("HEAD", token() + "status.json", host).startsWith("HTTP/1.1 200"));
  }

  @Test
  void noPathLeadsToAFile() throws IOException {
    String host = "127.0.0.1:" + port();
    for (String path :
        List.of(
            "manifest.json",
            "../manifest.json",
            "%2e%2e/manifest.json",
            "..%2fmanifest.json",
            "./status.json",
            "/status.json",
            "status.json/",
            "status.json%00",
            "journal/000001.seg",
            "report.html/../manifest.json",
            "....//manifest.json",
            "%2fetc%2fpasswd",
            "status%2ejson")) {
      String line = asked("GET", token() + path, host);
      assertTrue(line.startsWith("HTTP/1.1 404"), path + ": " + line);
    }
    for (String path : List.of("..\\manifest.json", "http://evil.example" + token(), "*", "a b")) {
      String line = asked("GET", path.startsWith("..") ? token() + path : path, host);
      assertFalse(line.contains(" 200"), path + ": " + line);
    }
  }

  @Test
  void itTellsWhatStatusTellsAndWritesNothing() throws Exception {
    SortedMap<String, String> before = contents(directory);
    String told = Shell.call("status", place.toString(), "--format", "json").ends(0).out();

    JsonNode look = json("status.json");
    JsonNode results = json("results.json");
    get("");
    get("report.html");

    assertEquals(JSON.readTree(told), look.get("status"));
    assertEquals("finished", look.get("state").asText());
    assertTrue(look.get("report").asBoolean());
    assertEquals(
        "8 of 8 cells, 2 seeds each, 0 diverged, 0 missing", results.get("notice").asText());
    assertTrue(results.get("main").asText().contains("<table>"));
    assertTrue(results.get("figures").asText().contains("<svg"));
    assertTrue(results.get("failures").asText().contains("Every cell finished."));
    assertEquals(before, contents(directory));
  }

  @Test
  void aSweepNeedNotHaveBegun() throws Exception {
    SweepDirectory none =
        SweepDirectory.at(
            new neurosweep.store.Files(), "DIR", directory.resolve("later").toString());
    server.close();
    server = LiveServer.start(none, 0);

    JsonNode look = json("status.json");

    assertEquals("waiting", look.get("state").asText());
    assertTrue(look.get("status").isNull());
    assertEquals(404, get("report.html").statusCode());
    assertFalse(Files.exists(directory.resolve("later")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "null"})
  void aDamagedOneIsSaidToBe(String manifest) throws Exception {
    Files.writeString(place.resolve("manifest.json"), manifest);

    JsonNode look = json("status.json");

    String said = Shell.call("status", place.toString()).ends(2).err();
    assertEquals("damaged", look.get("state").asText());
    assertEquals("error: " + look.get("problems").get(0).asText(), said.strip());
  }

  @Test
  void aReportThatSomebodyChangedIsNotShown() throws Exception {
    Files.writeString(place.resolve("report.html"), "<script>alert(1)</script>");
    assertEquals(404, get("report.html").statusCode());
  }

  @Test
  void fiftyReadersWhileAJournalGrows() throws Exception {
    Collection<CellResult> ended = MeasuredBits.results(place).values();
    Files.delete(place.resolve("journal/000001.seg"));
    Files.delete(place.resolve("_SUCCESS"));
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    try (Journal journal = Journal.open(sweep, new Journal.Permission(() -> {}, () -> {}))) {
      for (CellResult result : ended) {
        journal.append(result);
        for (int reader = 0; reader < 50; reader++) {
          URI uri =
              URI.create(server.address() + (reader % 5 == 0 ? "results.json" : "status.json"));
          asked.add(
              client.sendAsync(
                  HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> each : asked) {
          assertEquals(200, each.get().statusCode());
          JSON.readTree(each.get().body());
        }
        asked.clear();
      }
    }
    while (json("status.json").get("status").get("ended").asInt() < ended.size()) {
      LockSupport.parkNanos(50_000_000);
    }
    assertEquals("finished", json("status.json").get("state").asText());
  }

  /**
   * Readers that say a byte at a time hold up nobody else, not even until they are given up: there
   * were eight threads, and whoever waited for one was cut off like them.
   */
  @Test
  void slowReadersKeepNobody() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Shell.command("serve", place.toString()));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<Socket> slow = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      URI address = URI.create(out.readLine());
      for (int i = 0; i < 20; i++) {
        slow.add(
            new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), address.getPort()));
        slow.get(i).getOutputStream().write('G');
      }
      HttpRequest honest = HttpRequest.newBuilder(address.resolve("status.json")).build();
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(honest, HttpResponse.BodyHandlers.ofString());
      while (!answer.isDone()) {
        for (Socket each : slow) {
          say(each, 'x');
        }
        LockSupport.parkNanos(20_000_000);
      }
      assertEquals(200, answer.get().statusCode());
      assertTrue(slow.stream().allMatch(LiveServerTest::isOpen), "answered once they were gone");
    } finally {
      for (Socket each : slow) {
        each.close();
      }
      process.destroy();
      assertEquals(143, process.waitFor());
    }
  }

  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void say(Socket socket, char letter) {
    try {
      socket.getOutputStream().write(letter);
    } catch (IOException e) {
      // its time was up
    }
  }
}

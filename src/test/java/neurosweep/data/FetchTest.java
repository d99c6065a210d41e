package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;
import neurosweep.testing.FileServer;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
@Timeout(60)
class FetchTest {
  private static final String IMAGES = "train-images-idx3-ubyte.gz";
  private static final String LABELS = "train-labels-idx1-ubyte.gz";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final List<Socket> stalled = Collections.synchronizedList(new ArrayList<>());
  private FileServer server;
  private byte[] images;
  private byte[] labels;

  @BeforeEach
  void serve() throws IOException {
    images = IdxFiles.gzip(IdxFiles.images(30, 28, 28, 5));
    labels = IdxFiles.gzip(IdxFiles.labels(30));
    server = new FileServer();
    server.files.put(IMAGES, images);
    server.files.put(LABELS, labels);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket socket : stalled) {
      socket.close();
    }
  }

  private PublicSet set(URI... bases) throws IOException {
    return new PublicSet(
        "tiny",
        "none",
        List.of(bases),
        List.of(
            new PublicSet.PublicFile(IMAGES, sha256(images), "", new PublicSet.Content(true, 30)),
            new PublicSet.PublicFile(
                LABELS, sha256(labels), "", new PublicSet.Content(false, 30))));
  }

  private static String sha256(byte[] content) throws IOException {
    return Sha256.hex(new ByteArrayInputStream(content));
  }

  private List<Fetch.Result> fetch(PublicSet set, Fetch.Options options)
      throws InterruptedException {
    return new Fetch(directory, options, new Log())
        .fetch(set).stream().map(Fetch.Fetched::result).toList();
  }

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  private final class Log implements Fetch.Progress {
    @Override
    public void started(Path file, URI address) {
      log.add("started " + file.getFileName());
    }

    @Override
    public void advanced(Path file, long bytes) {
      log.add("advanced " + file.getFileName() + " " + bytes);
    }

    @Override
    public void finished(Fetch.Fetched fetched) {
      log.add("finished " + fetched.file().getFileName() + " " + fetched.result());
    }
  }

  private static Fetch.Options options(URI mirror, boolean accept) {
    return new Fetch.Options(Optional.ofNullable(mirror), accept, PATIENCE);
  }

  private static final Fetch.Options PLAIN = options(null, false);

  private List<String> faults(PublicSet set, Fetch.Options options) {
    return assertThrows(UserError.class, () -> fetch(set, options)).problems();
  }

  private Path file(String name) {
    return directory.resolve("tiny").resolve(name);
  }

  private void assertOnlyTheRightFiles() throws IOException {
    assertArrayEquals(images, Files.readAllBytes(file(IMAGES)));
    assertArrayEquals(labels, Files.readAllBytes(file(LABELS)));
    try (var files = Files.list(directory.resolve("tiny"))) {
      assertEquals(2, files.count());
    }
  }

  private void writePart(byte[] content) throws IOException {
    Files.createDirectories(directory.resolve("tiny"));
    Files.write(file(IMAGES + ".part"), content);
  }

  private static URI refused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
  }

  @Test
  void fetchesOnceAndThenFindsTheFilesPresent() throws Exception {
    PublicSet set = set(server.base());
    assertEquals(List.of(Fetch.Result.FETCHED, Fetch.Result.FETCHED), fetch(set, PLAIN));
    assertOnlyTheRightFiles();
    assertEquals("started " + IMAGES, log.get(0));
    assertTrue(log.contains("advanced " + IMAGES + " " + images.length), log.toString());
    assertEquals("finished " + LABELS + " FETCHED", log.get(log.size() - 1));
    server.requests.clear();
    assertEquals(List.of(Fetch.Result.PRESENT, Fetch.Result.PRESENT), fetch(set, PLAIN));
    assertEquals(List.of(), server.requests);
  }

  @Test
  void resumesAPartialFile() throws Exception {
    writePart(Arrays.copyOf(images, 1000));
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
    assertEquals(List.of(IMAGES + " bytes=1000-", LABELS + " null"), server.requests);
  }

  @Test
  void startsAgainWhereTheServerIgnoresRanges() throws Exception {
    server.ignoresRange = true;
    writePart(Arrays.copyOf(images, 1000));
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
    assertEquals(2, server.requests.size());
  }

  @Test
  void startsAgainWhereTheServerSendsAnotherRange() throws Exception {
    server.shiftsRange = true;
    writePart(Arrays.copyOf(images, 1000));
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
    assertEquals(IMAGES + " null", server.requests.get(1));
  }

  @Test
  void startsAgainFromAPartialFileThatIsNotABeginning() throws Exception {
    writePart(new byte[1000]);
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
    Files.delete(file(IMAGES));
    writePart(Arrays.copyOf(images, images.length + 7)); // the server answers 416
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
  }

  @Test
  void placesAPartialFileThatIsComplete() throws Exception {
    writePart(images);
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
    assertEquals(List.of(LABELS + " null"), server.requests);
  }

  @Test
  void continuesABrokenTransferInTheNextRun() throws Exception {
    server.cutsShort = true;
    List<String> faults = faults(set(server.base()), PLAIN);
    assertEquals(2, faults.size());
    assertTrue(
        faults.get(0).contains(IMAGES + " could not be fetched from http://127"), faults.get(0));
    assertFalse(Files.exists(file(IMAGES)));
    long arrived = Files.size(file(IMAGES + ".part"));
    assertTrue(arrived > 0 && arrived < images.length);
    server.cutsShort = false;
    server.requests.clear();
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
    assertEquals(IMAGES + " bytes=" + arrived + "-", server.requests.get(0));
  }

  @Test
  void refusesAWrongChecksumAndLeavesNothing() throws Exception {
    PublicSet set = set(server.base());
    server.files.put(IMAGES, IdxFiles.gzip(IdxFiles.images(30, 28, 28, 6)));
    List<String> faults = faults(set, PLAIN);
    assertEquals(1, faults.size());
    assertTrue(faults.get(0).contains("must be " + sha256(images)), faults.get(0));
    assertTrue(faults.get(0).contains("--mirror"), faults.get(0));
    assertFalse(Files.exists(file(IMAGES)));
    assertFalse(Files.exists(file(IMAGES + ".part")));
    assertArrayEquals(labels, Files.readAllBytes(file(LABELS)));
  }

  @Test
  void triesEveryAddressInTurn() throws Exception {
    try (FileServer wrong = new FileServer()) {
      wrong.files.put(IMAGES, new byte[] {1, 2, 3});
      PublicSet set = set(refused(), wrong.base(), server.base());
      assertEquals(List.of(Fetch.Result.FETCHED, Fetch.Result.FETCHED), fetch(set, PLAIN));
      assertOnlyTheRightFiles();
      assertEquals(List.of(IMAGES + " null", LABELS + " null"), wrong.requests);
    }
  }

  @Test
  void namesEveryAddressAndReason() throws Exception {
    server.files.clear();
    URI unknown = URI.create("http://no-such-host.invalid/x");
    List<String> faults = faults(set(refused(), unknown, server.base()), PLAIN);
    assertEquals(2, faults.size());
    assertTrue(faults.get(0).contains(file(IMAGES).toString()), faults.get(0));
    assertTrue(faults.get(0).contains("(connection refused)"), faults.get(0));
    assertTrue(faults.get(0).contains("invalid/x/" + IMAGES + " (unknown host)"), faults.get(0));
    assertTrue(faults.get(0).contains("sets/" + IMAGES + " (HTTP 404)"), faults.get(0));
    assertTrue(faults.get(0).contains("by hand"), faults.get(0));
    assertTrue(faults.get(1).contains("(connection refused)"), faults.get(1));
    assertFalse(Files.exists(file(IMAGES + ".part")), "nothing arrived, so nothing is kept");
  }

  @Test
  void aMirrorReplacesTheKnownAddresses() throws Exception {
    try (FileServer known = new FileServer()) {
      URI mirror = URI.create(server.base().toString().replaceAll("/$", ""));
      fetch(set(known.base()), options(mirror, false));
      assertOnlyTheRightFiles();
      assertEquals(List.of(), known.requests);
    }
  }

  @Test
  void aMirrorMustBeOfTheWeb() {
    for (String address : List.of("file:///x", "ftp://h/", "host/path", "http:/x")) {
      UserError error = assertThrows(UserError.class, () -> options(URI.create(address), false));
      assertTrue(error.problems().get(0).contains("--mirror is \"" + address), error.getMessage());
    }
  }

  @Test
  void aSetWithoutAddressesSaysSo() throws Exception {
    List<String> faults = faults(set(), PLAIN);
    assertTrue(faults.get(0).contains("the set has no public address"), faults.get(0));
  }

  @Test
  void acceptsRecompressedFilesOnlyWhenAsked() throws Exception {
    PublicSet set = set(server.base());
    byte[] plain = IdxFiles.images(30, 28, 28, 5); // uncompressed is another compression
    server.files.put(IMAGES, plain);
    assertEquals(1, faults(set, PLAIN).size());
    assertEquals(
        List.of(Fetch.Result.ACCEPTED, Fetch.Result.PRESENT), fetch(set, options(null, true)));
    assertArrayEquals(plain, Files.readAllBytes(file(IMAGES)));
    assertEquals(
        List.of(Fetch.Result.ACCEPTED, Fetch.Result.PRESENT), fetch(set, options(null, true)));
    List<String> faults = faults(set, PLAIN);
    assertTrue(faults.get(0).contains("is there, but its SHA-256 is"), faults.get(0));
    assertArrayEquals(plain, Files.readAllBytes(file(IMAGES)), "a user's file is never replaced");
  }

  @Test
  void acceptsNothingOfAnotherStructure() throws Exception {
    PublicSet set = set(server.base());
    byte[][] wrong = {
      IdxFiles.images(29, 28, 28, 5),
      IdxFiles.images(30, 28, 27, 5),
      IdxFiles.labels(30),
      "<html></html>".getBytes(StandardCharsets.US_ASCII)
    };
    for (byte[] content : wrong) {
      server.files.put(IMAGES, content);
      assertEquals(1, faults(set, options(null, true)).size());
      assertFalse(Files.exists(file(IMAGES)));
    }
    server.files.put(IMAGES, images);
    Files.delete(file(LABELS));
    server.files.put(LABELS, IdxFiles.labels(31));
    List<String> faults = faults(set, options(null, true));
    assertTrue(faults.get(0).contains("has 31 examples, must have 30"), faults.get(0));
  }

  @Test
  void givesUpOnBodiesWithoutEnd() throws Exception {
    server.endless = true;
    List<String> faults = faults(set(server.base()), PLAIN);
    assertTrue(faults.get(0).contains("sent more than the"), faults.get(0));
    server.endless = false;
    fetch(set(server.base()), PLAIN);
    assertOnlyTheRightFiles();
  }

  @Test
  void givesUpOnServersThatDoNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI base = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      Fetch.Options impatient = new Fetch.Options(Optional.empty(), false, Duration.ofMillis(200));
      List<String> faults = faults(set(base), impatient);
      assertEquals(2, faults.size());
      assertTrue(faults.get(0).contains("(no answer within 0.2 s)"), faults.get(0));
    }
  }

  @Test
  void givesUpOnBodiesThatStall() throws Exception {
    try (ServerSocket stalling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> sendHeadersOnly(stalling));
      serving.start();
      URI base = URI.create("http://127.0.0.1:" + stalling.getLocalPort() + "/");
      Fetch.Options impatient = new Fetch.Options(Optional.empty(), false, Duration.ofMillis(500));
      List<String> faults = faults(set(base), impatient);
      assertTrue(faults.get(0).contains("(nothing arrived for 0.5 s)"), faults.get(0));
    }
  }

  /** A byte now and then used to keep a fetch waiting for ever. */
  @Test
  void givesUpOnServersThatLetBytesDrip() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> drip(dripping));
      serving.setDaemon(true);
      serving.start();
      URI base = URI.create("http://127.0.0.1:" + dripping.getLocalPort() + "/");
      Fetch.Options impatient = new Fetch.Options(Optional.empty(), false, Duration.ofSeconds(1));
      List<String> faults = faults(set(base), impatient);
      assertTrue(
          faults
              .get(0)
              .matches("(?s).*\\((no more than \\d+ bytes|nothing) arrived for 1.0 s\\).*"),
          faults.get(0));
    }
  }

  /** One answer at a time, each as long as anybody listens. */
  private void drip(ServerSocket server) {
    byte[] head =
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(head);
        for (int i = 0; i < 3000; i++) {
          socket.getOutputStream().write(i);
          socket.getOutputStream().flush();
          Thread.sleep(10);
        }
      } catch (IOException | InterruptedException e) {
        log.add("nobody listens");
      }
    }
  }

  private void sendHeadersOnly(ServerSocket server) {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII);
    try {
      while (true) {
        Socket socket = server.accept();
        stalled.add(socket);
        socket.getOutputStream().write(answer);
      }
    } catch (IOException e) {
      log.add("the test is over");
    }
  }

  @Test
  void everyPublicSetHasFourFilesWithTheirHashes() {
    for (PublicSet set : PublicSet.ALL) {
      assertEquals(4, set.files().stream().map(PublicSet.PublicFile::sha256).distinct().count());
      for (PublicSet.PublicFile file : set.files()) {
        assertTrue(file.sha256().matches("[0-9a-f]{64}"), file.sha256());
        assertEquals(file.name().contains("images"), file.content().images());
      }
    }
    UserError error = assertThrows(UserError.class, () -> PublicSet.named("mnits"));
    assertTrue(error.getMessage().contains("did you mean \"mnist\""), error.getMessage());
  }
}

package neurosweep.faults;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import neurosweep.cli.Shell;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sweep's directory that comes by mail: whatever was edited in it, nothing outside is written,
 * deleted, read into what is made, or asked for over the network, and every refusal is a line that
 * names what is wrong. {@code docs/attacks.md} lists the attacks.
 */
@Tag("environment")
@Tag("attack")
class MailedDirectoryTest {
  private static final String SECRET = "the key to the house is under the mat";
  private static final String KEY = "0123456789abcdef0123";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path sent;

  @TempDir Path directory;
  private Path sweep;
  private Path documents;
  private SortedMap<String, String> mine;

  @BeforeAll
  static void runOnce() {
    run(sent, TINY).ends(0);
  }

  @BeforeEach
  void unpack() throws IOException {
    Shell.copy(sent, directory);
    sweep = directory.resolve("out/tiny");
    documents = Files.createDirectories(directory.resolve("documents"));
    for (String name : List.of("letter.txt", KEY, "000001.seg", "main.csv", "part-0.parquet")) {
      Files.writeString(documents.resolve(name), SECRET);
    }
    mine = contents(documents);
  }

  private void link(String name, Path to) throws IOException {
    Path place = sweep.resolve(name);
    if (Files.isDirectory(place)) {
      Shell.copy(place, Files.createDirectories(directory.resolve("was-" + name)));
      new neurosweep.store.Files().delete(new org.apache.hadoop.fs.Path(place.toUri()));
    }
    Files.deleteIfExists(place);
    Files.createSymbolicLink(place, to);
  }

  private Shell.Answer command(String command) {
    return switch (command) {
      case "run" -> run(directory, TINY, "seeds=1..3");
      case "run --overwrite" -> run(directory, TINY, "epochs=1", "--overwrite", "-y");
      case "retry" ->
          call("retry", sweep.toString(), "--master", "in-process", "--parallelism", "1");
      case "export" -> call("export", sweep.toString(), "-o", directory + "/exported");
      case "show" -> call("show", sweep.toString(), KEY);
      case "explain" -> call("explain", sweep + "/tables/main.csv");
      default -> call(command, sweep.toString());
    };
  }

  /** One line on standard error says what it is and names it. */
  private static void assertRefused(Shell.Answer answer, String... parts) {
    answer.ends(2);
    List<String> errors =
        answer.errors().stream().filter(each -> each.startsWith("error: ")).toList();
    assertEquals(1, errors.size(), answer.err());
    String line = errors.get(0);
    assertTrue(line.length() < 2200, line);
    for (String part : parts) {
      assertTrue(line.contains(part), part + " in " + line);
    }
  }

  private void assertNothingHappened() throws IOException {
    assertEquals(mine, contents(documents));
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file :
          all.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)).toList()) {
        if (!file.startsWith(documents)) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertFalse(text.contains(SECRET), file + " holds what was in a document");
        }
      }
    }
  }

  // links

  /** The folder was empty afterwards, and nothing was said. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "retry", "run --overwrite"})
  void checkpointsThatLeadToDocumentsAreNotDeleted(String command) throws IOException {
    link("checkpoints", documents);

    assertRefused(command(command), sweep + "/checkpoints is a link");

    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweep.yaml",
        "manifest.json",
        "files.json",
        "plan.parquet",
        "verification.json",
        "report.html",
        "_SUCCESS",
        "lease",
        "journal",
        "results",
        "history",
        "summary",
        "tables",
        "figures"
      })
  void aLinkInPlaceOfAnyPartIsNamedAndNotFollowed(String part) throws IOException {
    boolean folder = Files.isDirectory(sweep.resolve(part));
    link(part, folder ? documents : documents.resolve("letter.txt"));

    for (String command :
        List.of("status", "failures", "report", "run", "retry", "run --overwrite", "export")) {
      assertRefused(command(command), sweep + "/" + part + " is a link");
    }

    assertTrue(Files.isSymbolicLink(sweep.resolve(part)));
    assertNothingHappened();
  }

  @Test
  void everyLinkIsNamedAtOnce() throws IOException {
    link("sweep.yaml", documents.resolve("letter.txt"));
    link("checkpoints", documents);

    Shell.Answer answer = command("status").ends(2);

    assertEquals(2, answer.errors().size(), answer.err());
  }

  @ParameterizedTest
  @CsvSource({
    "journal/000001.seg, status",
    "journal/000001.seg, run",
    "journal/000001.seg, run --overwrite",
    "results/part-00000.parquet, report",
    "results/part-00000.parquet, export",
    "tables/main.csv, explain"
  })
  void aLinkInsideAPartIsNamedAndNotFollowed(String file, String command) throws IOException {
    Path target = documents.resolve(Path.of(file).getFileName().toString());
    link(file, Files.exists(target) ? target : documents.resolve("part-0.parquet"));

    assertRefused(command(command), sweep + "/" + file + " is a link");

    assertNothingHappened();
  }

  @Test
  void aLinkInPlaceOfATableIsLeftAndNotShown() throws IOException {
    link("tables/main.html", documents.resolve("letter.txt"));
    link("figures/grid.svg", documents.resolve("letter.txt"));

    Shell.Answer answer = command("report").ends(0);

    assertTrue(answer.err().contains("tables/main.html"), answer.err());
    assertTrue(Files.isSymbolicLink(sweep.resolve("tables/main.html")));
    assertNothingHappened();
  }

  /** A refresh in it would have led away whoever opened the page. */
  @Test
  void aTableThatSomebodyEditedIsNotPutIntoThePage() throws IOException {
    String away = "<meta http-equiv=\"refresh\" content=\"0;url=http://example.org/\">";
    Files.writeString(sweep.resolve("tables/main.html"), away);

    Shell.Answer answer = command("report").ends(0);

    assertTrue(answer.err().contains("tables/main.html"), answer.err());
    String page = Files.readString(sweep.resolve("report.html"));
    assertFalse(page.contains(away));
    assertTrue(page.contains("Not shown, since it is not as neurosweep wrote it"));
  }

  @Test
  void aSweepThatIsReachedThroughALinkIsAsAnyOther() throws IOException {
    Path elsewhere = Files.createDirectories(directory.resolve("disk"));
    Shell.copy(directory.resolve("out"), elsewhere);
    Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);
    Path itself = Files.createSymbolicLink(directory.resolve("alias"), sweep);

    call("report", link.resolve("tiny").toString()).ends(0);
    call("status", itself.toString()).ends(0);
    call(
            "run",
            Shell.job(directory, TINY),
            "-o",
            link.toString(),
            "seeds=1..3",
            "--master",
            "in-process")
        .ends(0);

    assertTrue(Files.exists(elsewhere.resolve("tiny/_SUCCESS")));
    assertFalse(Files.isSymbolicLink(elsewhere.resolve("tiny")));
  }

  @Test
  void aLinkOfTheReadersOwnStays() throws IOException {
    link("notes", documents);

    command("status").ends(0);
    command("run --overwrite").ends(0);

    assertTrue(Files.isSymbolicLink(sweep.resolve("notes")));
    assertNothingHappened();
  }

  @Test
  void whatIsNotACheckpointStaysBesideThem() throws IOException {
    Path folder = Files.createDirectories(sweep.resolve("checkpoints"));
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    Files.createDirectories(folder.resolve(KEY).resolve("deep"));
    Files.writeString(folder.resolve("0123456789abcdef4567"), "of another sweep");

    command("run").ends(0);

    assertEquals("mine", Files.readString(folder.resolve("thesis.txt")));
    assertTrue(Files.exists(folder.resolve(KEY).resolve("deep")));
    assertFalse(Files.exists(folder.resolve("0123456789abcdef4567")));
  }

  /** A mark that is a folder would have been deleted with everything in it. */
  @ParameterizedTest
  @ValueSource(strings = {"_SUCCESS", "_INCOMPLETE"})
  void aFolderInPlaceOfAFileIsNotDeleted(String name) throws IOException {
    Files.deleteIfExists(sweep.resolve(name));
    Files.createDirectories(sweep.resolve(name));
    Files.writeString(sweep.resolve(name).resolve("thesis.txt"), "mine");

    Shell.Answer answer = command("run");

    assertFalse(answer.code() == 0, answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
    assertEquals("mine", Files.readString(sweep.resolve(name).resolve("thesis.txt")));
  }

  /** Opening a pipe waits for a writer who never comes. */
  @ParameterizedTest
  @CsvSource({
    "manifest.json, status",
    "files.json, report",
    "journal/000001.seg, status",
    "sweep.yaml, retry",
    "results/part-00000.parquet, report",
    "verification.json, status"
  })
  void aPipeIsNotWaitedFor(String file, String command) throws Exception {
    Files.deleteIfExists(sweep.resolve(file));
    Process made = new ProcessBuilder("mkfifo", sweep.resolve(file).toString()).start();
    assertEquals(0, made.waitFor());

    Shell.Answer answer = command(command);

    if (!file.equals("verification.json")) {
      assertRefused(answer, sweep + "/" + file + " is neither a file nor a directory");
    }
  }

  // names

  private interface Change {
    void of(ObjectNode manifest);
  }

  private void edit(Change change) throws IOException {
    Path file = sweep.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    change.of(manifest);
    Files.write(file, JSON.writeValueAsBytes(manifest));
  }

  private void plotOf(String name, String table) throws IOException {
    edit(
        manifest -> {
          ObjectNode plots = (ObjectNode) manifest.at("/design/plots");
          ObjectNode plot = plots.putArray("declared").addObject();
          plot.put("name", name).put("doc", "a plot").put("kind", "LINE");
          ObjectNode data = plot.putObject("data");
          data.put("table", table).put("x", "epoch").put("value", "").put("series", "");
          data.putArray("y").add("train_accuracy");
          data.putArray("panels");
          ObjectNode marks = plot.putObject("marks");
          marks.put("log_x", false).put("log_y", false).put("identity", false);
          marks.put("scaled", false).putArray("levels");
        });
  }

  @Test
  void aPlotOfADeclaredTableIsDrawn() throws IOException {
    plotOf("mine", "history");
    command("report").ends(0);
    assertTrue(Files.exists(sweep.resolve("figures/mine.pdf")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../victim/.config/evil",
        "../documents/evil",
        "/%/evil",
        "file:/%/evil",
        "file:evil",
        "a/b",
        ".hidden",
        "a\\b",
        "",
        "a\nb",
        "-rf"
      })
  void theNameOfAPlotLeadsNowhere(String name) throws IOException {
    plotOf(name.replace("%", documents.toString().substring(1)), "history");
    SortedMap<String, String> before = contents(directory);

    assertRefused(command("report"), sweep + "/manifest.json is damaged: plot name is");

    assertEquals(before, contents(directory));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "/evil", "file:evil", "a b", "a/b", ".."})
  void theNameOfAnAxisLeadsNowhere(String name) throws IOException {
    edit(manifest -> ((ObjectNode) manifest.at("/design/grid/axes/0")).put("name", name));
    SortedMap<String, String> before = contents(directory);

    assertRefused(command("report"), sweep + "/manifest.json is damaged: ", "column name is");

    assertEquals(before, contents(directory));
  }

  @Test
  void theNameOfAMetricLeadsNowhere() throws IOException {
    edit(manifest -> ((ObjectNode) manifest.at("/design/metrics/0")).put("name", "../evil"));
    assertRefused(command("report"), "column name is \"../evil\"");
  }

  /** It used to be requested, and webhdfs told the server the user's name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%/x.parquet",
        "webhdfs://127.0.0.1:%/x",
        "swebhdfs://127.0.0.1:%/x",
        "hdfs://127.0.0.1:%/x",
        "file:///etc",
        "/etc",
        "../../documents",
        "history/..",
        "journal",
        "figures",
        ""
      })
  void theTableOfAPlotIsOneOfTheExperiments(String table) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      plotOf("mine", table.replace("%", Integer.toString(server.getAddress().getPort())));
      for (String command : List.of("report", "status", "run")) {
        assertRefused(command(command), sweep + "/manifest.json is damaged: ", "table");
      }
    } finally {
      server.stop(0);
    }
    assertEquals(0, asked.get());
    assertNothingHappened();
  }

  /** The holder's sign of life is named after its lease, and deleted with it. */
  @ParameterizedTest
  @ValueSource(strings = {"x/../../../documents/letter", "x/../../victim", "", "a b"})
  void aLeaseLeadsNowhere(String nonce) throws IOException {
    Files.createDirectories(sweep.resolve(".lease.x"));
    Path victim = Files.writeString(directory.resolve("out/victim.beat"), "mine");
    Files.writeString(documents.resolve("letter.beat"), SECRET);
    mine = contents(documents);
    ObjectNode lease = JSON.createObjectNode();
    lease.put("nonce", nonce).put("user", "u").put("host", "h").put("machine", "m");
    lease.put("pid", 1).put("started", "1").put("since", "2026-01-01T00:00:00Z");
    Files.write(sweep.resolve("lease"), JSON.writeValueAsBytes(lease));

    String out = command("status").ends(0).out();

    assertTrue(out.contains("the lease is damaged"), out);
    assertEquals("mine", Files.readString(victim));
    assertNothingHappened();
  }

  // bounds

  private static String repeated(String text, int count, String with) {
    return with.replace("%", text.repeat(count));
  }

  private void writeManifest(String text) throws IOException {
    Files.writeString(sweep.resolve("manifest.json"), text);
  }

  /** It held status at full speed for minutes, deaf to SIGTERM. */
  @Test
  void aManifestOfSixtyMegabytesIsNotRead() throws IOException {
    writeManifest(repeated("[],", 20 << 20, "{\"spec\":{\"a\":[%[]]}}"));
    for (String command : List.of("status", "report", "run", "retry", "export", "explain")) {
      assertRefused(
          command(command),
          sweep + "/manifest.json is longer than 4194304 bytes: not the expected");
    }
  }

  @Test
  void aManifestOfTooDeepOrTooManyPartsIsNotRead() throws IOException {
    String whole = Files.readString(sweep.resolve("manifest.json"));
    for (String part :
        List.of(
            repeated("[", 2_000_000, "\"a\":%"),
            repeated("{\"a\":", 500_000, "\"a\":%"),
            repeated("[],", 1_000_000, "\"a\":[%[]],"),
            repeated("[", 41, "\"a\":%") + repeated("]", 41, "%,"),
            repeated("9", 2_000_000, "\"a\":%,"),
            repeated("a", 3_000_000, "\"%\":1,"),
            repeated("a", 3_000_000, "\"a\":\"%\","))) {
      for (String place : List.of("{", "\"spec\" : {")) {
        writeManifest(whole.replaceFirst(java.util.regex.Pattern.quote(place), place + part));
        assertRefused(
            command("status"),
            sweep + "/manifest.json is damaged: it holds more or deeper parts than a manifest has");
      }
    }
  }

  /** A million took half a minute and made a page of 16 MB. */
  @Test
  void moreOverridesThanThereAreKnobsAreRefused() throws IOException {
    edit(
        manifest -> {
          ArrayNode overrides = manifest.putArray("overrides");
          for (int i = 0; i < 100_000; i++) {
            overrides.add("a=1");
          }
        });
    for (String command : List.of("report", "status", "retry")) {
      assertRefused(command(command), "there are 100000 overrides, must be at most 1000");
    }
    edit(manifest -> manifest.putArray("overrides").add("a=" + "1".repeat(100_000)));
    assertRefused(command("report"), "has 100002 characters, must have at most 65536");
  }

  /** Each made a part of every table, or figures of its own; twenty thousand never ended. */
  @ParameterizedTest
  @ValueSource(strings = {"headline", "plots/asked", "tables/asked", "plots/declared"})
  void moreOfADesignThanThereCanBeIsRefused(String part) throws IOException {
    plotOf("mine", "history");
    edit(
        manifest -> {
          ArrayNode parts = (ArrayNode) manifest.at("/design/" + part);
          com.fasterxml.jackson.databind.JsonNode one =
              parts.isEmpty() ? parts.textNode("main") : parts.get(0);
          for (int i = 0; i < 5000; i++) {
            parts.add(one);
          }
        });
    assertRefused(command("report"), "must be at most 500");
  }

  @Test
  void aLabelOfAMegabyteIsRefused() throws IOException {
    edit(manifest -> ((ObjectNode) manifest.at("/design")).put("sweep", "s".repeat(900_000)));
    assertRefused(command("report"), "sweep: has 900000 characters, must have at most 500");
  }

  @Test
  void aLongJobIsCutOnThePage() throws IOException {
    Path job = sweep.resolve("sweep.yaml");
    long before = Files.size(sweep.resolve("report.html"));
    Files.writeString(job, Files.readString(job) + "# more\n".repeat(2 << 20));

    command("report").ends(0);

    long after = Files.size(sweep.resolve("report.html"));
    assertTrue(after < before + 1_500_000, before + " to " + after);
    assertTrue(
        Files.readString(sweep.resolve("report.html"))
            .contains("cut here; sweep.yaml and manifest.json hold all"));
    Files.writeString(job, "# more\n".repeat(3 << 20));
    assertRefused(command("report"), sweep + "/sweep.yaml is longer than");
  }

  @ParameterizedTest
  @CsvSource({"_SUCCESS, run", "lease, status", "files.json, report"})
  void aLongFileIsNotRead(String name, String command) throws IOException {
    Files.writeString(sweep.resolve(name), " ".repeat(5 << 20));
    Shell.Answer answer =
        command.equals("run") ? run(directory, TINY) : command(command); // nothing to run
    assertRefused(answer, sweep + "/" + name + " is longer than");
  }

  /** Kept in the journal with a checksum that is right. */
  private void appendRecord(String from, String to) throws IOException {
    Path segment = sweep.resolve("journal/000001.seg");
    List<String> lines = Files.readAllLines(segment);
    String json = lines.get(lines.size() - 1).substring(9).replaceFirst(from, to);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String line : lines.subList(0, lines.size() - 1)) {
      all.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    all.writeBytes(
        String.format(Locale.ROOT, "%08x ", crc.getValue()).getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(bytes);
    all.write('\n');
    Files.write(segment, all.toByteArray());
  }

  @Test
  void aLongCauseIsCut() throws IOException {
    String cause = "A".repeat(10 << 20);
    appendRecord(
        "\"state\":\"FINISHED\"",
        "\"state\":\"FAILED\",\"cause\":\"" + cause + "\",\"detail\":\"" + cause + "\"");

    Shell.Answer answer = command("failures");

    assertTrue(answer.out().contains("AAAA"), answer.out());
    assertTrue(answer.out().length() < 200_000, "prints " + answer.out().length());
    assertFalse(answer.err().contains("\tat "), answer.err());
  }

  @Test
  void aRecordOfTooManyMetricsIsNotRead() throws IOException {
    StringBuilder many = new StringBuilder("\"scalars\":{");
    for (int i = 0; i < 20_000; i++) {
      many.append("\"m").append(i).append("\":1,");
    }
    appendRecord("\"scalars\":\\{", many.toString());
    assertRefused(command("status"), "000001.seg line", "not understood");
  }

  /** Every empty row used to take the room of the first. */
  @Test
  void emptyRowsBehindALongOneTakeNoRoom() throws IOException {
    String first = "1,".repeat(1_000_000) + "1";
    appendRecord(
        "\"progress\":\\[\\]", "\"progress\":[[" + first + "]" + ",[]".repeat(1 << 20) + "]");
    Files.delete(sweep.resolve("_SUCCESS")); // what is derived is made anew
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertRefused(command("report"), "a row of progress has 1000001 values");

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 4L << 30, "allocated " + allocated);
  }

  /** Whatever a record says, its checksum being right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"peak_test_accuracy\":[^,]*'|'\"peak_test_accuracy\":\"high\"'",
        "'\"peak_test_accuracy\":[^,]*'|'\"peak_test_accuracy\":true'",
        "'\"peak_test_accuracy\":[^,]*'|'\"peak_test_accuracy\":7'",
        "'\"peak_test_accuracy\":[^,]*'|'\"peak_test_accuracy\":null'",
        "'\"peak_epoch\":[^,]*'|'\"peak_epoch\":1.5'",
        "'\"stable\":true'|'\"stable\":0'",
        "'\"stop_reason\":\"completed\"'|'\"stop_reason\":1'",
        "'\"scalars\":.*'|'\"scalars\":{}}'",
        "'\"history\":.*'|'\"history\":[[1]]}}'",
        "'\"history\":.*'|'\"history\":[[]]}}'",
        "'\"history\":.*'|'\"history\":[[1,2,3,4,5,6,7,8,9]]}}'",
        "'\"history\":.*'|'\"history\":[[\"x\"]]}}'",
        "'\"history\":.*'|'\"history\":[[1e999]]}}'",
        "'\"experiment\":\"classification\"'|'\"experiment\":\"nothing\"'",
        "'\"experiment\":\"classification\"'|'\"experiment\":\"faulty\"'",
        "'\"version\":\\d+'|'\"version\":99'",
        "'\"learning_rate\":[^,]*'|'\"learning_rate\":\"fast\"'",
        "'\"learning_rate\":[^,]*'|'\"learning_rate\":-1'",
        "'\"algorithm\":\"gait\"'|'\"algorithm\":\"../x\"'",
        "'\"algorithm\":\"gait\"'|'\"algorithm\":3'",
        "'\"depth\":1'|'\"depth\":1000000000'",
        "'\"depth\":1'|'\"unheard_of\":1'",
        "'\"values\":.*?\\}'|'\"values\":{}'",
        "'\"attempt\":1'|'\"attempt\":-1'",
        "'\"attempt\":1'|'\"attempt\":2147483647'",
        "'\"seconds\":[^,]*'|'\"seconds\":\"NaN\"'",
        "'\"seconds\":[^,]*'|'\"seconds\":-1e300'",
        "'\"seed\":2'|'\"seed\":-9223372036854775808'",
        "'\"host\":[^,]*'|'\"host\":null'",
        "'\"data\":[^,]*'|'\"data\":\"\"'",
        "'\"state\":\"FINISHED\"'|'\"state\":\"FAILED\"'",
        "'\"state\":\"FINISHED\"'|'\"state\":\"DIVERGED\"'",
        "'\"state\":\"FINISHED\"'|'\"state\":\"TIMED_OUT\"'",
      })
  void anEditedRecordIsAResultOrALine(String from, String to) throws IOException {
    appendRecord(from, to);
    Files.delete(sweep.resolve("_SUCCESS")); // what is derived is made anew
    for (String command : List.of("failures", "report", "explain", "retry")) {
      Shell.Answer answer = command(command);
      assertFalse(answer.err().contains("\tat "), command + "\n" + answer.err());
      assertFalse(answer.out().contains("\tat "), command + "\n" + answer.out());
      assertTrue(answer.code() <= 3, command + " ends with " + answer.code());
    }
  }

  /** Sums of hours were infinite, and no table shows infinity. */
  @ParameterizedTest
  @CsvSource({
    "seconds, '\"Infinity\"'",
    "seconds, '\"NaN\"'",
    "seconds, -1.0",
    "cpu_seconds, '\"Infinity\"'",
    "cpu_seconds, -1e300"
  })
  void aTimeThatCannotBeIsNoRecord(String name, String time) throws IOException {
    appendRecord("\"" + name + "\":[^,]*", "\"" + name + "\":" + time);
    Files.delete(sweep.resolve("_SUCCESS")); // what is derived is made anew
    for (String command : List.of("status", "report")) {
      assertRefused(command(command), "000001.seg line", "not understood");
    }
  }

  /** Ticks were counted for ever, rounding and drawing ended in a trace. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1.7e308", "-1.7e308", "1e305", "5e-324", "9007199254740993.0", "\"Infinity\""})
  void numbersOfAnySizeAreDrawnAndRounded(String number) throws IOException {
    appendRecord("\"peak_test_accuracy\":[^,]*", "\"peak_test_accuracy\":" + number);
    appendRecord("\"final_test_accuracy\":[^,]*", "\"final_test_accuracy\":" + number);
    appendRecord(
        "\"history\":\\[\\[[^,]*,[^,]*,[^,]*",
        "\"history\":[[" + number + "," + number + "," + number);
    appendRecord("\"seconds\":[^,]*", "\"seconds\":1e308");
    appendRecord("\"cpu_seconds\":[^,]*", "\"cpu_seconds\":1e308");
    Files.delete(sweep.resolve("_SUCCESS")); // what is derived is made anew
    for (String command : List.of("status", "report")) {
      command(command).ends(0);
    }
  }

  /** Empty values take no space, and every row takes time and memory. */
  @Test
  void aTableThatClaimsMoreRowsThanItHoldsIsNotRead() throws IOException {
    Path file = sweep.resolve("results/part-00000.parquet");
    List<Column> columns = List.of(Column.text("cell_id", ""));
    try (ParquetTableWriter writer =
        ParquetTable.write(
            new neurosweep.store.Files(),
            new org.apache.hadoop.fs.Path(file.toUri()),
            "results",
            columns)) {
      Object[] row = new Object[1];
      for (int i = 0; i < 8_000_000; i++) {
        writer.write(row);
      }
      writer.commit();
    }
    assertTrue(Files.size(file) < 100_000, "takes " + Files.size(file));

    for (String command : List.of("report", "export")) {
      assertRefused(command(command), file + " cannot be read as Parquet: it claims more than");
    }
  }

  // other ways in

  @Test
  void anExportDoesNotReplaceALink() throws IOException {
    Path out = Files.createDirectories(directory.resolve("exported"));
    Files.createSymbolicLink(out.resolve("results.csv"), documents.resolve("letter.txt"));
    Files.createSymbolicLink(out.resolve("history.csv"), documents.resolve("nothing.txt"));

    for (List<String> options : List.of(List.<String>of(), List.of("--overwrite"))) {
      String[] args = {"export", sweep.toString(), "-o", out.toString()};
      Shell.Answer refused =
          call(Stream.concat(Stream.of(args), options.stream()).toArray(String[]::new)).ends(2);
      assertEquals(2, refused.errors().size(), refused.err());
      assertTrue(refused.err().contains("results.csv: is a link"), refused.err());
      assertTrue(refused.err().contains("history.csv: is a link"), refused.err());
    }
    assertTrue(Files.isSymbolicLink(out.resolve("results.csv")));
    assertNothingHappened();
  }

  @Test
  void anExportIntoALinkedDirectoryIsFine() throws IOException {
    Path real = Files.createDirectories(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("to"), real);
    call("export", sweep.toString(), "-o", link.toString()).ends(0);
    assertTrue(Files.exists(real.resolve("results.csv")));
  }

  @Test
  void aForeignFileIsNotExplained() throws IOException {
    Path tables = Files.createDirectories(directory.resolve("tables"));
    Path letter = Files.writeString(tables.resolve("main.csv"), SECRET);
    Shell.Answer foreign = call("explain", letter.toString()).ends(2);
    assertTrue(foreign.err().contains("is not a sweep directory"), foreign.err());
    assertFalse(foreign.out().contains(SECRET) || foreign.err().contains(SECRET));

    Files.writeString(sweep.resolve("tables/main.csv"), SECRET);
    Shell.Answer edited = command("explain").ends(1);
    assertFalse(edited.out().contains(SECRET) || edited.err().contains(SECRET));
  }

  @ParameterizedTest
  @CsvSource({"[, not JSON", "'[[],', not JSON", "9, not JSON"})
  void aVectorFileOfAnythingEndsInALine(String text, String said) throws IOException {
    Path file = directory.resolve("vectors.json");
    Files.writeString(file, text.repeat(3_000_000));
    assertRefused(
        call("doctor", "--vectors", file.toString(), "--backend", "vector"), file.toString());
  }

  /** A library in the directory itself, by an absolute path that holds wherever it lies. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc/self/cwd/evil.so", "evil.so", "/tmp/evil.so", "libc.so.6"})
  void aLibraryThatTheManifestNamesIsNotLoaded(String library) throws IOException {
    edit(
        manifest -> {
          manifest.put("backend", "native");
          for (com.fasterxml.jackson.databind.JsonNode run : manifest.get("runs")) {
            ((ObjectNode) run.get("environment")).put("backend_blas", library);
          }
        });
    for (String command : List.of("retry", "verify", "run")) {
      Shell.Answer answer = command.equals("run") ? run(directory, TINY) : command(command);
      assertRefused(
          answer, "names the library " + library + " to compute with", "give it with --blas");
    }
  }

  /** It waited for half a minute, took the sweep over and ran it before it ended. */
  @Test
  void aSignalEndsWhatWaitsForAnotherMachine() throws Exception {
    ObjectNode lease = JSON.createObjectNode();
    lease.put("nonce", "n-1").put("user", "u").put("host", "elsewhere").put("machine", "elsewhere");
    lease.put("pid", 1).put("started", "1").put("since", "2026-01-01T00:00:00Z");
    byte[] text = JSON.writeValueAsBytes(lease);
    Files.write(sweep.resolve("lease"), text);
    Process process =
        Shell.start(
            "run",
            Shell.job(directory, TINY.replace("1..2", "1..3")),
            "-o",
            directory.resolve("out").toString(),
            "--master",
            "in-process");
    try (java.io.BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.contains("waiting up to")) {
        line = err.readLine();
      }
      assertTrue(line != null, "never waited");
      process.destroy();
      assertTrue(process.waitFor(10, TimeUnit.MINUTES));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(143, process.exitValue());
    assertEquals(
        new String(text, StandardCharsets.UTF_8), Files.readString(sweep.resolve("lease")));
  }
}

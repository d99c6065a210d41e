package neurosweep.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import neurosweep.cli.Shell;
import neurosweep.core.Column;
import neurosweep.core.ShellWord;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.store.parquet.ParquetTableWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sweep that came by mail: a hostile text in every string of every file that is read, found by
 * walking them, comes out raw of no command and of no file that is made.
 */
@Tag("environment")
@Tag("attack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileWordsTest {
  private static final int MOST_ALIKE = 3;

  /** Steers terminals, turns the writing, begins a line, and means something to every format. */
  private static final String HOSTILE =
      "=1+1\u001b]52;c;ZXZpbA==\u0007\u009b2J\u202Eevil\u2066\r\nFORGED\u0000"
          + "}^^5cimmediate^^5cwrite18{id}\\immediate\\write18{id}"
          + "<img src=//evil.example/x><script>x</script>![x](//evil.example)'$(id)`id`\"";

  private static final Pattern CONTROL =
      Pattern.compile("(?!\\r?\\n|\\t)[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** What the holder of the lease says that it is at. */
  private static final String ACTIVITY = ".lease.n.cells";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final neurosweep.store.Files FILES = new neurosweep.store.Files();

  private final Path directory;
  private Path original;
  private int copies;

  HostileWordsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  void makeIt() throws IOException {
    Shell.run(directory, Shell.TINY).ends(0);
    original = directory.resolve("out/tiny");
    Shell.call("verify", original.toString(), "--sample", "1", "--parallelism", "1").ends(0);
    // Somebody who holds it from another machine, of whom status speaks.
    ObjectNode lease = JSON.createObjectNode();
    lease.put("nonce", "n").put("user", "u").put("host", "h").put("machine", "m").put("pid", 1);
    lease.put("started", "1").put("since", "2026-01-01T00:00:00Z");
    Files.write(original.resolve("lease"), JSON.writeValueAsBytes(lease));
    ObjectNode activity = JSON.createObjectNode();
    activity.put("begun", "2026-01-01T00:00:00Z").put("ended", 3).put("running", 1);
    ObjectNode running = activity.putArray("cells").addObject();
    running.put("cell", "c").put("values", "v").put("since", "2026-01-01T00:00:00Z");
    running.put("host", "h").put("more", 1).put("checkpoint", "k").put("saved", "s");
    Files.write(original.resolve(ACTIVITY), JSON.writeValueAsBytes(activity));
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectories(directory.resolve("copy" + ++copies).resolve("tiny"));
    Shell.copy(original, copy);
    return copy;
  }

  /** Every place of a text below a node, and of a name in a map. */
  private static void places(JsonNode node, String at, List<String> found) {
    if (node.isTextual()) {
      found.add(at);
    }
    node.properties()
        .forEach(
            field -> {
              found.add(at + "/" + escaped(field.getKey()) + "#name");
              places(field.getValue(), at + "/" + escaped(field.getKey()), found);
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places(node.get(i), at + "/" + i, found);
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static void spoil(JsonNode root, String place) {
    boolean name = place.endsWith("#name");
    String path = name ? place.substring(0, place.length() - "#name".length()) : place;
    JsonNode parent = root.at(path.substring(0, path.lastIndexOf('/')));
    String last = path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), JSON.getNodeFactory().textNode(HOSTILE));
    } else if (parent instanceof ObjectNode object && name) {
      object.set(HOSTILE, object.get(last)); // beside it: what is missing is another test's
    } else if (parent instanceof ObjectNode object) {
      object.put(last, HOSTILE);
    }
  }

  private static void assertPlain(String what, String text) {
    var control = CONTROL.matcher(text);
    if (control.find()) {
      int at = control.start();
      throw new AssertionError(
          what
              + String.format(Locale.ROOT, " holds U+%04X: ", (int) text.charAt(at))
              + text.substring(Math.max(0, at - 200), at));
    }
  }

  /** What is printed; a line that only a text begins would be taken for the program's own. */
  private static Shell.Answer call(String what, String... command) {
    Shell.Answer answer = Shell.call(command);
    String said = answer.out() + answer.err();
    String name = what + ": " + command[0];
    assertPlain(name, said);
    assertFalse(
        said.lines().anyMatch(line -> line.startsWith("FORGED")) && !command[0].equals("compare"),
        name + said);
    assertFalse(said.contains("this is a bug"), name + said);
    return answer;
  }

  private static void assertHarmless(String what, Path made) throws IOException {
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.matches(".*\\.(tex|md|csv|html|svg|json|txt)")) {
          continue;
        }
        String text = Files.readString(file);
        String where = what + ": " + file.getFileName();
        assertPlain(where, text);
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "tex" -> {
            assertFalse(text.contains("\\immediate"), where);
            assertFalse(text.contains("^^5c"), where);
            assertFalse(text.lines().anyMatch(line -> line.startsWith("FORGED")), where);
          }
          case "md" -> // what stands for itself there has a backslash before it
              assertFalse(
                  Pattern.compile("(?<!\\\\)(<img|!\\[x|\\]\\(//)").matcher(text).find(), where);
          case "csv" -> {
            for (String[] row : new CsvParser(new CsvParserSettings()).parseAll(file.toFile())) {
              for (String field : row) {
                assertFalse(field != null && field.strip().startsWith("="), where + " " + field);
              }
            }
          }
          case "html", "svg" -> {
            assertFalse(text.contains("<img src=//") || text.contains("<script>x"), where);
            assertFalse(text.contains("=\"//evil"), where);
          }
          default -> {}
        }
      }
    }
  }

  private static void lookAtIt(String what, Path sweep) {
    String at = sweep.toString();
    call(what, "status", at);
    call(what, "status", at, "--format", "json");
    call(what, "failures", at);
    call(what, "explain", at);
    call(what, "explain", at, "--entry", "#1:final");
    for (String format : List.of("table", "csv", "json")) {
      call(what, "compare", at, at, "--format", format);
    }
  }

  /** Whether the report could be made. */
  private boolean useIt(String what, Path sweep, String cell) throws IOException {
    String at = sweep.toString();
    lookAtIt(what, sweep);
    call(what, "show", at, cell);
    Path exported = directory.resolve("exported" + copies);
    for (String style : List.of("neurosweep", "mlflow")) {
      Path into = exported.resolve(style);
      call(what, "export", at, "-o", into.toString(), "--format", "csv,json", "--style", style);
    }
    boolean reported = call(what, "report", at).code() == 0;
    if (Files.exists(exported)) {
      assertHarmless(what, exported);
    }
    if (reported) {
      assertHarmless(what, sweep.resolve("tables"));
      assertHarmless(what, sweep.resolve("figures"));
      assertPlain(what + ": report.html", Files.readString(sweep.resolve("report.html")));
      assertFalse(Files.readString(sweep.resolve("report.html")).contains("<img src=//"), what);
    }
    return reported;
  }

  private interface Change {
    void apply(Path sweep, List<String> places) throws IOException;
  }

  /** Beside each other what is refused for the same reason. */
  private void everywhere(String what, List<String> places, Change change) throws IOException {
    List<String> sorted = new ArrayList<>(places);
    sorted.sort(
        Comparator.comparing(place -> place.replaceAll("/\\d+$", "").replaceAll(".*/", "")));
    halved(what, sorted, change);
  }

  /** All at once; where they are refused together each half, down to every single one. */
  private void halved(String what, List<String> places, Change change) throws IOException {
    Path sweep = copy();
    change.apply(sweep, places);
    String cell = Files.readString(original.resolve("journal/000001.seg")).split("\"", -1)[3];
    String name = what + " " + (places.size() == 1 ? places.get(0) : places.size() + " places");
    boolean through = useIt(name, sweep, cell);
    FILES.delete(new org.apache.hadoop.fs.Path(sweep.getParent().toUri()));
    if (!through && places.size() > 1) {
      halved(what, places.subList(0, places.size() / 2), change);
      halved(what, places.subList(places.size() / 2, places.size()), change);
    }
  }

  /** Files of the sweep's directory that hold JSON and nothing else. */
  static Stream<String> documents() {
    return Stream.of("manifest.json", "verification.json", "lease", "files.json", ACTIVITY);
  }

  @Test
  void everyDocumentIsWalked() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) < 1 << 20
            && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("{")) {
          found.add(file.getFileName().toString());
        }
      }
    }
    assertEquals(new TreeSet<>(documents().toList()), found);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void noTextOfADocumentComesOutRaw(String document) throws IOException {
    JsonNode valid = JSON.readTree(original.resolve(document).toFile());
    List<String> places = new ArrayList<>();
    places(valid, "", places);
    assertTrue(places.size() >= 7, places.toString());
    // Of places that differ in nothing but their numbers the first few stand for the others.
    Map<String, Integer> alike = new HashMap<>();
    places.removeIf(
        place -> alike.merge(place.replaceAll("/\\d+", "/#"), 1, Integer::sum) > MOST_ALIKE);
    Change change =
        (sweep, which) -> {
          JsonNode spoilt = valid.deepCopy();
          which.forEach(place -> spoil(spoilt, place));
          Files.write(sweep.resolve(document), JSON.writeValueAsBytes(spoilt));
        };
    everywhere(document, places, change);
  }

  private static String line(byte[] record) {
    CRC32C sum = new CRC32C();
    sum.update(record);
    return String.format(Locale.ROOT, "%08x ", sum.getValue())
        + new String(record, StandardCharsets.ISO_8859_1);
  }

  @Test
  void noTextOfAJournalComesOutRaw() throws IOException {
    List<String> lines = Files.readAllLines(original.resolve("journal/000001.seg"));
    ObjectNode failed = (ObjectNode) JSON.readTree(lines.get(1).substring(9));
    failed.put("state", "FAILED").put("cause", "c").put("detail", "d");
    ObjectNode diverged = (ObjectNode) JSON.readTree(lines.get(2).substring(9));
    diverged.put("state", "DIVERGED").put("reason", "r");
    List<JsonNode> records = new ArrayList<>(List.of(failed, diverged));
    for (String each : lines.subList(3, lines.size())) {
      records.add(JSON.readTree(each.substring(9)));
    }
    JsonNode all = JSON.createArrayNode().addAll(records);
    List<String> places = new ArrayList<>();
    places(all, "", places);
    // One finished cell stands for the others.
    places.removeIf(place -> !place.matches("/[0-2]/.*") || place.contains("/tables/"));
    everywhere(
        "journal",
        places,
        (sweep, which) -> {
          JsonNode spoilt = all.deepCopy();
          which.forEach(place -> spoil(spoilt, place));
          StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
          for (JsonNode record : spoilt) {
            byte[] bytes = JSON.writeValueAsBytes(record);
            text.append(line(bytes)).append('\n');
          }
          Files.writeString(
              sweep.resolve("journal/000001.seg"), text.toString(), StandardCharsets.ISO_8859_1);
          // Results follow from the journal.
          Files.deleteIfExists(sweep.resolve("_SUCCESS"));
        });
  }

  /** The tables that commands read. */
  static Stream<String> tables() {
    return Stream.of(
        "results/part-00000.parquet",
        "progress/part-00000.parquet",
        "correlations/part-00000.parquet",
        "history/part-00000.parquet",
        "summary/part-00000.parquet",
        "best/part-00000.parquet",
        "plan.parquet");
  }

  @Test
  void everyTableIsWalked() throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      Set<String> found = new TreeSet<>();
      files
          .filter(file -> file.toString().endsWith(".parquet"))
          .forEach(file -> found.add(original.relativize(file).toString()));
      assertEquals(new TreeSet<>(tables().toList()), found);
    }
  }

  private static void rewrite(Path file, String column, UnaryOperator<String> change) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    List<Object[]> rows = new ArrayList<>();
    List<Column> columns;
    int at = -1;
    try (ParquetTableReader reader = ParquetTable.read(FILES, path)) {
      columns = reader.columns();
      for (int i = 0; i < columns.size(); i++) {
        at = columns.get(i).name().equals(column) ? i : at;
      }
      while (reader.hasNext()) {
        Object[] row = reader.next().clone();
        row[at] = row[at] == null ? HOSTILE : change.apply(row[at].toString());
        rows.add(row);
      }
    }
    try {
      Files.delete(file);
      try (ParquetTableWriter writer =
          ParquetTable.write(FILES, path, file.getFileName().toString(), columns)) {
        for (Object[] row : rows) {
          writer.write(row);
        }
        writer.commit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> textColumns(String table) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(original.resolve(table).toUri());
    try (ParquetTableReader reader = ParquetTable.read(FILES, path)) {
      return reader.columns().stream()
          .filter(column -> column.type() == Column.Type.TEXT)
          .map(Column::name)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void noTextOfATableComesOutRaw(String table) throws IOException {
    everywhere(
        table,
        textColumns(table),
        (sweep, which) -> {
          for (String column : which) {
            rewrite(sweep.resolve(table), column, was -> HOSTILE + was); // keys stay different
          }
        });
  }

  @Test
  void noTextOfAJobComesOutRaw() throws IOException {
    Path job = directory.resolve("mailed.yaml");
    List<String> places = new ArrayList<>();
    JsonNode valid =
        JSON.readTree(
            """
            {"name": "n", "description": "d", "experiment": "classification",
             "fixed": {"dataset": "csv", "train_file": "a", "label_column": "l"},
             "grid": {"algorithm": ["bp", "gait"]}, "seeds": [1],
             "select": {"metric": "peak_test_accuracy", "goal": "max"},
             "report": {"reference": "bp", "tables": ["main"], "figures": ["curves"]}}
            """);
    places(valid, "", places);
    for (String place : places) {
      JsonNode spoilt = valid.deepCopy();
      spoil(spoilt, place);
      Files.write(job, JSON.writeValueAsBytes(spoilt));
      call(place, "plan", job.toString(), "-o", directory.resolve("planned").toString());
    }
  }

  private Path withManifest(Consumer<ObjectNode> change) throws IOException {
    Path sweep = copy();
    Path file = sweep.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(manifest);
    JSON.writeValue(file.toFile(), manifest);
    return sweep;
  }

  /** The command that a table shows would have written where the sender wanted. */
  @ParameterizedTest
  @ValueSource(strings = {"--out=/tmp/elsewhere", "-o=elsewhere", "--overwrite", "epochs", "=1"})
  void anOptionIsNoOverride(String option) throws IOException {
    Path sweep = withManifest(manifest -> manifest.putArray("overrides").add(option));
    Shell.Answer answer = call(option, "report", sweep.toString());
    assertEquals(2, answer.code(), answer.err());
    assertTrue(answer.err().contains("manifest.json is damaged"), answer.err());
  }

  /** A name that LaTeX expands: ^^5c is a backslash to it, and none to file systems. */
  @Test
  void theNameOfAPlotIsNoLatex() throws IOException {
    Path sweep =
        withManifest(
            manifest -> {
              ObjectNode plot = (ObjectNode) manifest.at("/design/plots/declared/0");
              plot.put("name", "x}^^5cimmediate^^5cwrite18{id}^^5copenin").put("doc", HOSTILE);
            });
    Shell.Answer answer = call("plot", "report", sweep.toString());
    // Refused, or written as what it is.
    assertTrue(answer.code() == 2 || answer.code() == 0, answer.err());
    assertHarmless("plot", sweep.resolve("figures"));
  }

  @Test
  void theCommandOfThePageQuotesAnyId() throws IOException {
    Path sweep = copy();
    rewrite(
        sweep.resolve("results/part-00000.parquet"),
        "cell_id",
        was -> (was.charAt(0) < '8' ? "$(id);" : "-x `id`\n") + was);
    if (call("page", "report", sweep.toString()).code() == 2) {
      return; // refused
    }
    String page = Files.readString(sweep.resolve("report.html"));
    String begin = "<script type=\"application/json\" id=\"cells\">";
    int from = page.indexOf(begin) + begin.length();
    JsonNode data = JSON.readTree(page.substring(from, page.indexOf("</script>", from)));
    assertTrue(page.contains("copy(`${data.command} ${word}`)"));
    int odd = 0;
    for (JsonNode cell : data.get("cells")) {
      String id = cell.get(0).asText();
      String word = data.get("quoted").path(id).asText(id);
      assertEquals(ShellWord.quoted(id.startsWith("-") ? "./" + id : id), word);
      odd += word.equals(id) ? 0 : 1;
    }
    assertEquals(8, odd); // each cell has a result, so none comes from the plan
  }

  @Test
  void noUserOfAnAddressIsShown() {
    String place = "https://me:hush@127.0.0.1:9/x";
    String data = directory.resolve("none").toString();
    for (String[] command :
        List.of(
            new String[] {"data", "fetch", "mnist", "--mirror", place, "--data", data},
            new String[] {"status", "nosuchfs://me:hush@host/x"},
            new String[] {"explain", "s3x://me:hush@host/x/tables/main.csv"},
            new String[] {"status", original.toString(), place})) {
      Shell.Answer answer = call("address", command);
      assertTrue(answer.code() != 0);
      assertFalse((answer.out() + answer.err()).contains("hush"), answer.err());
    }
  }
}

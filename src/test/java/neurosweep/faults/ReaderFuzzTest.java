package neurosweep.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import neurosweep.analysis.Analysis;
import neurosweep.cli.Shell;
import neurosweep.core.Column;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.DataHome;
import neurosweep.data.DataSource;
import neurosweep.data.IdxReader;
import neurosweep.experiment.Experiment;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.math.Backend;
import neurosweep.reference.ReferenceFile;
import neurosweep.report.format.TableFormat;
import neurosweep.report.table.ReportTable;
import neurosweep.result.Design;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.store.parquet.ParquetTableWriter;
import neurosweep.sweep.Manifest;
import neurosweep.testing.ByteEdit;
import neurosweep.testing.MeasuredBits;

/**
 * Every reader against changes of valid inputs: a value or a {@link UserError} in readable lines,
 * within bounded memory. {@code -Djqwik.tries.default=100000} runs longer.
 */
@Tag("environment")
class ReaderFuzzTest {
  private static final String SEED = "20251120";
  private static final long MOST_ALLOCATED = 512L << 20;

  private static final String JOB =
      """
      name: fuzzed
      description: "a: b"
      experiment: classification
      fixed: &f {dataset: glyphs, epochs: 5, label_column: "x y"}
      grid: {depth: 1..3, learning_rate: {logspace: {from: 1e-5, to: 1e-3, count: 5}}}
      variants:
        - {algorithm: gait, gamma: &h [0.001, 0.01]}
        - {algorithm: tp, lambda: [0, 0.1], init: orthogonal}
      zip: {wb: {pool: [1, 2], batch_size: [3, 4]}}
      exclude: [{depth: 1, algorithm: tp}]
      seeds: [1, 2]
      sweep_seed: 3
      select: {metric: final_test_accuracy, goal: max, stable: preferred, over: [depth]}
      report: {reference: gait, equivalence_margin: 0.5pp, tables: [main], figures: grid}
      """;

  private static final List<String> OVERRIDES =
      List.of(
          "learning_rate=1e-4,1e-3",
          "depth=range(1,5)",
          "seeds=1..3",
          "select.goal=min",
          "report.equivalence_margin=0.5pp",
          "algorithm=gait",
          "lambda=[0, 0.1]",
          "lambda={linspace: {from: 0, to: 1, count: 3}}");

  private static final String CSV = "a,\"b c\",label\n1,2.5,0\n-3e2,\"4\",1\n\n 7 , .5,2\n";

  private static final neurosweep.store.Files FILES = new neurosweep.store.Files();

  private static Path directory;
  private static Path sweep;
  private static byte[] manifest;
  private static byte[] segment;
  private static Set<String> records;
  private static byte[] table;
  private static byte[] vectors;

  @BeforeContainer
  static void makeValidInputs() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    directory = Files.createTempDirectory(Files.createDirectories(temporary), "fuzz");
    Shell.run(directory, Shell.TINY).ends(0);
    sweep = directory.resolve("out/tiny");
    manifest = Files.readAllBytes(sweep.resolve("manifest.json"));
    segment = Files.readAllBytes(sweep.resolve("journal/000001.seg"));
    records = Set.copyOf(texts(Journal.read(at(sweep))));
    table = parquet();
    vectors = vectors();
    Files.createDirectories(directory.resolve("scratch/journal"));
  }

  @AfterContainer
  static void clean() throws IOException {
    FILES.delete(new org.apache.hadoop.fs.Path(directory.toUri()));
  }

  @Provide
  Arbitrary<List<ByteEdit>> edits() {
    return ByteEdit.some();
  }

  @Provide
  Arbitrary<List<ByteEdit>> flips() {
    return ByteEdit.some(ByteEdit.Kind.FLIP, ByteEdit.Kind.SET);
  }

  private interface Reader {
    void read() throws IOException;
  }

  /** Fails unless the reader ends in order or in a user's error that can be read. */
  private static boolean reads(Reader reader) throws IOException {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean valid = false;
    try {
      reader.read();
      valid = true;
    } catch (UserError e) {
      assertFalse(e.problems().isEmpty());
      e.problems().forEach(ReaderFuzzTest::assertReadable);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < MOST_ALLOCATED, "allocated " + allocated);
    return valid;
  }

  private static void assertReadable(String problem) {
    assertFalse(problem.isBlank());
    assertFalse(problem.codePoints().anyMatch(Character::isISOControl), problem);
    assertFalse(problem.contains("Exception") || problem.contains("java."), problem);
    assertTrue(problem.length() <= 2100, problem);
  }

  private static SweepDirectory at(Path path) {
    return SweepDirectory.at(FILES, "DIR", path.toString());
  }

  private static org.apache.hadoop.fs.Path scratch(String name, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("scratch").resolve(name), content);
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static String text(List<ByteEdit> edits, String valid) {
    byte[] bytes = ByteEdit.applied(edits, valid.getBytes(StandardCharsets.UTF_8), 0);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Property(seed = SEED)
  void jobs(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    SpecReader reader = new SpecReader(Experiment.CATALOG, Search.CATALOG);
    reads(() -> assertTrue(reader.read(text(edits, JOB), "job.yaml", List.of()).cells() > 0));
  }

  @Property(seed = SEED)
  void overrides(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    SpecReader reader = new SpecReader(Experiment.CATALOG, Search.CATALOG);
    String override = OVERRIDES.get(Math.floorMod(edits.get(0).at(), OVERRIDES.size()));
    List<String> given = List.of(text(edits, override));
    reads(() -> assertTrue(reader.read(JOB, "job.yaml", given).cells() > 0));
  }

  @Property(seed = SEED)
  void values(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    Experiment experiment = Experiment.CATALOG.get("classification");
    List<Param<?>> all = Param.possible(experiment.params());
    for (int i = 0; i < 4; i++) {
      Param<?> param = all.get(Math.floorMod(edits.get(0).at() + 7 * i, all.size()));
      String given = text(edits, String.valueOf(param.defaultValue()));
      reads(() -> assertEquals(param.parse(given), param.parse(given)));
    }
  }

  private static byte[] images() {
    ByteBuffer buffer = ByteBuffer.allocate(16 + 3 * 4 * 5);
    buffer.putInt(0x803).putInt(3).putInt(4).putInt(5);
    for (int i = 0; i < 60; i++) {
      buffer.put((byte) (i * i));
    }
    return buffer.array();
  }

  @Property(seed = SEED)
  void idx(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    org.apache.hadoop.fs.Path file = scratch("images", ByteEdit.applied(edits, images(), 0));
    reads(
        () -> {
          IdxReader.Images read = IdxReader.images(file, FILES);
          assertEquals(read.count() * read.rows() * read.columns(), read.pixels().length);
        });
    reads(() -> IdxReader.labels(file, FILES, 10));
    reads(() -> IdxReader.matrix(file, FILES));
  }

  @Property(seed = SEED)
  void gzip(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(images());
    }
    byte[] changed = ByteEdit.applied(edits, out.toByteArray(), 0);
    org.apache.hadoop.fs.Path file = scratch("images.gz", changed);
    boolean stillGzip = changed.length > 1 && changed[0] == 0x1f && changed[1] == (byte) 0x8b;
    reads(
        () -> {
          byte[] read = IdxReader.images(file, FILES).pixels();
          if (stillGzip) {
            assertArrayEquals(java.util.Arrays.copyOfRange(images(), 16, 76), read);
          }
        });
  }

  private static void load(String source) {
    DataHome home =
        new DataHome(new org.apache.hadoop.fs.Path(directory.resolve("scratch").toUri()), FILES);
    Values values = Values.of(java.util.Map.of("train_file", "train", "test_file", "train"));
    DataSource.CATALOG.get(source).load(home, values);
  }

  @Property(seed = SEED)
  void csv(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    scratch("train", ByteEdit.applied(edits, CSV.getBytes(StandardCharsets.UTF_8), 0));
    reads(() -> load("csv"));
  }

  private static byte[] parquet() throws IOException {
    List<Column> columns =
        List.of(
            Column.real("a", "", ""),
            Column.integer("b", "mm", "a doc"),
            Column.integer("label", "", ""));
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(directory.resolve("valid.parquet").toUri());
    try (ParquetTableWriter writer = ParquetTable.write(FILES, file, "t", columns)) {
      for (long i = 0; i < 50; i++) {
        writer.write(new Object[] {i / 3.0, i * i, i % 3});
      }
      writer.commit();
    }
    return FILES.read(file, 1 << 20);
  }

  @Property(seed = SEED)
  void parquet(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    scratch("train", ByteEdit.applied(edits, table, 0));
    reads(() -> load("parquet"));
  }

  @Property(seed = SEED)
  void parquetFooter(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    int length =
        ByteBuffer.wrap(table).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(table.length - 8);
    scratch("train", ByteEdit.applied(edits, table, table.length - 8 - length));
    reads(() -> load("parquet"));
  }

  @Property(seed = SEED)
  void results(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    byte[] valid = Files.readAllBytes(sweep.resolve("results/part-00000.parquet"));
    org.apache.hadoop.fs.Path file = scratch("results", ByteEdit.applied(edits, valid, 0));
    reads(
        () -> {
          try (ParquetTableReader rows = ParquetTable.read(FILES, file)) {
            rows.forEachRemaining(row -> assertEquals(rows.columns().size(), row.length));
          }
        });
  }

  private static List<String> texts(JournalReader journal) {
    List<String> texts = new ArrayList<>();
    journal.forEach(
        result ->
            texts.add(
                result.cell()
                    + " "
                    + result.seconds()
                    + " "
                    + result.attempt()
                    + MeasuredBits.of(result)));
    return texts;
  }

  /** What is read is what was written; returns whether something is missing. */
  private static boolean loses(byte[] changed, List<String> notices) throws IOException {
    Path scratch = directory.resolve("scratch");
    Files.write(scratch.resolve("journal/000001.seg"), changed);
    Set<String> read = new HashSet<>();
    reads(
        () -> {
          JournalReader journal = Journal.read(at(scratch));
          List<String> texts = texts(journal);
          read.addAll(texts);
          assertEquals(texts.size(), read.size());
          notices.addAll(journal.notices());
        });
    assertTrue(records.containsAll(read), "a record that was never written");
    return read.size() < records.size();
  }

  @Property(seed = SEED)
  void journal(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    loses(ByteEdit.applied(edits, segment, 0), new ArrayList<>());
  }

  @Property(seed = SEED)
  void journalTellsWhatItLoses(@ForAll("flips") List<ByteEdit> edits) throws IOException {
    List<String> notices = new ArrayList<>();
    boolean loses = loses(ByteEdit.applied(edits, segment, 0), notices);
    assertTrue(!loses || !notices.isEmpty(), "lost without a word");
  }

  /** A record whose checksum is right, whatever it holds. */
  @Property(seed = SEED)
  void undamagedRecords(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    String line = new String(segment, StandardCharsets.UTF_8).lines().skip(1).findFirst().get();
    byte[] json = ByteEdit.applied(edits, line.substring(9).getBytes(StandardCharsets.UTF_8), 0);
    String text = new String(json, StandardCharsets.ISO_8859_1).replace('\n', ' ');
    byte[] record = text.getBytes(StandardCharsets.ISO_8859_1);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(record, 0, record.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(segment, 0, firstLine());
    out.writeBytes(
        String.format(Locale.ROOT, "%08x ", crc.getValue()).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(record);
    out.write('\n');
    Path scratch = directory.resolve("scratch");
    Files.write(scratch.resolve("journal/000001.seg"), out.toByteArray());
    reads(() -> texts(Journal.read(at(scratch))));
  }

  private static int firstLine() {
    int length = 0;
    while (segment[length++] != '\n') {}
    return length;
  }

  @Property(seed = SEED)
  void manifests(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    Files.write(sweep.resolve("manifest.json"), ByteEdit.applied(edits, manifest, 0));
    reads(
        () -> {
          Design design = Manifest.read(at(sweep)).design();
          Analysis analysis = Analysis.read(at(sweep), design);
          for (ReportTable table : ReportTable.CATALOG.members()) {
            TableFormat.CATALOG.members().forEach(format -> format.render(table.of(analysis)));
          }
        });
  }

  private static byte[] vectors() throws IOException {
    try (InputStream in =
        ReaderFuzzTest.class.getResourceAsStream("/reference/reference-gait.json")) {
      ObjectMapper json = new ObjectMapper();
      ArrayNode few = json.createArrayNode();
      Set<String> seen = new HashSet<>();
      for (JsonNode each : json.readTree(in)) {
        if (seen.add(each.path("inputs").fieldNames().next())) {
          few.add(each);
        }
      }
      return json.writeValueAsBytes(few);
    }
  }

  @Property(seed = SEED)
  void references(@ForAll("edits") List<ByteEdit> edits) throws IOException {
    String text = new String(ByteEdit.applied(edits, vectors, 0), StandardCharsets.UTF_8);
    Backend backend = Backend.choose("ejml");
    reads(() -> ReferenceFile.check("vectors.json", text, backend));
  }
}

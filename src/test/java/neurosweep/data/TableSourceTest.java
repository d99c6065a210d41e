package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import neurosweep.core.Column;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import neurosweep.testing.IdxFiles;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class TableSourceTest {
  @TempDir Path directory;

  @BeforeEach
  void goodFiles() throws IOException {
    csv("train.csv", "a,label,b\n1,0,2.5\n-3e2,2,.5\n");
    csv("test.csv", "a,label,b\n7,1,8\n");
  }

  private void csv(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private RawData load(Values values) {
    return new CsvSource().load(IdxFiles.home(directory), values);
  }

  private List<String> faults(Values values) {
    return assertThrows(UserError.class, () -> load(values)).problems();
  }

  private void fault(String train, String... expected) throws IOException {
    csv("train.csv", train);
    List<String> faults = faults(Values.NONE);
    assertEquals(1, faults.size(), faults.toString());
    for (String part : expected) {
      assertTrue(faults.get(0).contains(part), faults.get(0));
    }
  }

  @Test
  void readsFeaturesAndLabels() {
    RawData raw = load(Values.NONE);
    assertEquals(1, raw.rows());
    assertEquals(2, raw.columns());
    assertEquals(3, raw.classes());
    assertNull(raw.train().bytes());
    assertArrayEquals(new float[] {1, 2.5f, -300, 0.5f}, raw.train().reals());
    assertArrayEquals(new int[] {0, 2}, raw.train().labels());
    assertArrayEquals(new float[] {7, 8}, raw.test().reals());
  }

  @Test
  void readsQuotesSpacesMarksAndEmptyLines() throws IOException {
    csv("train.csv", "\uFEFF\"a\", \"label\" ,b\r\n\r\n \"1\" , 0.0 ,\"2.5\"\r\n-3e2,2,.5");
    RawData raw = load(Values.NONE);
    assertArrayEquals(new float[] {1, 2.5f, -300, 0.5f}, raw.train().reals());
    assertArrayEquals(new int[] {0, 2}, raw.train().labels());
  }

  @Test
  void everyLineEndIsOne() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      csv("train.csv", "a,label,b\n1,0,2.5\n\n-3e2,2,.5\n".replace("\n", end));
      assertArrayEquals(new float[] {1, 2.5f, -300, 0.5f}, load(Values.NONE).train().reals());
      csv("train.csv", "a,label,b\n1,0,x\n".replace("\n", end));
      assertTrue(faults(Values.NONE).get(0).contains("line 2, column 3"), end);
    }
  }

  @Test
  void growsBeyondItsFirstCapacity() throws IOException {
    StringBuilder text = new StringBuilder("a,label,b\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(',').append(i % 3).append(",1\n");
    }
    csv("train.csv", text.toString());
    RawData raw = load(Values.NONE);
    assertEquals(5000, raw.train().labels().length);
    assertEquals(10_000, raw.train().reals().length);
    assertEquals(4999f, raw.train().reals()[9998]);
  }

  @Test
  void tellsLineAndColumnOfEveryMalformedCell() throws IOException {
    csv("train.csv", "a,label,b\n1,0,x\n\n1,cat,\n1,-1,NaN\n1,0.5,1e39\n1,0,1f\n1,99999,0x1p3\n");
    List<String> faults = faults(Values.NONE);
    assertEquals(10, faults.size(), faults.toString());
    assertTrue(
        faults
            .get(0)
            .endsWith(
                "train.csv, line 2, column 3 (b): is \"x\", must be a number; "
                    + "correct the cell or drop the row or column"),
        faults.get(0));
    assertTrue(faults.get(1).contains("line 4, column 2 (label): is \"cat\", must be a whole"));
    assertTrue(faults.get(2).contains("line 4, column 3 (b): is empty"));
    assertTrue(faults.get(3).contains("line 5, column 2 (label): is -1, must be a whole"));
    assertTrue(faults.get(4).contains("line 5, column 3 (b): is \"NaN\""));
    assertTrue(faults.get(5).contains("is 0.5"));
    assertTrue(faults.get(6).contains("is 1.0E39, must be finite in 32 bits"), faults.get(6));
    assertTrue(faults.get(7).contains("is \"1f\""));
    assertTrue(faults.get(8).contains("is 99999"), faults.get(8));
  }

  @Test
  void boundsTheNumberOfFaultsToldPerFile() throws IOException {
    csv("train.csv", "a,label,b\n" + "x,0,y\n".repeat(50));
    List<String> faults = faults(Values.NONE);
    assertEquals(LabelledRows.MOST_TOLD + 1, faults.size());
    assertTrue(faults.get(faults.size() - 1).contains("and 80 more faults"));
  }

  @Test
  void tellsRowsOfTheWrongLengthAndOpenQuotes() throws IOException {
    fault("a,label,b\n1,0\n", "line 2", "has 2 cells, must have 3");
    fault("a,label,b\n1,0,2,\n", "line 2", "has 4 cells, must have 3");
    fault("a,label,b\n1,0,\"2\n", "line 2", "quote");
    fault("a,label,b\n1,0,\"2\"3\n", "line 2", "quote");
    fault("a,\"label,b\n1,0,2\n", "line 1", "quote");
  }

  @Test
  void tellsHeaderFaults() throws IOException {
    fault("", "is empty");
    fault("a,label,b\n", "has no rows");
    fault("a,lable,b\n1,0,2\n", "did you mean", "label_column");
    fault("a,label,a\n1,0,2\n", "column 3 is called \"a\"", "distinct");
    fault("label\n0\n", "at least one feature");
  }

  @Test
  void rowNumbersAreNoFeature() throws IOException {
    for (String name : List.of("Unnamed: 0", "Unnamed: 0.1", "__index_level_0__", "")) {
      fault(name + ",label,a\n0,0,1\n1,1,2\n", "index=False");
    }
  }

  @Test
  void otherSeparatorsAreNamed() throws IOException {
    fault("a;label\n1;0\n2;1\n", "save it with commas");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    Files.write(
        directory.resolve("train.csv"), "a,label,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(faults(Values.NONE).get(0).contains("not UTF-8"));
  }

  @Test
  void readsBothFilesBeforeItComplains() throws IOException {
    csv("train.csv", "a,label,b\n1,0,x\n");
    csv("test.csv", "a,label,b\n1,y,1\n");
    List<String> faults = faults(Values.NONE);
    assertEquals(2, faults.size());
    assertTrue(faults.get(1).contains("test.csv, line 2, column 2"));
  }

  @Test
  void bothFilesNeedTheSameColumns() throws IOException {
    csv("test.csv", "b,label,a\n7,1,8\n");
    assertTrue(faults(Values.NONE).get(0).contains("column 1 is \"b\", must be \"a\""));
    csv("test.csv", "a,label\n7,1\n");
    assertTrue(faults(Values.NONE).get(0).contains("has 2 columns, must have the same 3"));
  }

  @Test
  void aSetNeedsTwoClasses() throws IOException {
    csv("test.csv", "a,label,b\n7,0,8\n");
    fault("a,label,b\n1,0,2\n", "at least two classes");
  }

  @Test
  void filesStayWithinTheDataDirectory() throws IOException {
    Files.createDirectories(directory.resolve("sub"));
    csv("sub/x..y.csv", "a,label,b\n1,1,2\n");
    Values good = Values.of(Map.of("train_file", "sub/x..y.csv"));
    assertEquals(1, load(good).train().labels().length);
    for (String file : List.of("/etc/x.csv", "../x.csv", "sub/../../x", "hdfs://h/x", "a\\b")) {
      List<String> faults = faults(Values.of(Map.of("train_file", file, "test_file", file)));
      assertEquals(2, faults.size(), faults.toString());
      assertTrue(faults.get(0).startsWith("train_file is \"" + file + "\", must be"));
    }
    List<String> faults = faults(Values.of(Map.of("train_file", "", "test_file", "~/x.csv")));
    assertEquals(2, faults.size(), faults.toString());
    assertTrue(faults.get(0).startsWith("train_file is empty, must be"), faults.get(0));
    assertTrue(faults.get(1).startsWith("test_file is \"~/x.csv\": a shell"), faults.get(1));
  }

  @Test
  void missingFilesAreToldTogether() {
    List<String> faults = faults(Values.of(Map.of("train_file", "x.csv", "test_file", "y.csv")));
    assertEquals(2, faults.size());
    assertTrue(faults.get(0).contains("x.csv does not exist"), faults.get(0));
  }

  private void parquet(String name, List<Column> columns, Object[]... rows) throws IOException {
    org.apache.hadoop.fs.Path file = IdxFiles.hadoop(directory.resolve(name));
    try (ParquetTableWriter table = ParquetTable.write(IdxFiles.FILES, file, "t", columns)) {
      for (Object[] row : rows) {
        table.write(row);
      }
      table.commit();
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          Column.real("a", "", ""), Column.integer("label", "", ""), Column.integer("b", "", ""));

  @Test
  void parquetReadsLikeCsv() throws IOException {
    csv("train.csv", "a,label,b\n1.5,0,2\n-3,2,5\n");
    parquet("train.parquet", COLUMNS, new Object[] {1.5, 0L, 2L}, new Object[] {-3.0, 2L, 5L});
    parquet("test.parquet", COLUMNS, new Object[] {7.0, 1L, 8L});
    RawData raw = new ParquetSource().load(IdxFiles.home(directory), Values.NONE);
    assertEquals(RawDigest.of(load(Values.NONE)), RawDigest.of(raw));
  }

  @Test
  void parquetTellsRowAndColumn() throws IOException {
    parquet(
        "train.parquet",
        COLUMNS,
        new Object[] {1.5, 0L, 2L},
        new Object[] {null, 1L, 2L},
        new Object[] {Double.NaN, -1L, 2L});
    parquet(
        "test.parquet",
        List.of(Column.real("a", "", ""), Column.text("label", ""), Column.text("b", "")),
        new Object[] {1.0, "cat", "blue"});
    List<String> faults =
        assertThrows(
                UserError.class,
                () -> new ParquetSource().load(IdxFiles.home(directory), Values.NONE))
            .problems();
    assertEquals(5, faults.size(), faults.toString());
    assertTrue(faults.get(0).contains("train.parquet, row 2, column 1 (a): is empty"));
    assertTrue(faults.get(1).contains("row 3, column 1 (a): is NaN"), faults.get(1));
    assertTrue(faults.get(2).contains("row 3, column 2 (label): is -1"));
    assertTrue(faults.get(3).contains("test.parquet: column label is text"), faults.get(3));
    assertTrue(faults.get(4).contains("column b is text"));
  }

  private void foreign(String schema, Map<String, String> footer, Consumer<Group> row)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    for (String name : List.of("train.parquet", "test.parquet")) {
      Files.deleteIfExists(directory.resolve(name));
      try (var writer =
          ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve(name)))
              .withType(type)
              .withExtraMetaData(footer)
              .build()) {
        for (int label = 0; label < 2; label++) {
          Group group = new SimpleGroupFactory(type).newGroup().append("label", label);
          row.accept(group);
          writer.write(group);
        }
      }
    }
  }

  private List<String> parquetFaults() {
    return assertThrows(
            UserError.class, () -> new ParquetSource().load(IdxFiles.home(directory), Values.NONE))
        .problems();
  }

  private static String pandas(String index) {
    return "{\"index_columns\": [" + index + "], \"columns\": []}";
  }

  /** Was learned from: pandas stores an index that has a name as a column of that name. */
  @Test
  void theIndexThatPandasStoredIsNoFeatureWhateverItsName() throws IOException {
    String schema = "message t {required int32 label; required int32 id; required double a;}";
    Consumer<Group> row = group -> group.append("id", 1).append("a", 0.5);
    foreign(schema, Map.of("pandas", pandas("\"id\"")), row);

    List<String> faults = parquetFaults();

    assertEquals(2, faults.size(), faults.toString());
    assertTrue(faults.get(0).contains("column id is the index that pandas stored"), faults.get(0));
    assertTrue(faults.get(0).contains("index=False"), faults.get(0));
    for (String fine : List.of(pandas("{\"kind\": \"range\"}"), pandas("\"label\""), "{", "[]")) {
      foreign(schema, Map.of("pandas", fine), row);
      assertEquals(2, new ParquetSource().load(IdxFiles.home(directory), Values.NONE).columns());
    }
  }

  /** Was called damaged, since it has more values than rows. */
  @Test
  void aColumnOfListsIsRefusedByItsType() throws IOException {
    foreign(
        "message t {required int32 label; repeated double x;}",
        Map.of(),
        group -> group.append("x", 1.0).append("x", 2.0));

    List<String> faults = parquetFaults();

    assertEquals(2, faults.size(), faults.toString());
    assertTrue(faults.get(0).contains("column x has the type \"repeated double x\""));
  }

  @Test
  void smallUnsignedAndDecimalNumbersAreNumbers() throws IOException {
    foreign(
        "message t {required int32 label (INTEGER(8,false)); required int32 a (INTEGER(8,true));"
            + " required int32 b (INTEGER(32,false)); required int64 c (INTEGER(64,false));"
            + " required int32 d (DECIMAL(5,2)); required boolean e; required float f;}",
        Map.of(),
        group ->
            group
                .append("a", -7)
                .append("b", -1)
                .append("c", -1L)
                .append("d", 125)
                .append("e", true)
                .append("f", 0.5f));

    RawData raw = new ParquetSource().load(IdxFiles.home(directory), Values.NONE);

    float[] row = {-7, 0x1p32f, 0x1p64f, 1.25f, 1, 0.5f};
    assertArrayEquals(row, Arrays.copyOf(raw.train().reals(), row.length));
  }
}

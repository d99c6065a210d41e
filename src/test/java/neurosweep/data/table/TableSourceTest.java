package neurosweep.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import neurosweep.data.Dataset;
import neurosweep.data.Preparation;
import neurosweep.data.RawData;
import neurosweep.data.RawDigest;
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
      assertTrue(faults(Values.NONE).get(0).startsWith("b: text in 1 of 2 rows"), end);
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
  void tellsEveryColumnThatCannotBeUsed() throws IOException {
    csv("train.csv", "a,label,b\n1,0,x\n\n1,cat,\n1,0.5,1e39\n1,0,1f\n1,99999,0x1p3\n");
    assertEquals(
        List.of(
            "b: text in 3 of 6 rows, first in train.csv, line 2: x, 1f, 0x1p3; 1 of 6 rows are"
                + " infinite in 32 bits, first in train.csv, line 5: 1e39; 1 of 6 rows are blank;"
                + " correct them, or say categorical or drop"),
        faults(Values.NONE));
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
  void refusesTextThatIsNotUtf8() throws IOException {
    Files.write(
        directory.resolve("train.csv"), "a,label,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(faults(Values.NONE).get(0).contains("not UTF-8"));
  }

  @Test
  void readsBothFilesBeforeItComplains() throws IOException {
    csv("train.csv", "a,label,b\n1,0,x\n");
    csv("test.csv", "a,label,b\ny,1,1\n");
    List<String> faults = faults(Values.NONE);
    assertEquals(2, faults.size());
    assertTrue(faults.get(0).startsWith("a: text in 1 of 2 rows, first in test.csv, line 2: y"));
  }

  @Test
  void bothFilesNeedTheSameColumns() throws IOException {
    csv("test.csv", "b,label,a\n7,1,8\n");
    assertArrayEquals(new float[] {8, 7}, load(Values.NONE).test().reals());
    csv("test.csv", "a,label\n7,1\n");
    assertTrue(
        faults(Values.NONE).get(0).contains("test.csv: has no column b, which train.csv has"));
  }

  @Test
  void aSetNeedsTwoClasses() throws IOException {
    csv("test.csv", "a,label,b\n7,0,8\n");
    fault("a,label,b\n1,0,2\n", "at least two classes");
  }

  @Test
  void filesStayWithinTheDataDirectory() throws IOException {
    Files.createDirectories(directory.resolve("sub"));
    csv("sub/x..y.csv", "a,label,b\n1,0,2\n");
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
  void parquetTellsColumns() throws IOException {
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
    assertEquals(
        List.of(
            "a: 2 of 4 rows are blank; say impute or drop",
            "b: text in 1 of 4 rows, first in test.parquet, row 1: blue; correct them, or say"
                + " categorical or drop"),
        parquetFaults());
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

    RawData raw = new ParquetSource().load(IdxFiles.home(directory), Values.NONE);

    assertEquals(1, raw.columns());
    assertTrue(raw.notices().contains("left out, row numbers or without a name: id"));
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

    assertEquals(
        List.of("x: has the type \"repeated double x\"; say drop, or make it a number"), faults);
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

  private static Values said(String... knobs) {
    return TableFilesTest.values("csv", String.join(" ", knobs));
  }

  @Test
  void levelsComeFromTrainingRowsInTheirOrder() throws IOException {
    csv("train.csv", "c,label\n10,0\n9,1\n,0\n10.0,1\n");
    csv("test.csv", "c,label\n9,0\n11,1\n,1\n");
    RawData raw = load(said("categorical=c"));
    assertArrayEquals(
        new float[] {0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0}, raw.train().reals()); // 9, 10, blank
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 0, 0, 0, 1}, raw.test().reals());
  }

  @Test
  void levelsOfRowsThatAreForTestingAreNotKnown() throws IOException {
    StringBuilder text = new StringBuilder("c,label\n");
    for (int i = 0; i < 40; i++) {
      text.append("c").append(i).append(',').append(i % 2).append('\n');
    }
    csv("train.csv", text.toString());
    RawData raw = load(said("categorical=c", "test_fraction=0.25"));
    assertEquals(30, raw.columns());
    float[] zeros = new float[300];
    assertArrayEquals(zeros, raw.test().reals());
  }

  @Test
  void aSplitIsStratifiedAndFollowsItsSeed() throws IOException {
    StringBuilder text = new StringBuilder("a,label\n");
    for (int i = 0; i < 100; i++) {
      text.append(i * i).append(',').append(i < 80 ? "x" : "y").append('\n');
    }
    csv("train.csv", text.toString());
    RawData raw = load(said("test_fraction=0.2"));
    assertEquals(4, Arrays.stream(raw.test().labels()).sum());
    assertEquals(16, Arrays.stream(raw.train().labels()).sum());
    assertEquals(RawDigest.of(raw), RawDigest.of(load(said("test_fraction=0.2"))));
    assertNotEquals(
        RawDigest.of(raw), RawDigest.of(load(said("test_fraction=0.2", "split_seed=1"))));
    assertEquals(List.of("x", "y"), raw.classNames());
    assertEquals("x 64 (80.0 %), y 16 (20.0 %)", raw.balance());
  }

  @Test
  void classesAreTheLabelsThatThereAre() throws IOException {
    csv("train.csv", "a,label\n1,500\n2,0\n3,1\n");
    csv("test.csv", "a,label\n4,1\n5,-7\n");
    RawData raw = load(Values.NONE);
    assertEquals(List.of("-7", "0", "1", "500"), raw.classNames());
    assertArrayEquals(new int[] {3, 1, 2}, raw.train().labels());
    assertTrue(raw.emptyClasses().contains("1 of them without a training example (-7)"));
  }

  /** What a sweep that is begun has as its data's digest. */
  @Test
  void aTableThatNeedsNothingKeepsItsDigest() {
    RawData.Part train =
        new RawData.Part(null, new float[] {1, 2.5f, -300, 0.5f}, new int[] {0, 2});
    RawData.Part test = new RawData.Part(null, new float[] {7, 8}, new int[] {1});
    assertEquals(
        RawDigest.of(new RawData("csv", 1, 2, 3, train, test)), RawDigest.of(load(Values.NONE)));
  }

  @Test
  void blanksAreFilledFromTheExamplesThatAreLeft() throws IOException {
    csv("train.csv", "a,label\n1,0\n2,0\n9,0\n,1\n4,1\n4,1\n");
    csv("test.csv", "a,label\n,0\n5,1\n");
    for (String[] each :
        new String[][] {{"mean", "4"}, {"median", "4"}, {"constant impute_value=7", "7"}}) {
      Values values = said("impute=" + each[0]).with("scaling", "none");
      Dataset data = Preparation.prepare(load(values), values);
      double[] row = new double[1];
      data.train().widen(3, row, 0);
      assertEquals(Double.parseDouble(each[1]), row[0], each[0]);
      data.test().widen(0, row, 0);
      assertEquals(Double.parseDouble(each[1]), row[0], each[0]);
    }
    Values held = said("impute=mean").with("scaling", "none").with("validation", 0.5);
    Dataset data = Preparation.prepare(load(held), held);
    double sum = 0;
    double[] row = new double[1];
    for (int i = 0; i < data.train().size(); i++) {
      data.train().widen(i, row, 0);
      sum += row[0];
    }
    data.test().widen(0, row, 0);
    assertEquals(sum / data.train().size(), row[0], 1e-6, "of training examples alone");
  }

  @Test
  void squaresOfPicturesInListsAreAveraged() throws IOException {
    String nested =
        "optional group x (LIST) {repeated group list {optional group element (LIST) {"
            + "repeated group list {optional int32 element (INTEGER(8,false));}}}}";
    String plain = "optional group x (LIST) {repeated group list {optional float element;}}";
    for (String schema : List.of(nested, plain)) {
      for (String name : List.of("train.parquet", "test.parquet")) {
        Files.deleteIfExists(directory.resolve(name));
        TableFilesTest.writeParquet(
            directory.resolve(name), schema, Map.of(), (group, i) -> picture(group, i, schema));
        Files.write(directory.resolve("." + name + ".crc"), new byte[] {1, 2, 3, 4}); // stale
      }
      RawData raw = new ParquetSource().load(IdxFiles.home(directory), Values.NONE);
      assertEquals(4, raw.rows());
      assertEquals(4, raw.columns());
      Values pooled = Values.of(Map.of("pool", 2L, "scaling", "none"));
      double[] row = new double[4];
      Preparation.prepare(raw, pooled).train().widen(1, row, 0);
      assertArrayEquals(new double[] {103, 105, 111, 113}, rounded(row), schema);
    }
  }

  private static double[] rounded(double[] row) {
    return Arrays.stream(row).map(value -> value + 0.5).toArray();
  }

  /** 4 x 4 pixels: 100 times the row's number and the pixel's number. */
  private static void picture(Group group, int row, String schema) {
    boolean nested = schema.contains("int32");
    Group list = group.addGroup("x");
    Group inner = null;
    for (int j = 0; j < 16; j++) {
      int value = row * 100 + j;
      if (!nested) {
        list.addGroup("list").append("element", (float) value);
      } else {
        inner = j % 4 == 0 ? list.addGroup("list").addGroup("element") : inner;
        inner.addGroup("list").append("element", value);
      }
    }
  }
}

package neurosweep.store.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.TemporaryName;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class ParquetTableTest {
  private static final Files FILES = new Files();
  private static final List<Column> COLUMNS =
      List.of(
          Column.real("loss", "nats", "the loss"),
          Column.integer("epoch", "", ""),
          Column.flag("stable", "whether it held"),
          Column.text("algorithm", ""));

  @TempDir java.nio.file.Path directory;

  private Path path(String name) {
    return new Path(directory.resolve(name).toUri());
  }

  private void write(Path file, Object[]... rows) throws IOException {
    try (ParquetTableWriter writer = ParquetTable.write(FILES, file, "results", COLUMNS)) {
      for (Object[] row : rows) {
        writer.write(row);
      }
      writer.commit();
    }
  }

  private static List<Object[]> readAll(Path path) {
    List<Object[]> rows = new ArrayList<>();
    try (ParquetTableReader reader = ParquetTable.read(FILES, path)) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> files = java.nio.file.Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void valuesComeBackAsTheyWere() throws IOException {
    Object[][] rows = {
      {0.1, 3L, true, "bp"},
      {null, null, null, null},
      {Double.NaN, Long.MIN_VALUE, false, "η|\"\n_%"},
      {Double.NEGATIVE_INFINITY, Long.MAX_VALUE, true, ""},
      {-0.0, 0L, false, "bp"},
    };
    write(path("t.parquet"), rows);
    assertArrayEquals(rows, readAll(path("t.parquet")).toArray());
  }

  @Test
  void columnsAndFooterComeBack() throws IOException {
    Path file = path("t.parquet");
    try (ParquetTableWriter writer =
        ParquetTable.write(FILES, file, "results", COLUMNS, Map.of("plan", "abc"))) {
      writer.commit();
    }
    try (ParquetTableReader reader = ParquetTable.read(FILES, file)) {
      assertEquals(COLUMNS, reader.columns());
      assertEquals("abc", reader.metadata().get("plan"));
      assertEquals("results", reader.metadata().get("neurosweep.table"));
      assertFalse(reader.hasNext());
      assertEquals(2, reader.index("stable"));
      UserError missing = assertThrows(UserError.class, () -> reader.index("stabel"));
      assertTrue(missing.getMessage().contains("did you mean \"stable\""), missing.getMessage());
    }
  }

  /** The format allows it; it used to end in a stack trace. */
  @Test
  void aFooterKeyWithoutAValueIsNoFault() throws IOException {
    Map<String, String> footer = new HashMap<>();
    footer.put("empty", null);
    try (ParquetTableWriter writer =
        ParquetTable.write(FILES, path("t.parquet"), "t", COLUMNS, footer)) {
      writer.commit();
    }
    assertEquals(List.of(), readAll(path("t.parquet")));
  }

  @Test
  void nothingAppearsBeforeTheCommitAndNothingElseAfterIt() throws IOException {
    Path file = path("t.parquet");
    write(file, new Object[] {1.0, 1L, true, "old"});
    try (ParquetTableWriter writer = ParquetTable.write(FILES, file, "results", COLUMNS)) {
      writer.write(new Object[] {2.0, 2L, true, "new"});
      assertEquals(2, names().size());
      assertTrue(TemporaryName.is(names().get(0)), names().toString());
      assertEquals("old", readAll(path(".")).get(0)[3]);
    }
    assertEquals(List.of("t.parquet"), names());
    assertEquals("old", readAll(file).get(0)[3]);
    write(file, new Object[] {2.0, 2L, true, "new"});
    assertEquals(List.of("t.parquet"), names());
    assertEquals("new", readAll(file).get(0)[3]);
  }

  @Test
  void aChecksumFileOfAnOlderTargetDoesNotSpoilTheNewOne() throws IOException {
    Path file = path("t.parquet");
    try (var out = file.getFileSystem(new org.apache.hadoop.conf.Configuration()).create(file)) {
      out.writeUTF("older, written through the checksum layer");
    }
    assertEquals(List.of(".t.parquet.crc", "t.parquet"), names());
    write(file, new Object[] {2.0, 2L, true, "new"});
    assertEquals(1, readAll(file).size());
    assertEquals(List.of("t.parquet"), names());
  }

  @Test
  void partFilesAreReadInOrderOfTheirNames() throws IOException {
    write(path("t/part-1.parquet"), new Object[] {2.0, 2L, true, "b"});
    write(path("t/part-0.parquet"), new Object[] {1.0, 1L, true, "a"});
    write(path("t/part-2.parquet"));
    java.nio.file.Files.writeString(directory.resolve("t/_SUCCESS"), "");
    java.nio.file.Files.writeString(directory.resolve("t/.part-9.crc"), "");
    assertEquals(List.of("a", "b"), readAll(path("t")).stream().map(row -> row[3]).toList());
  }

  @Test
  void manyRowsSpanSeveralRowGroups() throws IOException {
    try (ParquetTableWriter writer =
        ParquetTable.write(FILES, path("t.parquet"), "history", COLUMNS)) {
      for (long i = 0; i < 2_000_000; i++) {
        writer.write(new Object[] {Math.sin((double) i), i, i % 3 == 0, "bp"});
      }
      writer.commit();
    }
    try (ParquetTableReader reader =
        ParquetTable.read(FILES, path("t.parquet"), List.of("epoch", "algorithm"))) {
      assertEquals(List.of("epoch", "algorithm"), names(reader.columns()));
      Object word = null;
      for (long i = 0; i < 2_000_000; i++) {
        Object[] row = reader.next();
        assertEquals(i, row[0]);
        word = row[1];
      }
      assertEquals("bp", word);
      assertFalse(reader.hasNext());
    }
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  @Test
  void faultsOfTheInputNameTheFile() throws IOException {
    write(path("good.parquet"), new Object[] {1.0, 1L, true, "a"});
    byte[] good = java.nio.file.Files.readAllBytes(directory.resolve("good.parquet"));
    java.nio.file.Files.write(
        directory.resolve("cut.parquet"), java.util.Arrays.copyOf(good, good.length / 2));
    java.nio.file.Files.write(directory.resolve("empty.parquet"), new byte[0]);
    java.nio.file.Files.createDirectory(directory.resolve("none"));
    for (String name : List.of("cut.parquet", "empty.parquet", "none", "absent")) {
      UserError error = assertThrows(UserError.class, () -> readAll(path(name)), name);
      assertTrue(error.getMessage().contains(name), error.getMessage());
    }
    UserError unknown =
        assertThrows(
            UserError.class, () -> ParquetTable.read(FILES, path("good.parquet"), List.of("los")));
    assertTrue(unknown.getMessage().contains("did you mean \"loss\""), unknown.getMessage());
  }

  @Test
  void aFlippedByteIsAnErrorAndNotANumber() throws IOException {
    Object[][] rows = new Object[200][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Object[] {Math.sin((double) i), (long) i, true, "a"};
    }
    write(path("t.parquet"), rows);
    byte[] bytes = java.nio.file.Files.readAllBytes(directory.resolve("t.parquet"));
    bytes[bytes.length / 4] ^= 1;
    java.nio.file.Files.write(directory.resolve("t.parquet"), bytes);
    assertThrows(UserError.class, () -> readAll(path("t.parquet")));
  }

  @Test
  void aNewerSchemaIsToldApartFromDamage() throws IOException {
    try (ParquetWriter<Group> writer = example("message m { optional double a; }", "9")) {
      writer.write(new SimpleGroupFactory(parse("message m { optional double a; }")).newGroup());
    }
    UserError error = assertThrows(UserError.class, () -> readAll(path("foreign.parquet")));
    assertTrue(error.getMessage().contains("schema version is 9"), error.getMessage());
  }

  private static MessageType parse(String schema) {
    return MessageTypeParser.parseMessageType(schema);
  }

  private ParquetWriter<Group> example(String schema, String version) throws IOException {
    return ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve("foreign.parquet")))
        .withType(parse(schema))
        .withExtraMetaData(Map.of("neurosweep.schema_version", version))
        .build();
  }

  @Test
  void foreignNumbersAreWidened() throws IOException {
    String schema =
        "message m { required int32 a; required float b; optional int32 c (INTEGER(8,true));"
            + " required binary d (ENUM); }";
    try (ParquetWriter<Group> writer = example(schema, "1")) {
      Group group = new SimpleGroupFactory(parse(schema)).newGroup();
      writer.write(group.append("a", -7).append("b", 0.5f).append("c", 3).append("d", "word"));
    }
    assertArrayEquals(new Object[] {-7L, 0.5, 3L, "word"}, readAll(path("foreign.parquet")).get(0));
  }

  @Test
  void foreignTypesWithoutAColumnTypeAreNamed() throws IOException {
    String schema = "message m { required double ok; required int32 day (DATE); }";
    try (ParquetWriter<Group> writer = example(schema, "1")) {
      Group group = new SimpleGroupFactory(parse(schema)).newGroup();
      writer.write(group.append("ok", 1.0).append("day", 3));
    }
    UserError error = assertThrows(UserError.class, () -> readAll(path("foreign.parquet")));
    assertTrue(error.getMessage().contains("column day has the type"), error.getMessage());
    assertTrue(error.getMessage().contains("date"), error.getMessage());
    try (ParquetTableReader reader =
        ParquetTable.read(FILES, path("foreign.parquet"), List.of("ok"))) {
      assertArrayEquals(new Object[] {1.0}, reader.next());
    }
  }

  private void refused(String file, String... parts) {
    UserError error = assertThrows(UserError.class, () -> readAll(path(file)));
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  /** Its digits were converted one by one, for hours. */
  @Test
  void aDecimalOfManyBytesIsRefused() throws IOException {
    String schema = "message m { required binary x (DECIMAL(38,2)); }";
    for (int length : new int[] {16, 32, 33, 10_000}) {
      byte[] bytes = new byte[length];
      bytes[length - 1] = 125;
      try (ParquetWriter<Group> writer = example(schema, "1")) {
        Group group = new SimpleGroupFactory(parse(schema)).newGroup();
        writer.write(group.append("x", Binary.fromConstantByteArray(bytes)));
      }
      if (length <= 32) {
        assertArrayEquals(new Object[] {1.25}, readAll(path("foreign.parquet")).get(0));
      } else {
        refused("foreign.parquet", "a decimal in column x has " + length + " bytes", "at most 32");
      }
      java.nio.file.Files.delete(directory.resolve("foreign.parquet"));
    }
  }

  /** Each part had an allowance of a million rows of its own. */
  @Test
  void theRowsOfAllPartsAreCountedTogether() throws IOException {
    Path first = path("t/part-0.parquet");
    List<Column> one = COLUMNS.subList(0, 1);
    try (ParquetTableWriter writer = ParquetTable.write(FILES, first, "results", one)) {
      for (int i = 0; i < 1_000_000; i++) {
        writer.write(new Object[1]);
      }
      writer.commit();
    }
    assertEquals(1_000_000, readAll(path("t")).size());
    java.nio.file.Files.copy(
        directory.resolve("t/part-0.parquet"), directory.resolve("t/part-1.parquet"));
    refused("t", "part-1.parquet", "it claims more than", "cannot hold");
  }

  @Test
  void aTextOfAMegabyteIsRefused() throws IOException {
    write(path("t.parquet"), new Object[] {1.0, 1L, true, "a".repeat(1 << 20)});
    refused("t.parquet", "a text in column algorithm has 1048576 bytes, must have at most 262144");
  }

  /** A word of a dictionary takes a few bits a row, and all its length where it is written. */
  @Test
  void aLongTextInManyRowsIsRefused() throws IOException {
    Object[][] rows = new Object[5000][];
    Arrays.fill(rows, new Object[] {1.0, 1L, true, "a".repeat(100_000)});
    write(path("t.parquet"), rows);
    refused("t.parquet", "its texts have more than", "cannot hold");
  }

  @Test
  void aPageThatUnpacksToFarMoreIsRefused() throws IOException {
    String schema = "message m { required binary x (STRING); }";
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve("foreign.parquet")))
            .withType(parse(schema))
            .withCompressionCodec(CompressionCodecName.GZIP)
            .withDictionaryEncoding(false)
            .build()) {
      Group group = new SimpleGroupFactory(parse(schema)).newGroup();
      writer.write(group.append("x", Binary.fromConstantByteArray(new byte[33 << 20])));
    }
    refused("foreign.parquet", "a page of ", "claims to unpack to 34603012 bytes");
  }

  @Test
  void anEmptyFileIsNamedByItsPathAlone() throws IOException {
    java.nio.file.Files.createFile(directory.resolve("t.parquet"));
    refused("t.parquet", "t.parquet cannot be read as Parquet: it is not a Parquet file");
  }

  @Test
  void partsWithOtherColumnsAreRefused() throws IOException {
    write(path("t/part-0.parquet"), new Object[] {1.0, 1L, true, "a"});
    try (ParquetTableWriter writer =
        ParquetTable.write(FILES, path("t/part-1.parquet"), "x", COLUMNS.subList(0, 2))) {
      writer.write(new Object[] {1.0, 1L});
      writer.commit();
    }
    UserError error = assertThrows(UserError.class, () -> readAll(path("t")));
    assertTrue(error.getMessage().contains("part-1.parquet has other columns"));
  }

  @Test
  void aWrongTypeNamesTheColumnAndTheWriterGoesOn() throws IOException {
    try (ParquetTableWriter writer =
        ParquetTable.write(FILES, path("t.parquet"), "results", COLUMNS)) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> writer.write(new Object[] {1.0, 1, true, "a"}));
      assertTrue(error.getMessage().startsWith("epoch is 1, must be of the type INTEGER"));
      writer.write(new Object[] {1.0, 1L, true, "a"});
      writer.commit();
    }
    assertEquals(1, readAll(path("t.parquet")).size());
  }
}

package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Column;
import neurosweep.experiment.Experiment;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.SummaryColumns;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.sweep.Manifest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers that share no code with ours find the documented schema and our values. */
@Tag("environment")
class OtherReadersIT {
  /** Missing numbers, NaN, and text that would be quoted. */
  private static final String MIXED =
      """
      name: mixed
      experiment: faulty
      fixed: {remark: 'a "quoted", remark'}
      grid: {behaviour: [finish, diverge, measure-nan, throw]}
      seeds: 1..2
      """;

  @TempDir static Path directory;
  private static SparkSession spark;
  private static Connection duck;

  @BeforeAll
  static void start() throws SQLException {
    duck = duck();
    run(directory, TINY).ends(0);
    run(directory, MIXED).ends(1);
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
  }

  /** Its jar carries native code, which not every platform and temporary directory lets load. */
  private static Connection duck() throws SQLException {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (LinkageError e) {
      return Assumptions.abort("DuckDB's native library cannot be loaded: " + e.getMessage());
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    if (spark != null) { // else the tests were skipped
      spark.stop();
      duck.close();
    }
  }

  private static SweepDirectory sweep(String name) {
    return SweepDirectory.at(new Files(), "DIR", directory.resolve("out").resolve(name).toString());
  }

  private static List<Column> documented(String sweep, String table) {
    Design design = Manifest.read(sweep(sweep)).design();
    return switch (table) {
      case "results" -> ResultColumns.of(design);
      case "summary" -> SummaryColumns.of(design);
      case "best" -> SummaryColumns.best(design);
      default ->
          ResultColumns.of(
              design,
              Experiment.CATALOG.get(design.experiment()).tables().stream()
                  .filter(each -> each.name().equals(table))
                  .findFirst()
                  .orElseThrow());
    };
  }

  private static String sparkType(Column column) {
    return switch (column.type()) {
      case REAL -> "double";
      case INTEGER -> "bigint";
      case FLAG -> "boolean";
      case TEXT -> "string";
    };
  }

  private static String duckType(Column column) {
    return switch (column.type()) {
      case REAL -> "DOUBLE";
      case INTEGER -> "BIGINT";
      case FLAG -> "BOOLEAN";
      case TEXT -> "VARCHAR";
    };
  }

  private static List<Object[]> ours(String sweep, String table) {
    List<Object[]> rows = new ArrayList<>();
    try (ParquetTableReader reader = ParquetTable.read(new Files(), sweep(sweep).table(table))) {
      while (reader.hasNext()) {
        rows.add(reader.next().clone());
      }
    }
    return sorted(rows);
  }

  /** No reader promises an order. */
  private static List<Object[]> sorted(List<Object[]> rows) {
    rows.sort(Comparator.comparing(Arrays::toString));
    return rows;
  }

  private static void same(List<Object[]> expected, List<Object[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, results, 8",
    "tiny, history, 16",
    "tiny, summary, 4",
    "tiny, best, 2",
    "mixed, results, 8",
    "mixed, summary, 4",
    "mixed, best, 4"
  })
  void everyReaderFindsTheSame(String sweep, String table, int rows) throws SQLException {
    List<Column> columns = documented(sweep, table);
    List<Object[]> ours = ours(sweep, table);
    assertEquals(rows, ours.size());
    Dataset<Row> read = spark.read().parquet(sweep(sweep).table(table).toString());

    assertEquals(
        columns.stream().map(each -> each.name() + " " + sparkType(each)).toList(),
        Arrays.stream(read.schema().fields())
            .map(field -> field.name() + " " + field.dataType().catalogString())
            .toList());
    assertTrue(Arrays.stream(read.schema().fields()).allMatch(StructField::nullable));
    List<Object[]> sparks = new ArrayList<>();
    for (Row row : read.collectAsList()) {
      Object[] values = new Object[row.length()];
      Arrays.setAll(values, row::get);
      sparks.add(values);
    }
    same(ours, sorted(sparks));
    same(ours, sorted(ducks(sweep, table, columns)));
  }

  private static String files(String sweep, String table) {
    return "'" + sweep(sweep).table(table).toUri().getPath() + "/*.parquet'";
  }

  private static List<Object[]> ducks(String sweep, String table, List<Column> columns)
      throws SQLException {
    List<Object[]> found = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + files(sweep, table))) {
      assertEquals(columns.size(), rows.getMetaData().getColumnCount());
      for (int i = 0; i < columns.size(); i++) {
        assertEquals(columns.get(i).name(), rows.getMetaData().getColumnName(i + 1));
        assertEquals(duckType(columns.get(i)), rows.getMetaData().getColumnTypeName(i + 1));
      }
      while (rows.next()) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = rows.getObject(i + 1);
        }
        found.add(values);
      }
    }
    return found;
  }

  /** Version, units and docs travel in the footer, where other tools find them, too. */
  @ParameterizedTest
  @CsvSource({"tiny, results", "tiny, history", "tiny, summary", "tiny, best"})
  void theFooterNamesTheVersionAndEveryColumn(String sweep, String table) throws SQLException {
    Map<String, String> footer = new HashMap<>();
    String query = "select decode(key), decode(value) from parquet_kv_metadata(";
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(query + files(sweep, table) + ")")) {
      while (rows.next()) {
        footer.put(rows.getString(1), rows.getString(2));
      }
    }

    assertEquals("1", footer.get("neurosweep.schema_version"));
    assertEquals(
        Integer.toString(ParquetTable.SCHEMA_VERSION), footer.get("neurosweep.schema_version"));
    assertEquals(table, footer.get("neurosweep.table"));
    for (Column column : documented(sweep, table)) {
      String doc = column.doc().isEmpty() ? null : column.doc();
      String unit = column.unit().isEmpty() ? null : column.unit();
      assertEquals(doc, footer.get("neurosweep.doc." + column.name()));
      assertEquals(unit, footer.get("neurosweep.unit." + column.name()));
    }
  }
}

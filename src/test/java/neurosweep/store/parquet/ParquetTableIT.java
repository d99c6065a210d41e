package neurosweep.store.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.core.Column;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark reads our tables with typed columns, and we read Spark's. */
@Tag("environment")
class ParquetTableIT {
  @TempDir java.nio.file.Path directory;

  @Test
  void sparkAndWeReadEachOther() throws Exception {
    Files conf = new Files();
    Path ours = new Path(directory.resolve("results").toUri());
    List<Column> columns =
        List.of(
            Column.real("loss", "nats", "the loss"),
            Column.integer("epoch", "", ""),
            Column.flag("stable", ""),
            Column.text("algorithm", ""));
    try (ParquetTableWriter writer =
        ParquetTable.write(conf, new Path(ours, "part-0.parquet"), "results", columns)) {
      writer.write(new Object[] {0.5, 3L, true, "bp"});
      writer.write(new Object[] {Double.NaN, null, false, "gait"});
      writer.write(new Object[] {null, null, null, null});
      writer.commit();
    }
    java.nio.file.Files.writeString(
        directory.resolve("results/.part-1.parquet.1234abcd.tmp"), "in progress");
    try (SparkSession spark = session()) {
      Dataset<Row> table = spark.read().parquet(ours.toString());
      assertEquals(
          "struct<loss:double,epoch:bigint,stable:boolean,algorithm:string>",
          table.schema().simpleString());
      assertEquals(3, table.count());
      Row bp = table.where("algorithm = 'bp'").first();
      assertEquals(0.5, bp.getDouble(0));
      assertEquals(3L, bp.getLong(1));
      assertTrue(bp.getBoolean(2));
      assertEquals(1, table.where("isnan(loss)").count());
      assertEquals(1, table.where("loss is null").count());

      Path theirs = new Path(directory.resolve("theirs").toUri());
      table.where("epoch = 3").write().parquet(theirs.toString());
      try (ParquetTableReader reader = ParquetTable.read(conf, theirs)) {
        assertEquals(List.of(0.5, 3L, true, "bp"), List.of(reader.next()));
      }
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }
}

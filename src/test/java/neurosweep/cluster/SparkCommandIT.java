package neurosweep.cluster;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line on Spark, and its results as Spark's own users read them. */
@Tag("environment")
class SparkCommandIT {
  @TempDir Path directory;

  private Shell.Answer run(String... more) {
    List<String> args = new ArrayList<>(List.of("run", Shell.job(directory, TINY)));
    args.addAll(List.of("-o", directory.resolve("out").toString()));
    // A backend that is named is not looked for, so nothing is said of a BLAS that may be missing.
    args.addAll(List.of("--backend", "vector"));
    args.addAll(Arrays.asList(more));
    return call(args.toArray(String[]::new));
  }

  @Test
  void plainSparkReadsWhatSparkHasComputed() throws IOException {
    Shell.Answer answer = run("--master", "local[2]").ends(0);
    String sweep = directory.resolve("out/tiny").toString();
    assertTrue(answer.err().contains("8/8 done (100%)"), answer.err());
    Shell.run(directory, TINY.replace("name: tiny", "name: twin"), "--backend", "vector").ends(0);
    assertEquals(
        MeasuredBits.measured(directory.resolve("out/twin")),
        MeasuredBits.measured(directory.resolve("out/tiny")));

    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()) {
      Dataset<Row> results = spark.read().parquet(sweep + "/results");
      Dataset<Row> history = spark.read().parquet(sweep + "/history");
      Dataset<Row> plan = spark.read().parquet(sweep + "/plan.parquet");
      requireColumns(results);
      assertEquals(8, results.count());
      assertEquals(8, results.where("state = 'FINISHED' and attempt = 1").count());
      assertEquals(16, history.count(), "a row a cell and epoch");
      assertEquals(16, history.select("cell_id", "epoch").distinct().count());
      assertEquals(8, plan.join(results, "cell_id").count());
      assertEquals(
          0,
          plan.join(results, plan.col("cell_id").equalTo(results.col("cell_id")), "left_anti")
              .count());
      assertEquals(4, spark.read().parquet(sweep + "/summary").count());
      assertTrue(spark.read().parquet(sweep + "/best").count() >= 2);
    }
  }

  private static void requireColumns(Dataset<Row> results) {
    Map<String, DataType> expected =
        Map.ofEntries(
            Map.entry("algorithm", DataTypes.StringType),
            Map.entry("dataset", DataTypes.StringType),
            Map.entry("depth", DataTypes.LongType),
            Map.entry("learning_rate", DataTypes.DoubleType),
            Map.entry("lambda", DataTypes.DoubleType),
            Map.entry("seed", DataTypes.LongType),
            Map.entry("cell_id", DataTypes.StringType),
            Map.entry("config_id", DataTypes.StringType),
            Map.entry("state", DataTypes.StringType),
            Map.entry("attempt", DataTypes.LongType),
            Map.entry("peak_train_accuracy", DataTypes.DoubleType),
            Map.entry("peak_test_accuracy", DataTypes.DoubleType),
            Map.entry("peak_epoch", DataTypes.LongType),
            Map.entry("final_test_accuracy", DataTypes.DoubleType),
            Map.entry("best_validation_accuracy", DataTypes.DoubleType),
            Map.entry("stop_reason", DataTypes.StringType),
            Map.entry("diverged_epoch", DataTypes.LongType),
            Map.entry("stable", DataTypes.BooleanType),
            Map.entry("seconds", DataTypes.DoubleType),
            Map.entry("host", DataTypes.StringType));
    List<String> names = Arrays.asList(results.columns());
    expected.forEach(
        (name, type) -> {
          assertTrue(names.contains(name), name + " is missing from " + names);
          assertEquals(type, results.schema().apply(name).dataType(), name);
        });
  }

  /** A runner that cannot start used to leave a directory with a plan and a manifest behind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--master foo|Could not parse Master URL: 'foo'",
        "--master local[x]|Could not parse Master URL: 'local[x]'",
        "--master local[1] -- --conf spark.executor.memory=much|much",
        "--master local[1] -- --conf spark.task.cpus=3|spark.task.cpus",
        "--master local[1] -- --conf spark.serializer=a.B|--conf spark.serializer: is a.B, must be"
      })
  void whatCannotStartChangesNothing(String faultAndMessage) {
    String[] parts = faultAndMessage.split("\\|", -1);
    Shell.job(directory, TINY);
    SortedMap<String, String> before = contents(directory);

    Shell.Answer refused = run(parts[0].split(" ", -1)).ends(2);

    assertEquals(1, refused.errors().size(), refused.err());
    assertTrue(refused.errors().get(0).startsWith("error: "), refused.err());
    assertTrue(refused.err().contains(parts[1]), refused.err());
    assertFalse(refused.err().contains("\tat "), refused.err());
    assertEquals(before, contents(directory));
  }

  @Test
  void failFastOnSparkStopsAndStaysResumable() {
    String job =
        Shell.job(
            directory, "name: bad\nexperiment: faulty\nfixed: {behaviour: throw}\nseeds: 1..60");
    String out = directory.resolve("out").toString();

    Shell.Answer stopped =
        call("run", job, "-o", out, "--master", "local[1]", "--fail-fast").ends(1);

    assertTrue(stopped.err().contains("stopped: "), stopped.err());
    assertFalse(stopped.err().contains("\tat "), stopped.err());
    int ended = MeasuredBits.results(directory.resolve("out/bad")).size();
    assertTrue(ended >= 1 && ended < 60, "ended " + ended);
    call("run", job, "-o", out, "--master", "local[1]").ends(1);
    assertEquals(60, MeasuredBits.results(directory.resolve("out/bad")).size());
  }
}

package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Stable;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class SummaryTest {
  @TempDir Path directory;

  private List<Map<String, Object>> read(String table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    var path = new org.apache.hadoop.fs.Path(directory.resolve(table).toUri());
    try (ParquetTableReader reader = ParquetTable.read(Sweeps.FILES, path)) {
      while (reader.hasNext()) {
        Object[] row = reader.next();
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
          named.put(reader.columns().get(i).name(), row[i]);
        }
        rows.add(named);
      }
    }
    return rows;
  }

  private void summarise(Sweeps sweep) throws IOException {
    SweepDirectory written = sweep.write(directory);
    Summary.write(written, Analysis.read(written, sweep.design()), notice -> {});
  }

  @Test
  void aConfigurationIsSummarisedAsByHand() throws IOException {
    summarise(
        new Sweeps(Sweeps.twoByTwo(Stable.IGNORED, 5, 40))
            .finished(0.5, 1, "bp", 1e-5, 0.1)
            .finished(0.7, false, 2, "bp", 1e-5, 0.1)
            .diverged(3, "bp", 1e-5, 0.1)
            .failed(4, "bp", 1e-5, 0.1)
            .timedOut(5, "bp", 1e-5, 0.1));
    Map<String, Object> row = read("summary").get(0);
    assertEquals(List.of("bp", 1e-5, 0.1), new ArrayList<>(row.values()).subList(0, 3));
    Map<String, Long> counts =
        Map.of(
            "n_planned", 5L,
            "n", 5L,
            "n_finished", 2L,
            "n_diverged", 1L,
            "n_failed", 1L,
            "n_timed_out", 1L,
            "n_stable", 1L,
            "stable_count", 1L,
            "collapsed_count", 1L,
            "peak_test_accuracy_n", 2L);
    counts.forEach((name, count) -> assertEquals(count, row.get(name), name));
    assertEquals(0.6, (Double) row.get("peak_test_accuracy_mean"), 1e-15);
    assertEquals(Math.sqrt(0.02), (Double) row.get("peak_test_accuracy_sd"), 1e-15);
    double half = 12.706204736 * 0.1; // t with one degree of freedom; SD / sqrt(2) is 0.1
    assertEquals(0.6 - half, (Double) row.get("peak_test_accuracy_ci95_low"), 1e-8);
    assertEquals(0.6 + half, (Double) row.get("peak_test_accuracy_ci95_high"), 1e-8);
    assertEquals(0.5, row.get("peak_test_accuracy_min"));
    assertEquals(0.7, row.get("peak_test_accuracy_max"));
    assertEquals(41.5, row.get("peak_epoch_mean"));
    assertEquals((0.5 + 0.7 + 0.1) / 3, (Double) row.get("peak_test_accuracy_itt_mean"), 1e-15);
    assertFalse(row.containsKey("stop_reason_mean"));
  }

  @Test
  void oneSeedHasAMeanAndNoInterval() throws IOException {
    summarise(new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 1, 8)).finished(0.5, 1, "bp", 1e-5, 0.1));
    Map<String, Object> row = read("summary").get(0);
    assertEquals(0.5, row.get("peak_test_accuracy_mean"));
    assertNull(row.get("peak_test_accuracy_sd"));
    assertNull(row.get("peak_test_accuracy_ci95_low"));
  }

  @Test
  void bestHasARowAGroupEvenWithoutASelection() throws IOException {
    summarise(
        new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 1, 8))
            .finished(0.5, 1, "tp", 1e-5, 0.1)
            .finished(0.6, 1, "tp", 1e-4, 0.1)
            .diverged(1, "bp", 1e-5, 0.0)
            .diverged(1, "bp", 1e-5, 0.1));
    assertEquals(4, read("summary").size());
    List<Map<String, Object>> best = read("best");
    assertEquals(2, best.size());
    assertEquals("bp", best.get(0).get("algorithm"));
    assertEquals("all diverged", best.get(0).get("verdict"));
    assertEquals(2L, best.get(0).get("group_n_diverged"));
    assertNull(best.get(0).get("learning_rate"));
    assertNull(best.get(0).get("config_id"));
    assertEquals("tp", best.get(1).get("algorithm"));
    assertEquals(1e-4, best.get(1).get("learning_rate"));
    assertEquals(0.6, best.get(1).get("peak_test_accuracy_mean"));
    assertEquals("selected", best.get(1).get("verdict"));
    assertEquals(2L, best.get(1).get("group_configurations"));
  }

  @Test
  void rowsFollowTheOrderOfTheAxes() throws IOException {
    summarise(
        new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 1, 8))
            .finished(0.5, 1, "tp", 1e-5, 0.0)
            .finished(0.6, 1, "bp", 1e-4, 0.0)
            .finished(0.6, 1, "bp", 1e-5, 0.1)
            .finished(0.6, 1, "bp", 1e-5, 0.0));
    assertEquals(
        List.of("bp 1.0E-5 0.0", "bp 1.0E-5 0.1", "bp 1.0E-4 0.0", "tp 1.0E-5 0.0"),
        read("summary").stream()
            .map(
                row ->
                    row.get("algorithm") + " " + row.get("learning_rate") + " " + row.get("lambda"))
            .toList());
  }

  @Test
  void resultsKeepTheirDocumentedOrder() {
    Design design = Sweeps.twoByTwo(Stable.REQUIRED, 1, 8);
    List<String> names = ResultColumns.of(design).stream().map(Column::name).toList();
    assertEquals(
        List.of(
            "algorithm",
            "learning_rate",
            "lambda",
            "seed",
            "cell_id",
            "config_id",
            "state",
            "attempt",
            "peak_train_accuracy"),
        names.subList(0, 9));
    assertEquals(
        List.of(
            "stable",
            "cause",
            "seconds",
            "cpu_seconds",
            "inherited_seconds",
            "host",
            "backend",
            "library",
            "kernel",
            "java",
            "machine",
            "code",
            "computing"),
        names.subList(names.size() - 13, names.size()));
  }

  @Test
  void causesSayWhyACellDidNotFinish() throws IOException {
    new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 5, 8))
        .finished(0.5, 1, "bp", 1e-5, 0.0)
        .diverged(2, "bp", 1e-5, 0.0)
        .failed(3, "bp", 1e-5, 0.0)
        .timedOut(4, "bp", 1e-5, 0.0)
        .write(directory);
    List<Map<String, Object>> rows = read("results");
    assertNull(rows.get(0).get("cause"));
    assertEquals("the loss is NaN", rows.get(1).get("cause"));
    assertEquals("OutOfMemoryError", rows.get(2).get("cause"));
    assertEquals("passed the time limit of 60.0 s", rows.get(3).get("cause"));
    assertEquals("TIMED_OUT", rows.get(3).get("state"));
  }

  @Test
  void tablesOfAnExperimentCarryTheCellsIdentity() {
    Design design = Sweeps.twoByTwo(Stable.REQUIRED, 1, 8);
    Table history =
        new Table("history", List.of(Metric.integer("epoch", "", ""), Metric.real("loss", "", "")));
    TreeMap<String, double[][]> tables = new TreeMap<>();
    tables.put("history", new double[][] {{1, 0.5}, {2, Double.NaN}});
    Values axes = Values.of(Map.of("algorithm", "bp", "learning_rate", 1e-5));
    Cell cell = new Cell("classification", 1, axes, 7, "");
    CellResult result =
        new CellResult(
            cell,
            new Outcome.Finished(new Measurements(new TreeMap<>(), tables)),
            1,
            Double.NaN,
            1,
            "h",
            Origin.unknown("b"));
    assertEquals(
        List.of(
            "cell_id",
            "config_id",
            "algorithm",
            "learning_rate",
            "lambda",
            "seed",
            "epoch",
            "loss"),
        ResultColumns.of(design, history).stream().map(Column::name).toList());
    List<Object[]> rows = ResultColumns.rows(design, history, result, axes);
    assertEquals(2, rows.size());
    assertArrayEquals(
        new Object[] {cell.id(), cell.configId(), "bp", 1e-5, null, 7L, 1L, 0.5}, rows.get(0));
    assertNull(rows.get(1)[7]);
    Table other = new Table("spikes", history.columns());
    assertEquals(List.of(), ResultColumns.rows(design, other, result, axes));
  }

  @Test
  void resultsOfAnotherDesignAreRefusedByName() throws IOException {
    Sweeps sweep =
        new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 1, 8)).finished(0.5, 1, "bp", 1e-5, 0.0);
    SweepDirectory path = sweep.write(directory);
    Design grown = Sweeps.design(Stable.REQUIRED, 1, 8, Sweeps.axis("widthh", true, 1L, 2L));
    UserError missing = assertThrows(UserError.class, () -> Analysis.read(path, grown));
    assertTrue(missing.getMessage().contains("unknown column \"widthh"), missing.getMessage());
    Design retyped = Sweeps.design(Stable.REQUIRED, 1, 8, Sweeps.axis("lambda", true, 1L, 2L));
    UserError type = assertThrows(UserError.class, () -> Analysis.read(path, retyped));
    assertTrue(type.getMessage().contains("column lambda is REAL, must be INTEGER"));
    UserError none =
        assertThrows(
            UserError.class,
            () -> Analysis.read(Sweeps.at(directory.resolve("absent")), sweep.design()));
    assertTrue(none.getMessage().contains("does not exist"), none.getMessage());
    assertTrue(Files.notExists(directory.resolve("summary")));
  }
}

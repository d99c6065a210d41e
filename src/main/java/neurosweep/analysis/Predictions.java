package neurosweep.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.UserError;
import neurosweep.result.ResultColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/** What the plan of a sweep in its directory predicted before its cells ran. */
public final class Predictions {
  /** Takes what was predicted of a cell. */
  public interface Sink {
    /**
     * A cell.
     *
     * @param seconds of a processor
     */
    void take(String cellId, String configId, double seconds);
  }

  private Predictions() {}

  /**
   * Hands over every planned cell; none where an older version wrote the plan, or nobody did, or it
   * is damaged, of which those tell that cannot do without.
   */
  public static void read(SweepDirectory sweep, Sink sink) {
    if (!sweep.files().exists(sweep.plan())) {
      return;
    }
    List<String> later = List.of(ResultColumns.CONFIG_ID, ResultColumns.PREDICTED_SECONDS);
    try (ParquetTableReader rows =
        ParquetTable.read(sweep.files(), sweep.plan(), List.of(ResultColumns.CELL_ID), later)) {
      if (rows.columns().size() <= later.size()) {
        return;
      }
      int cell = rows.index(ResultColumns.CELL_ID);
      int config = rows.index(ResultColumns.CONFIG_ID);
      int seconds = rows.index(ResultColumns.PREDICTED_SECONDS);
      while (rows.hasNext()) {
        Object[] row = rows.next();
        if (row[seconds] instanceof Double value) {
          sink.take((String) row[cell], (String) row[config], value);
        }
      }
    } catch (UserError e) {
      return; // a price to compare with is not worth a report
    }
  }

  /** By configuration, whose seeds have one prediction. */
  public static Map<String, Double> byConfiguration(SweepDirectory sweep) {
    Map<String, Double> seconds = new HashMap<>();
    read(sweep, (cell, config, value) -> seconds.putIfAbsent(config, value));
    return seconds;
  }
}

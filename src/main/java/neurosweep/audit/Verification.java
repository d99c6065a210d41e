package neurosweep.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Metric;
import neurosweep.core.UserError;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.math.Backend;
import neurosweep.math.BackendPin;
import neurosweep.result.Builds;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.VerificationRecord;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.sweep.CodeDigest;
import neurosweep.sweep.Machine;
import neurosweep.sweep.Manifest;

/**
 * A sample of a sweep's results, computed a second time in a process of its own and compared bit
 * for bit: state, scalars and table rows with the journal, and the journal with {@code results}.
 */
public final class Verification {
  private static final int MOST_KEPT = 50;

  private final SweepDirectory sweep;
  private final Manifest manifest;
  private final Sampling sampling;
  private final Builds builds;
  private final long results;
  private final List<Cell> sample;

  /**
   * Draws the sample; runs nothing.
   *
   * @param pin what the cells compute on
   * @throws UserError if no cell has a result, or the sweep's backend is not available here
   */
  public Verification(SweepDirectory sweep, Manifest manifest, Sampling sampling, BackendPin pin) {
    this.sweep = sweep;
    this.manifest = manifest;
    this.sampling = sampling;
    List<CellResult> known =
        Journal.read(sweep).history().results().values().stream()
            .filter(result -> result.outcome().state().isResult())
            .toList();
    this.builds = Builds.of(known.stream().map(CellResult::origin).toList());
    List<Cell> cells = known.stream().map(CellResult::cell).toList();
    if (cells.isEmpty()) {
      throw new UserError(sweep.root() + " has no result to verify yet; run the sweep first");
    }
    pin.choose();
    this.results = cells.size();
    this.sample = sampling.of(cells);
  }

  /** The cells that run again. */
  public List<Cell> sample() {
    return sample;
  }

  /** Cells of the sweep that have a result. */
  public long results() {
    return results;
  }

  /** What is not as it was when the sweep ran and may explain other bits, a line each. */
  public List<String> circumstances() {
    Map<String, String> then = builds.facts();
    Map<String, String> now = Builds.of(List.of(Machine.origin(manifest.backend()))).facts();
    Set<String> labels = new LinkedHashSet<>(now.keySet());
    labels.addAll(then.keySet());
    return labels.stream()
        .filter(label -> !Objects.equals(then.get(label), now.get(label)))
        .map(
            label ->
                label
                    + ": "
                    + then.getOrDefault(label, "not recorded")
                    + " in the sweep, "
                    + now.getOrDefault(label, "none")
                    + " now")
        .toList();
  }

  /**
   * Runs the sample again and keeps what came out beside the sweep.
   *
   * @return the cells that differ
   * @throws UserError if the cells cannot run again
   */
  public List<CellDifference> run(FreshProcess process) {
    Map<String, CellResult> now = process.run(new Files(), sample);
    Map<String, CellResult> before = new HashMap<>();
    JournalReader journal = Journal.read(sweep);
    journal.forEach(
        result -> {
          if (now.containsKey(result.cell().id())) {
            before.put(result.cell().id(), result);
          }
        });
    Map<String, Map<String, Object>> written = written(now.keySet());
    List<CellDifference> different = new ArrayList<>();
    for (Cell cell : sample) {
      CellDifference journaled = CellDifference.between(before.get(cell.id()), now.get(cell.id()));
      List<String> lines = new ArrayList<>(journaled.lines());
      if (written.containsKey(cell.id())) {
        Map<String, Object> fresh = row(now.get(cell.id()));
        lines.addAll(CellDifference.scalars(written.get(cell.id()), fresh, "in results"));
      }
      if (!lines.isEmpty()) {
        different.add(new CellDifference(cell, lines));
      }
    }
    keep(different);
    return different;
  }

  private void keep(List<CellDifference> different) {
    List<String> lines =
        different.stream()
            .flatMap(each -> each.lines().stream().map(line -> each.cell().id() + " " + line))
            .limit(MOST_KEPT)
            .toList();
    new VerificationRecord(
            VerificationRecord.SCHEMA_VERSION,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            manifest.planHash(),
            sampling.text(),
            sampling.seed(),
            results,
            sample.size(),
            sample.size() - different.size(),
            different.size(),
            CodeDigest.program(),
            manifest.backend() + ", " + Backend.choose(manifest.backend()).detail(),
            circumstances(),
            lines)
        .write(sweep);
  }

  /** What {@code results} says of cells; nothing while it is not complete. */
  private Map<String, Map<String, Object>> written(Set<String> ids) {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    if (!sweep.isComplete()) {
      return rows;
    }
    List<String> names = columns();
    try (ParquetTableReader reader = ParquetTable.read(sweep.files(), sweep.results(), names)) {
      int id = reader.index(ResultColumns.CELL_ID);
      while (reader.hasNext()) {
        Object[] row = reader.next();
        if (ids.contains(String.valueOf(row[id]))) {
          Map<String, Object> values = new TreeMap<>();
          names.forEach(name -> put(values, name, row[reader.index(name)]));
          values.remove(ResultColumns.CELL_ID);
          rows.put((String) row[id], values);
        }
      }
    }
    return rows;
  }

  private List<String> columns() {
    Design design = manifest.design();
    List<String> names = new ArrayList<>(List.of(ResultColumns.CELL_ID, ResultColumns.STATE));
    design.metrics().stream().map(Metric::name).forEach(names::add);
    return names;
  }

  private Map<String, Object> row(CellResult result) {
    Map<String, Object> values = new TreeMap<>();
    values.put(ResultColumns.STATE, result.outcome().state().name());
    for (Metric<?> metric : manifest.design().metrics()) {
      put(values, metric.name(), result.outcome().measurements().scalars().get(metric.name()));
    }
    return values;
  }

  private static void put(Map<String, Object> values, String name, Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}

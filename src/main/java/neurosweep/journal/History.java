package neurosweep.journal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;

/**
 * What is known of a sweep's cells: everything but their tables, in the order of the cell ids, so
 * that nothing computed from it depends on the order in which cells ended.
 *
 * @param results the current result of each cell by its id, without tables; a view that follows the
 *     journal it came from
 * @param byId the same in no order, for looking up: for many cells the order costs most of it
 */
public record History(SortedMap<String, CellResult> results, Map<String, CellResult> byId) {
  /** Of a sweep that has not begun. */
  public static final History NONE = new History(new TreeMap<>());

  /** Keeps unmodifiable views, not copies. */
  public History {
    results = Collections.unmodifiableSortedMap(results);
    byId = Collections.unmodifiableMap(byId);
  }

  /** Of results that are in order anyway. */
  public History(SortedMap<String, CellResult> results) {
    this(results, results);
  }

  /** The history in which exactly these cells have ended. */
  public static History of(Iterable<CellResult> results) {
    TreeMap<String, CellResult> map = new TreeMap<>();
    for (CellResult result : results) {
      map.put(result.cell().id(), result.withoutTables());
    }
    return new History(map);
  }

  /** How a cell ended, if it did. */
  public Optional<CellResult> get(Cell cell) {
    return Optional.ofNullable(byId.get(cell.id()));
  }

  /** Whether a cell has a result: it need not run again, unlike one that failed. */
  public boolean hasResult(Cell cell) {
    CellResult result = byId.get(cell.id());
    return result != null && result.outcome().state().isResult();
  }

  /** The number of cells that ended in each state, zeros included. */
  public Map<Outcome.State, Integer> counts() {
    Map<Outcome.State, Integer> counts = new EnumMap<>(Outcome.State.class);
    for (Outcome.State state : Outcome.State.values()) {
      counts.put(state, 0);
    }
    for (CellResult result : results.values()) {
      counts.merge(result.outcome().state(), 1, Integer::sum);
    }
    return counts;
  }
}

package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.report.ResultColumns;
import neurosweep.store.ParquetTable;
import neurosweep.store.ParquetTableReader;
import neurosweep.store.SweepDirectory;

/**
 * Compares what a run believes with what can be read from its directory: a report is of what is
 * kept, and memory is no witness for that.
 */
final class ReadBack {
  private final SweepDirectory directory;
  private final Plan plan;
  private final History believed;

  /**
   * Of a run that has closed its journal and written its results.
   *
   * @param believed how cells have ended, from memory
   */
  ReadBack(SweepDirectory directory, Plan plan, History believed) {
    this.directory = directory;
    this.plan = plan;
    this.believed = believed;
  }

  /**
   * Reads journal and results again.
   *
   * @throws UserError with exit code 1 if cells are missing in either or ended otherwise
   */
  void require() {
    Map<String, String> expected = states(believed);
    Map<String, String> journaled = states(Journal.read(directory).history());
    Map<String, String> tabled = tabled();
    Set<String> planned = new HashSet<>();
    plan.cells().stream().map(Cell::id).forEach(planned::add);
    List<String> lines = new ArrayList<>();
    differ(lines, "the journal", expected, journaled);
    differ(lines, "the results", expected, tabled);
    long foreign = tabled.keySet().stream().filter(id -> !planned.contains(id)).count();
    if (foreign > 0) {
      lines.add(String.format(Locale.ROOT, "%,d cells of the results are not planned", foreign));
    }
    if (!lines.isEmpty()) {
      lines.add(
          "What is in "
              + directory
              + " is not what was computed; keep a copy of it, check its file system, then run the"
              + " same command again.");
      throw new UserError(lines, UserError.INCOMPLETE);
    }
  }

  private static Map<String, String> states(History history) {
    Map<String, String> states = new HashMap<>();
    for (CellResult result : history.results().values()) {
      states.put(result.cell().id(), result.outcome().state().name());
    }
    return states;
  }

  private Map<String, String> tabled() {
    Map<String, String> states = new HashMap<>();
    List<String> columns = List.of(ResultColumns.CELL_ID, ResultColumns.STATE);
    try (ParquetTableReader rows =
        ParquetTable.read(directory.files(), directory.results(), columns)) {
      int id = rows.index(ResultColumns.CELL_ID);
      int state = rows.index(ResultColumns.STATE);
      while (rows.hasNext()) {
        Object[] row = rows.next();
        states.put((String) row[id], (String) row[state]);
      }
    }
    return states;
  }

  private static void differ(
      List<String> lines, String where, Map<String, String> expected, Map<String, String> found) {
    List<String> missing =
        expected.keySet().stream().filter(id -> !found.containsKey(id)).sorted().toList();
    if (!missing.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d cells that ended are not in %s, such as %s",
              missing.size(),
              expected.size(),
              where,
              missing.get(0)));
    }
    long others =
        found.entrySet().stream()
            .filter(each -> !Objects.equals(expected.get(each.getKey()), each.getValue()))
            .count();
    if (others > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "%,d cells in %s ended otherwise or were never run", others, where));
    }
  }
}

package neurosweep.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.math.BackendPin;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.LocalRunner;
import neurosweep.sweep.Work;

/**
 * What a {@link FreshProcess} does: runs cells of a sweep from their beginning, on the backend that
 * the sweep is pinned to, into a journal elsewhere.
 *
 * @param sweep whose cells run; only read
 * @param into where the other journal goes
 */
public record Recomputation(SweepDirectory sweep, SweepDirectory into) {

  /**
   * Runs the cells.
   *
   * @param ids of cells that have ended
   * @param library the data
   * @param pin what the cells compute on
   * @param programs whether cells may start the programs that their knobs name
   * @throws UserError if a cell is not known, or cannot run on this machine or with this program
   */
  public void run(
      Set<String> ids, DataLibrary library, BackendPin pin, int threads, boolean programs) {
    List<List<Cell>> cells = new ArrayList<>();
    History known = Journal.read(sweep).history();
    known.results().values().stream()
        .filter(result -> ids.contains(result.cell().id()))
        .forEach(result -> cells.add(List.of(result.cell())));
    if (cells.size() < ids.size()) {
      throw new UserError(
          sweep.root() + " has results of " + cells.size() + " of these cells only");
    }
    CellExecution execution =
        new CellExecution(pin, Double.POSITIVE_INFINITY, null, null, programs);
    try (LocalRunner runner =
            new LocalRunner(execution, library, threads, cell -> measured(known, cell));
        Journal journal = Journal.open(into, new Journal.Permission(() -> {}, () -> {}))) {
      Optional<String> fault = runner.run(Work.of(cells, journal::append), () -> false);
      fault.ifPresent(
          why -> {
            throw new UserError(why);
          });
    }
  }

  private static Optional<Measurements> measured(History known, Cell cell) {
    return known.get(cell).map(result -> result.outcome().measurements());
  }
}

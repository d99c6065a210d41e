package neurosweep.sweep;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/**
 * What a runner is to do, told bit by bit: it asks for cells and hands over results, all on one
 * thread, so that results can decide which cells there are.
 */
public interface Work {

  /**
   * Bundles to start now beside those that were handed out before, in the order in which they
   * should start; cells of a bundle run one after the other in one task. Nothing while only results
   * can tell what comes next, and at the end. Asked often, so cheap when there is nothing new.
   *
   * @param free how many cells could start at once: cores less the cells that were handed out and
   *     are neither back nor set aside to run alone later; at least 0
   */
  List<List<Cell>> next(int free);

  /** Takes the one result of a cell that was handed out; what it throws ends the run. */
  void accept(CellResult result);

  /** Bundles that are known from the start. */
  static Work of(List<List<Cell>> bundles, Consumer<CellResult> sink) {
    Iterator<List<List<Cell>>> all = List.of(bundles).iterator();
    return new Work() {
      @Override
      public List<List<Cell>> next(int free) {
        return all.hasNext() ? all.next() : List.of();
      }

      @Override
      public void accept(CellResult result) {
        sink.accept(result);
      }
    };
  }
}

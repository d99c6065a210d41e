package neurosweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import neurosweep.core.Cell;

/** In which order and company cells start: longest predicted first, tiny ones bundled. */
final class Schedule {
  /** A bundle ends here: long against a task's overhead, short against a user's patience. */
  private static final double BUNDLE_SECONDS = 0.25;

  private static final int LARGEST_BUNDLE = 100;

  /** Bundles for every core, at the least, so that no core waits long for another's last one. */
  private static final int BUNDLES_PER_CORE = 8;

  private Schedule() {}

  /**
   * Cuts cells into bundles.
   *
   * @param price predicted seconds of a cell
   */
  static List<List<Cell>> bundles(List<Cell> cells, ToDoubleFunction<Cell> price, int parallelism) {
    List<Cell> ordered = new ArrayList<>(cells);
    ordered.sort(Comparator.comparingDouble((Cell cell) -> -price.applyAsDouble(cell)));
    int most =
        Math.max(1, Math.min(LARGEST_BUNDLE, cells.size() / (BUNDLES_PER_CORE * parallelism)));
    List<List<Cell>> bundles = new ArrayList<>();
    List<Cell> open = new ArrayList<>();
    double seconds = 0;
    for (Cell cell : ordered) {
      double own = price.applyAsDouble(cell);
      if (!open.isEmpty() && (open.size() >= most || seconds + own > BUNDLE_SECONDS)) {
        bundles.add(open);
        open = new ArrayList<>();
        seconds = 0;
      }
      open.add(cell);
      seconds += own;
    }
    if (!open.isEmpty()) {
      bundles.add(open);
    }
    return bundles;
  }
}

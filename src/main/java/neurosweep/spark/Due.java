package neurosweep.spark;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Cell;

/** Cells that were handed out and are not back, and those of them that are set apart. */
final class Due {
  private final Map<String, Cell> cells = new HashMap<>();
  private final Map<String, Cell> suspects = new LinkedHashMap<>();

  /** Cells are handed out. */
  void add(List<List<Cell>> bundles) {
    bundles.forEach(bundle -> bundle.forEach(cell -> cells.put(cell.id(), cell)));
  }

  /** A cell is back. */
  void remove(Cell cell) {
    cells.remove(cell.id());
    suspects.remove(cell.id());
  }

  /** Sets apart those that are not back. */
  void suspect(List<Cell> bundle) {
    for (Cell cell : bundle) {
      if (cells.containsKey(cell.id())) {
        suspects.put(cell.id(), cell);
      }
    }
  }

  /** What is neither back nor set apart. */
  List<List<Cell>> rest(List<List<Cell>> bundles) {
    return bundles.stream()
        .map(bundle -> bundle.stream().filter(this::isDue).toList())
        .filter(bundle -> !bundle.isEmpty())
        .toList();
  }

  private boolean isDue(Cell cell) {
    return cells.containsKey(cell.id()) && !suspects.containsKey(cell.id());
  }

  /** How many are neither back nor set apart. */
  int size() {
    return cells.size() - suspects.size();
  }

  /** Of those that are set apart the first one. */
  Optional<Cell> suspect() {
    return suspects.values().stream().findFirst();
  }
}

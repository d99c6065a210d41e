package neurosweep.journal;

import java.util.HashMap;
import java.util.Map;
import neurosweep.core.Cell;

/** What the records of a journal have in common, held and worked out once. */
final class Shared {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Cell> cells = new HashMap<>();

  /** Gives equal texts the same object. */
  String text(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  /** A cell of a configuration that was seen, or null. */
  Cell cell(String configuration) {
    return cells.get(configuration);
  }

  void put(String configuration, Cell any) {
    cells.put(configuration, any);
  }

  /** Forgets everything; what was handed out stays shared. */
  void clear() {
    texts.clear();
    cells.clear();
  }
}

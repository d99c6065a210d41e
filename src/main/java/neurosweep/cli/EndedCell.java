package neurosweep.cli;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.journal.JournalReader;

/** A cell that has ended, by the start of its id. */
final class EndedCell {
  private EndedCell() {}

  /**
   * Its result with all tables.
   *
   * @throws UserError if the ids of no cell that has ended, or of several, start so
   */
  static CellResult of(JournalReader journal, String start) {
    String id = id(journal, start);
    List<CellResult> found = new ArrayList<>();
    journal.forEach(
        result -> {
          if (result.cell().id().equals(id)) {
            found.add(result);
          }
        });
    return found.get(0);
  }

  /** Its whole id, as above. */
  static String id(JournalReader journal, String start) {
    List<String> ids =
        journal.history().results().keySet().stream().filter(key -> key.startsWith(start)).toList();
    if (ids.size() != 1) {
      throw new UserError(
          ids.isEmpty()
              ? "no cell that has ended has an id that starts with " + start
              : start
                  + " is the start of "
                  + ids.size()
                  + " ids, such as "
                  + ids.get(0)
                  + "; write more of it");
    }
    return ids.get(0);
  }
}

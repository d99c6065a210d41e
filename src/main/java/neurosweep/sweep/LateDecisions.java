package neurosweep.sweep;

import java.util.ArrayList;
import java.util.List;
import neurosweep.journal.Journal;
import neurosweep.search.Decisions;

/**
 * Decisions of a search that begins before its journal can be written: they are kept there before
 * any cell runs that follows from them.
 */
final class LateDecisions implements Decisions {
  private final List<String> made;
  private final List<String> pending = new ArrayList<>();
  private Journal journal;

  /** After these of earlier runs. */
  LateDecisions(List<String> made) {
    this.made = List.copyOf(made);
  }

  @Override
  public List<String> made() {
    return made;
  }

  @Override
  public void make(String decision) {
    if (journal == null) {
      pending.add(decision);
    } else {
      journal.decide(decision);
    }
  }

  /** Keeps what was decided so far, and from now on what is being decided. */
  void keepIn(Journal open) {
    journal = open;
    pending.forEach(open::decide);
    pending.clear();
  }
}

package neurosweep.result;

import java.util.List;

/**
 * A change of a sweep's plan or selection.
 *
 * @param at when, ISO 8601
 * @param changes {@code knob: old -> new} each
 * @param cells planned before
 * @param results how many of them had one
 * @param tabulated whether tables of them had been written
 * @param scheduled whether it only added seeds, by a schedule that had been declared
 */
public record Growth(
    String at,
    List<String> changes,
    long cells,
    long results,
    boolean tabulated,
    boolean scheduled) {

  /** Copies the list. */
  public Growth {
    at = at == null ? "" : at;
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /** Whether somebody may have decided on it by what they had seen. */
  public boolean afterResults() {
    return tabulated && results > 0 && !scheduled;
  }
}

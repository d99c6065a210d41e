package neurosweep.search;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/**
 * A search at work. It is told how cells have ended and asked what to train next. Unless {@link
 * Decisions} say otherwise, what it has asked for after being told a set of results is the same
 * whatever the order in which it was told them and how often it was asked between.
 */
public interface Course {

  /** How a cell has ended, for the first time or after it was tried again; others' are ignored. */
  void tell(CellResult result);

  /**
   * What to train now that was not asked for before, the most urgent first; a cell that has ended
   * already may be among it. Nothing while it waits for results, and at its end.
   *
   * @param free how many cells could start at once: a search that decides by the order of results
   *     asks for no more than these
   */
  List<Cell> ask(int free);

  /** The configurations that it has drawn so far, in the order in which it drew them. */
  List<Candidate> candidates();

  /** Whether a cell that it may still ask for goes on from the state in which this one ended. */
  boolean mayContinue(Cell ended);

  /** How far it is, for people. */
  List<Stage> stages();

  /**
   * A part of a search, such as a rung.
   *
   * @param name in words, such as {@code rung 2 of 3, 9 epochs}
   * @param configurations that have entered it
   * @param ended of these, the ones that are through, in whatever way
   * @param left of these, the ones that went on to the next, or are left at the end
   */
  record Stage(String name, long configurations, long ended, long left) {
    /** For a screen. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "%s: %,d of %,d configurations have ended, %,d of these are kept",
          name,
          ended,
          configurations,
          left);
    }

    /** The same part of two groups. */
    Stage plus(Stage other) {
      return new Stage(
          name, configurations + other.configurations, ended + other.ended, left + other.left);
    }
  }
}

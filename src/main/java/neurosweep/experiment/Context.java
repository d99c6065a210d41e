package neurosweep.experiment;

import java.nio.file.Path;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Persistent;
import neurosweep.data.Dataset;

/** What an executor lends to a running cell. */
public interface Context {

  /** The prepared data set of the cell. */
  Dataset dataset(Cell cell);

  /**
   * A fresh directory with the files of the cell's program, which goes when the cell has ended. To
   * ask for it is to ask for leave to start a program.
   */
  default Path workplace(Cell cell) {
    throw new UnsupportedOperationException("no program is started here");
  }

  /** Takes note of processor seconds that another process has spent for the cell. */
  default void spend(double processorSeconds) {}

  /** Name of the linear-algebra backend that the sweep is pinned to. */
  String backend();

  /** Whether the cell should return early, as timed out; polled every training step. */
  boolean expired();

  /**
   * Seconds of a processor that this cell has cost so far, with those of earlier attempts and of
   * the cells on whose states it goes on. The one way in which time may enter a cell: for a knob
   * that limits it.
   */
  default double spentSeconds() {
    return 0;
  }

  /**
   * What an earlier run of this cell measured where this one is to repeat it: what time decided
   * then is to be decided alike, and the clock not asked.
   */
  default Optional<Measurements> repeated() {
    return Optional.empty();
  }

  /**
   * Keeps the state of a cell that has finished, for those with a larger budget. To be called
   * before anything is recorded that only a last epoch records.
   *
   * @param state as for {@link #expired(Persistent)}
   */
  default void keep(Persistent state) {
    checkpoint().keep(state);
  }

  /** Bytes of an artifact at most. */
  int MOST_ARTIFACT_BYTES = 1 << 30;

  /**
   * Leaves a file with the cell, in place of one of that name; does nothing where no sweep runs, as
   * in {@code verify}. To be called before the outcome is returned: a cell that runs again writes
   * it again. Must depend on nothing but the cell.
   *
   * @param name of a file, see {@link neurosweep.core.FileName}
   * @param content all of it, at most {@link #MOST_ARTIFACT_BYTES}
   */
  default void artifact(String name, byte[] content) {}

  /** Whether cells that train a net are to leave it, see {@link TrainedWeights}. */
  default boolean keepsWeights() {
    return false;
  }

  /** Digest of the program that runs, as results have it; empty where nothing is left. */
  default String code() {
    return "";
  }

  /** Where a cell that may run long keeps its state. */
  default Checkpoint checkpoint() {
    return Checkpoint.NONE;
  }

  /**
   * As {@link #expired}, for a cell that can be continued: polled after every step, it keeps the
   * state when that is due and when the cell has to return. A loop that polls it after a step and
   * not before makes progress in every attempt, however short.
   *
   * @param state what {@link Checkpoint#resume} has given, as it is between two steps
   */
  default boolean expired(Persistent state) {
    boolean expired = expired();
    if (expired || checkpoint().due()) {
      checkpoint().save(state);
    }
    return expired;
  }
}

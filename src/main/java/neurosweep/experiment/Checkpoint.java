package neurosweep.experiment;

import java.util.function.Supplier;
import neurosweep.core.Persistent;

/**
 * Keeps the state of one running cell where a later attempt finds it. Never throws for a fault of
 * the place where it is kept: a cell without a checkpoint starts over.
 */
public interface Checkpoint {

  /** Keeps nothing. */
  Checkpoint NONE =
      new Checkpoint() {
        @Override
        public <T extends Persistent> T resume(Supplier<T> fresh) {
          return fresh.get();
        }

        @Override
        public boolean due() {
          return false;
        }

        @Override
        public void save(Persistent state) {
          // by request
        }
      };

  /**
   * The state that an earlier attempt of the same cell, by the same program, has kept; without one
   * a fresh state.
   *
   * @param fresh makes the state in which the cell begins, each time alike
   */
  <T extends Persistent> T resume(Supplier<T> fresh);

  /** Whether it is time to save again; cheap, for every step of training. */
  boolean due();

  /** Keeps a state in place of the last one. */
  void save(Persistent state);

  /** Keeps the state in which a cell has ended its budget, if others may go on from it. */
  default void keep(Persistent state) {}
}

package neurosweep.circuit.simulation;

/** What reaches a circuit from outside; belongs to one simulation. */
public interface Drive {

  /** No input at all. */
  Drive NONE = (step, push, filtered) -> {};

  /**
   * The signal of one step.
   *
   * @param step number of completed steps
   * @param push zero on entry; takes the jump of F x~ (NE)
   * @param filtered x~ (m), already decayed; takes its jump
   */
  void signal(long step, double[] push, double[] filtered);

  /**
   * Adds voltage noise, not part of F x~.
   *
   * @param vE excitatory voltages (NE)
   * @param vI inhibitory voltages (NI)
   */
  default void noise(long step, double[] vE, double[] vI) {}
}

package neurosweep.circuit.simulation;

/** Spikes from outside, step by step. Steps are asked for in ascending order, each at most once. */
public interface SpikeSource {

  /** Nobody spikes. */
  SpikeSource SILENT = (step, fired) -> 0;

  /**
   * The spikes of one step.
   *
   * @param fired takes the channels that spike, ascending
   * @return how many there are
   */
  int next(long step, int[] fired);
}

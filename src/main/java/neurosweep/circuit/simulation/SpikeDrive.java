package neurosweep.circuit.simulation;

import neurosweep.circuit.synapse.Synapses;

/** Spikes from outside through F: a spike of channel j adds column j to F x~. */
public final class SpikeDrive implements Drive {
  private final Synapses input;
  private final SpikeSource source;
  private final int[] fired;

  /** Spikes of a source through the input weights (NE x m). */
  public SpikeDrive(Synapses input, SpikeSource source) {
    this.input = input;
    this.source = source;
    this.fired = new int[input.sources()];
  }

  @Override
  public void signal(long step, double[] push, double[] filtered) {
    int count = source.next(step, fired);
    for (int k = 0; k < count; k++) {
      filtered[fired[k]] += 1;
    }
    input.addColumns(fired, count, 1, push);
  }
}

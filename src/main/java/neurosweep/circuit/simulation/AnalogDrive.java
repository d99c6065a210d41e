package neurosweep.circuit.simulation;

import neurosweep.circuit.synapse.Synapses;

/**
 * A signal s(t) of m numbers per second (section 4.2 of the method): per step x~ grows by dt s and
 * the voltages by dt F s + dt noise.
 */
public final class AnalogDrive implements Drive {

  /** Numbers as a function of the step. */
  public interface Signal {
    /** Writes the values of a step. */
    void at(long step, double[] values);
  }

  private final Synapses input;
  private final double dt;
  private final Signal signal;
  private final Signal noise;
  private final double[] values;
  private final double[] noises;

  /**
   * A signal with noise.
   *
   * @param dt step, s
   * @param noise NE + NI values a step, excitatory first; may be null
   */
  public AnalogDrive(Circuit circuit, double dt, Signal signal, Signal noise) {
    this.input = circuit.input();
    this.dt = dt;
    this.signal = signal;
    this.noise = noise;
    this.values = new double[input.sources()];
    this.noises = new double[circuit.excitatory() + circuit.inhibitory()];
  }

  @Override
  public void signal(long step, double[] push, double[] filtered) {
    signal.at(step, values);
    for (int j = 0; j < values.length; j++) {
      filtered[j] += dt * values[j];
    }
    input.addProduct(values, dt, push);
  }

  @Override
  public void noise(long step, double[] vE, double[] vI) {
    if (noise == null) {
      return;
    }
    noise.at(step, noises);
    for (int i = 0; i < vE.length; i++) {
      vE[i] += dt * noises[i];
    }
    for (int j = 0; j < vI.length; j++) {
      vI[j] += dt * noises[vE.length + j];
    }
  }
}

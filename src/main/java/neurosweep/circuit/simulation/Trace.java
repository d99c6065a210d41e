package neurosweep.circuit.simulation;

import java.util.Arrays;

/** Values of a simulation, sampled every k steps in a stretch of time. */
public final class Trace implements Observer {

  /** What is sampled. */
  public interface Probe {
    /** Writes the values of the present state. */
    void read(Simulation now, double[] values);
  }

  private final long from;
  private final int every;
  private final double[][] samples;
  private final Probe probe;
  private int size;

  /**
   * Empty.
   *
   * @param from completed steps of the first sample
   * @param every steps between samples
   * @param most samples
   * @param width values a sample
   */
  public Trace(long from, int every, int most, int width, Probe probe) {
    if (from < 0 || every < 1 || most < 0) {
      throw new IllegalArgumentException("not a trace: " + from + ", " + every + ", " + most);
    }
    this.from = from;
    this.every = every;
    this.samples = new double[most][width];
    this.probe = probe;
  }

  @Override
  public void after(Simulation now) {
    if (size < samples.length && now.steps() == from + (long) size * every) {
      probe.read(now, samples[size]);
      size++;
    }
  }

  /** Samples taken so far, one a row. */
  public double[][] samples() {
    return Arrays.copyOf(samples, size);
  }

  /** Completed steps of a sample. */
  public long step(int sample) {
    return from + (long) sample * every;
  }
}

package neurosweep.circuit.synapse;

import java.util.Arrays;

/** W = u v': every target hears the same weighted sum of spikes. */
public final class RankOneSynapses implements Synapses {
  private final double[] u;
  private final double[] v;

  /** Copies the factors: u by targets, v by sources. */
  public RankOneSynapses(double[] u, double[] v) {
    this.u = u.clone();
    this.v = v.clone();
  }

  /** All weights equal. */
  public static RankOneSynapses uniform(int targets, int sources, double weight) {
    double[] u = new double[targets];
    double[] v = new double[sources];
    Arrays.fill(u, 1);
    Arrays.fill(v, weight);
    return new RankOneSynapses(u, v);
  }

  @Override
  public int targets() {
    return u.length;
  }

  @Override
  public int sources() {
    return v.length;
  }

  @Override
  public double get(int target, int source) {
    return u[target] * v[source];
  }

  @Override
  public void addColumns(int[] fired, int count, double factor, double[] to) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += v[fired[k]];
    }
    if (sum != 0) {
      addScaled(factor * sum, to);
    }
  }

  @Override
  public void addProduct(double[] x, double factor, double[] to) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += v[j] * x[j];
    }
    addScaled(factor * sum, to);
  }

  private void addScaled(double factor, double[] to) {
    for (int i = 0; i < u.length; i++) {
      to[i] += factor * u[i];
    }
  }

  /** Whether all targets have the same weights. */
  boolean targetsAreEqual() {
    return Arrays.stream(u).allMatch(value -> value == u[0]);
  }

  /** Whether all sources have the same weights. */
  boolean sourcesAreEqual() {
    return Arrays.stream(v).allMatch(value -> value == v[0]);
  }

  /** The same weights onto the first target only. */
  RankOneSynapses toFirstTarget() {
    return new RankOneSynapses(new double[] {u[0]}, v);
  }

  /** One source that stands for all of these, which are equal and fire together. */
  RankOneSynapses fromMergedSources() {
    return new RankOneSynapses(u, new double[] {v.length * v[0]});
  }
}

package neurosweep.circuit.synapse;

import java.util.Arrays;

/** Weights of each unit onto its counterpart only. */
public final class DiagonalSynapses implements Synapses {
  private final double[] weights;

  /** Copies the diagonal. */
  public DiagonalSynapses(double[] weights) {
    this.weights = weights.clone();
  }

  /** weight * I. */
  public static DiagonalSynapses scaledIdentity(int units, double weight) {
    double[] weights = new double[units];
    Arrays.fill(weights, weight);
    return new DiagonalSynapses(weights);
  }

  @Override
  public int targets() {
    return weights.length;
  }

  @Override
  public int sources() {
    return weights.length;
  }

  @Override
  public double get(int target, int source) {
    return target == source ? weights[target] : 0;
  }

  @Override
  public void addColumns(int[] fired, int count, double factor, double[] to) {
    for (int k = 0; k < count; k++) {
      to[fired[k]] += factor * weights[fired[k]];
    }
  }

  @Override
  public void addProduct(double[] x, double factor, double[] to) {
    for (int i = 0; i < weights.length; i++) {
      to[i] += factor * weights[i] * x[i];
    }
  }

  @Override
  public double[] symmetricEigenvalues() {
    double[] values = weights.clone();
    Arrays.sort(values);
    return values;
  }

  /** Whether all weights are equal. */
  boolean isScaledIdentity() {
    return Arrays.stream(weights).allMatch(w -> w == weights[0]);
  }
}

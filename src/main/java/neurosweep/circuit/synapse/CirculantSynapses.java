package neurosweep.circuit.synapse;

import java.util.Arrays;

/**
 * Weights on a ring: W(a, b) = kernel((a - b) mod n). When most units fire at once, the columns of
 * the silent ones are taken from the sum of all, which is the same for every target.
 */
public final class CirculantSynapses implements Synapses {
  private final int units;
  private final double[] twice;
  private final double sum;

  /** Copies the kernel: the weights from unit 0 to units 0 ... n - 1. */
  public CirculantSynapses(double[] kernel) {
    units = kernel.length;
    twice = Arrays.copyOf(kernel, 2 * units);
    System.arraycopy(kernel, 0, twice, units, units);
    sum = Arrays.stream(kernel).sum();
  }

  @Override
  public int targets() {
    return units;
  }

  @Override
  public int sources() {
    return units;
  }

  @Override
  public double get(int target, int source) {
    return twice[target - source + units];
  }

  @Override
  public void addColumns(int[] fired, int count, double factor, double[] to) {
    if (2 * count <= units) {
      for (int k = 0; k < count; k++) {
        addColumn(fired[k], factor, to);
      }
      return;
    }
    for (int i = 0; i < units; i++) {
      to[i] += factor * sum;
    }
    int k = 0;
    for (int j = 0; j < units; j++) {
      if (k < count && fired[k] == j) {
        k++;
      } else {
        addColumn(j, -factor, to);
      }
    }
  }

  private void addColumn(int source, double factor, double[] to) {
    int start = units - source;
    for (int i = 0; i < units; i++) {
      to[i] += factor * twice[start + i];
    }
  }

  @Override
  public double[] symmetricEigenvalues() {
    double[] values = new double[units];
    for (int k = 0; k < units; k++) {
      for (int d = 0; d < units; d++) {
        values[k] += twice[d] * Math.cos(2 * Math.PI * ((long) k * d % units) / units);
      }
    }
    Arrays.sort(values);
    return values;
  }

  /** Every weight larger by an amount. */
  CirculantSynapses plus(double amount) {
    return new CirculantSynapses(Arrays.stream(twice, 0, units).map(w -> w + amount).toArray());
  }
}

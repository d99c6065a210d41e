package neurosweep.circuit.synapse;

import java.util.Arrays;

/**
 * Weights on an n x n torus: unit x n + y, and W(a, b) = kernel((x_a - x_b) mod n, (y_a - y_b) mod
 * n). When most units fire at once, the columns of the silent ones are taken from the sum of all.
 */
public final class TorusSynapses implements Synapses {
  private final int n;
  private final double[] kernel;
  private final double[] twice;
  private final double sum;

  /**
   * Copies the kernel.
   *
   * @param n units along one side
   * @param kernel the weights from unit (0, 0) to unit (x, y), at x n + y
   */
  public TorusSynapses(int n, double[] kernel) {
    if (kernel.length != n * n) {
      throw new IllegalArgumentException(
          "the kernel has " + kernel.length + " weights, must have " + n * n);
    }
    this.n = n;
    this.kernel = kernel.clone();
    this.twice = new double[2 * n * n];
    for (int x = 0; x < n; x++) {
      System.arraycopy(kernel, x * n, twice, 2 * x * n, n);
      System.arraycopy(kernel, x * n, twice, 2 * x * n + n, n);
    }
    this.sum = Arrays.stream(kernel).sum();
  }

  /** Units along one side. */
  public int side() {
    return n;
  }

  @Override
  public int targets() {
    return n * n;
  }

  @Override
  public int sources() {
    return n * n;
  }

  @Override
  public double get(int target, int source) {
    int dx = Math.floorMod(target / n - source / n, n);
    int dy = Math.floorMod(target % n - source % n, n);
    return kernel[dx * n + dy];
  }

  @Override
  public void addColumns(int[] fired, int count, double factor, double[] to) {
    if (2 * count <= n * n) {
      for (int k = 0; k < count; k++) {
        addColumn(fired[k], factor, to);
      }
      return;
    }
    for (int i = 0; i < n * n; i++) {
      to[i] += factor * sum;
    }
    int k = 0;
    for (int j = 0; j < n * n; j++) {
      if (k < count && fired[k] == j) {
        k++;
      } else {
        addColumn(j, -factor, to);
      }
    }
  }

  private void addColumn(int source, double factor, double[] to) {
    int sourceX = source / n;
    int shift = n - source % n;
    for (int x = 0; x < n; x++) {
      int row = x >= sourceX ? x - sourceX : x - sourceX + n;
      addRow(2 * row * n + shift, x * n, factor, to);
    }
  }

  private void addRow(int from, int start, double factor, double[] to) {
    for (int y = 0; y < n; y++) {
      to[start + y] += factor * twice[from + y];
    }
  }

  /** By the discrete Fourier transform of the kernel, one axis after the other. */
  @Override
  public double[] symmetricEigenvalues() {
    double[] values = TorusTransform.of(n).real(kernel);
    Arrays.sort(values);
    return values;
  }

  /** Every weight larger by an amount. */
  TorusSynapses plus(double amount) {
    return new TorusSynapses(n, Arrays.stream(kernel).map(w -> w + amount).toArray());
  }
}

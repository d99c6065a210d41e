package neurosweep.circuit.synapse;

/** Weights without structure, stored column by column. */
public final class DenseSynapses implements Synapses {
  private final int targets;
  private final int sources;
  private final double[] columns;

  /**
   * Copies a matrix.
   *
   * @param matrix row by row (targets x sources), not ragged
   * @param sources needed where there is no row to tell
   */
  public DenseSynapses(double[][] matrix, int sources) {
    this.targets = matrix.length;
    this.sources = sources;
    this.columns = new double[targets * sources];
    for (int i = 0; i < targets; i++) {
      if (matrix[i].length != sources) {
        throw new IllegalArgumentException(
            "row " + i + " has " + matrix[i].length + " weights, must have " + sources);
      }
      for (int j = 0; j < sources; j++) {
        columns[j * targets + i] = matrix[i][j];
      }
    }
  }

  /** Copies a matrix of at least one row. */
  public static DenseSynapses of(double[][] matrix) {
    return new DenseSynapses(matrix, matrix[0].length);
  }

  /** Weights onto a population from nobody. */
  public static DenseSynapses none(int targets) {
    return new DenseSynapses(new double[targets][0], 0);
  }

  @Override
  public int targets() {
    return targets;
  }

  @Override
  public int sources() {
    return sources;
  }

  @Override
  public double get(int target, int source) {
    return columns[source * targets + target];
  }

  @Override
  public void addColumns(int[] fired, int count, double factor, double[] to) {
    for (int k = 0; k < count; k++) {
      addColumn(fired[k] * targets, factor, to);
    }
  }

  private void addColumn(int start, double factor, double[] to) {
    for (int i = 0; i < targets; i++) {
      to[i] += factor * columns[start + i];
    }
  }

  @Override
  public void addProduct(double[] x, double factor, double[] to) {
    for (int j = 0; j < sources; j++) {
      if (x[j] != 0) {
        addColumn(j * targets, factor * x[j], to);
      }
    }
  }
}

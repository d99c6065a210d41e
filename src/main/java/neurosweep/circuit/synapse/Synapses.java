package neurosweep.circuit.synapse;

/**
 * Weights W (targets x sources) between two populations, in a representation that keeps exact
 * structure: a spike of source j adds column j, and most structures do that in less than a dense
 * matrix needs. Never changes after it was made.
 */
public interface Synapses {

  /** Rows of W. */
  int targets();

  /** Columns of W. */
  int sources();

  /** One weight. */
  double get(int target, int source);

  /**
   * to += factor * W s for spikes s, at a cost in proportion to the spikes. Modified: {@code to}.
   *
   * @param fired the sources that spike, ascending
   * @param count how many of {@code fired} count
   */
  void addColumns(int[] fired, int count, double factor, double[] to);

  /** to += factor * W x. Modified: {@code to}. */
  default void addProduct(double[] x, double factor, double[] to) {
    for (int i = 0; i < targets(); i++) {
      double sum = 0;
      for (int j = 0; j < sources(); j++) {
        sum += get(i, j) * x[j];
      }
      to[i] += factor * sum;
    }
  }

  /** The eigenvalues of the symmetric part of a square W, ascending. */
  default double[] symmetricEigenvalues() {
    return Spectrum.symmetric(dense());
  }

  /** Whether every weight is at least the bound; those of a unit onto itself are left out if so. */
  default boolean atLeast(double bound, boolean leaveOutSelf) {
    for (int i = 0; i < targets(); i++) {
      for (int j = 0; j < sources(); j++) {
        if (get(i, j) < bound && !(leaveOutSelf && i == j)) {
          return false;
        }
      }
    }
    return true;
  }

  /** W row by row. */
  default double[][] dense() {
    double[][] matrix = new double[targets()][sources()];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < sources(); j++) {
        matrix[i][j] = get(i, j);
      }
    }
    return matrix;
  }

  /** The diagonal of a square W. */
  default double[] diagonal() {
    double[] diagonal = new double[targets()];
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = get(i, i);
    }
    return diagonal;
  }
}

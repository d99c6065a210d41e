package neurosweep.math.random;

/** A stream of random numbers, to be drawn in a fixed order by one thread. */
public interface RandomSource {

  /** Uniform on [0, 1), or on (0, 1) where the generator excludes 0. */
  double nextDouble();

  /** Standard normal. */
  double nextGaussian();

  /** A row-major matrix of uniform numbers, drawn column by column, as MATLAB's {@code rand}. */
  default double[][] uniforms(int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        matrix[i][j] = nextDouble();
      }
    }
    return matrix;
  }

  /** A row-major matrix of normal numbers, drawn column by column, as MATLAB's {@code randn}. */
  default double[][] gaussians(int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        matrix[i][j] = nextGaussian();
      }
    }
    return matrix;
  }
}

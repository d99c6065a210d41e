package neurosweep.data;

/**
 * A real matrix.
 *
 * @param values {@code rows * columns} values, row by row
 */
public record Matrix(int rows, int columns, double[] values) {

  /** As an array of rows. */
  public double[][] toRows() {
    double[][] to = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, i * columns, to[i], 0, columns);
    }
    return to;
  }

  /** A column as an array. */
  public double[] column(int column) {
    double[] to = new double[rows];
    for (int i = 0; i < rows; i++) {
      to[i] = values[i * columns + column];
    }
    return to;
  }
}

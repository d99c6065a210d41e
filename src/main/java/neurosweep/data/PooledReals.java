package neurosweep.data;

/** Pictures of real numbers whose squares of pixels are averaged. */
final class PooledReals {
  private PooledReals() {}

  /**
   * A selection of its own with the averages of another; a square with a blank becomes blank.
   *
   * @param side of the squares; divides both rows and columns
   */
  static Selection of(Selection selection, int rows, int columns, int side) {
    int features = rows / side * (columns / side);
    float[] means = new float[selection.size() * features];
    float[] reals = selection.part().reals();
    int to = 0;
    for (int i = 0; i < selection.size(); i++) {
      int picture = selection.row(i) * rows * columns;
      for (int row = 0; row < rows; row += side) {
        for (int column = 0; column < columns; column += side) {
          means[to++] = mean(reals, picture + row * columns + column, columns, side);
        }
      }
    }
    return Selection.all(new RawData.Part(null, means, selection.labels()));
  }

  private static float mean(float[] reals, int corner, int columns, int side) {
    double sum = 0;
    for (int row = 0; row < side; row++) {
      int from = corner + row * columns;
      for (int j = from; j < from + side; j++) {
        sum += reals[j];
      }
    }
    return (float) (sum / (side * side));
  }
}

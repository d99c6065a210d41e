package neurosweep.data;

/** Pictures whose squares of pixels are summed: exact 16-bit sums, averaged when widened. */
final class PooledExamples implements Examples {
  private final Sums sums;
  private final GreyTable table;

  PooledExamples(Sums sums, GreyTable table) {
    this.sums = sums;
    this.table = table;
  }

  /**
   * The sums of a selection.
   *
   * @param levels picture by picture, row by row, unsigned
   * @param labels one class a picture
   * @param features number of sums of one picture
   */
  record Sums(char[] levels, int[] labels, int features) {
    /** Greatest side of a square: 16 * 16 * 255 still fits 16 bits. */
    static final int MOST_SIDE = 16;

    /** Sums the squares of that side; it must divide both rows and columns. */
    static Sums of(Selection selection, int rows, int columns, int side) {
      int features = rows / side * (columns / side);
      char[] levels = new char[selection.size() * features];
      byte[] bytes = selection.part().bytes();
      int to = 0;
      for (int i = 0; i < selection.size(); i++) {
        int picture = selection.row(i) * rows * columns;
        for (int row = 0; row < rows; row += side) {
          for (int column = 0; column < columns; column += side) {
            levels[to++] = square(bytes, picture + row * columns + column, columns, side);
          }
        }
      }
      return new Sums(levels, selection.labels(), features);
    }

    private static char square(byte[] bytes, int corner, int columns, int side) {
      int sum = 0;
      for (int row = 0; row < side; row++) {
        int from = corner + row * columns;
        for (int j = from; j < from + side; j++) {
          sum += bytes[j] & 0xff;
        }
      }
      return (char) sum;
    }

    GreyTable.Moments moments() {
      long sum = 0;
      long squares = 0;
      for (char level : levels) {
        sum += level;
        squares += (long) level * level;
      }
      return new GreyTable.Moments(levels.length, sum, squares);
    }
  }

  @Override
  public int size() {
    return sums.labels.length;
  }

  @Override
  public int features() {
    return sums.features;
  }

  @Override
  public int label(int index) {
    return sums.labels[index];
  }

  @Override
  public void widen(int index, double[] out, int offset) {
    double[] values = table.doubles();
    int from = index * sums.features;
    for (int j = 0; j < sums.features; j++) {
      out[offset + j] = values[sums.levels[from + j]];
    }
  }

  @Override
  public void widen(int index, float[] out, int offset) {
    float[] values = table.floats();
    int from = index * sums.features;
    for (int j = 0; j < sums.features; j++) {
      out[offset + j] = values[sums.levels[from + j]];
    }
  }
}

package neurosweep.figure;

/**
 * Values on a regular grid as colours without text: activity over time, a pattern over two axes.
 *
 * @param values by row from the lowest, by column; NaN where there is none
 * @param extent the values at the outer edges of the grid
 * @param range of the colours
 * @param tip what it is
 */
public record Picture(double[][] values, Extent extent, ColourRange range, String tip)
    implements Layer {
  private static final int EMPTY = 0xFFFFFF;

  /**
   * The values at the outer edges.
   *
   * @param left of the first column
   * @param right of the last column
   * @param bottom of the first row
   * @param top of the last row
   */
  public record Extent(double left, double right, double bottom, double top) {}

  @Override
  public void draw(Frame frame) {
    int rows = values.length;
    int columns = rows == 0 ? 0 : values[0].length;
    if (columns == 0) {
      return;
    }
    int[] rgb = new int[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = values[row][column];
        int at = (rows - 1 - row) * columns + column;
        rgb[at] = Double.isFinite(value) ? range.ink(value).rgb() : EMPTY;
      }
    }
    double left = frame.across(extent.left);
    double top = frame.up(extent.top);
    Box box = new Box(left, top, frame.across(extent.right) - left, frame.up(extent.bottom) - top);
    if (!Double.isFinite(box.width()) || !Double.isFinite(box.height())) {
      return;
    }
    Pixels pixels = new Pixels(columns, rows, rgb);
    frame.surface().clipped(frame.box(), () -> frame.surface().picture(box, pixels, tip));
  }
}

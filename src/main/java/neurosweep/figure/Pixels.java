package neurosweep.figure;

import java.awt.image.BufferedImage;

/**
 * A picture of equal cells.
 *
 * @param columns cells across
 * @param rows cells down
 * @param rgb colours, row by row from the top
 */
public record Pixels(int columns, int rows, int[] rgb) {
  /** Refuses a wrong count. */
  public Pixels {
    if (columns < 1 || rows < 1 || rgb.length != columns * rows) {
      throw new IllegalArgumentException(rgb.length + " pixels for " + columns + " x " + rows);
    }
  }

  /** As an image of one pixel a cell. */
  BufferedImage image() {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, columns, rows, rgb, 0, columns);
    return image;
  }
}

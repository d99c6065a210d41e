package neurosweep.figure;

import java.util.List;
import java.util.Optional;

/**
 * A figure as values: panels that share their scales, and what explains them.
 *
 * @param heading what it is
 * @param shape its size
 * @param axes of every panel
 * @param panels row by row
 * @param legend what marks and colours mean
 */
public record Figure(Heading heading, Shape shape, Axes axes, List<Panel> panels, Legend legend) {
  /** Copies the list. */
  public Figure {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) {
      throw new IllegalArgumentException(heading.name() + " has no panel");
    }
  }

  /**
   * What a figure is.
   *
   * @param name of its files
   * @param description for those who do not see it
   * @param notice printed on it, such as PARTIAL, or an empty string
   */
  public record Heading(String name, String description, String notice) {}

  /** What a figure is as wide as, so that it is printed in its own size. */
  public enum Width {
    /** One of two columns. */
    COLUMN(85),
    /** The text of a page of one column: of 5.5 in, as at NeurIPS. */
    TEXT(139.7),
    /** Both of two columns. */
    PAGE(175);

    private final double millimetres;

    Width(double millimetres) {
      this.millimetres = millimetres;
    }
  }

  /**
   * The size of a figure.
   *
   * @param width across
   * @param columns panels side by side
   * @param panelHeight in points; at most, where panels are square
   * @param square whether panels are as high as wide, so that equal values are at equal distances
   */
  public record Shape(Width width, int columns, double panelHeight, boolean square) {
    private static final double CELL_LABELS = 75;
    private static final double CELL_GAP = 7;
    private static final double POINTS_A_MM = 72 / 25.4;

    /** All panels above each other, so that a figure and its caption fit on a page. */
    private static final double MOST_HEIGHT = 540;

    /** Panels of a height. */
    public Shape(Width width, int columns, double panelHeight) {
      this(width, columns, panelHeight, false);
    }

    /** The same with square panels, as large as width and page allow. */
    public Shape squared(int panels) {
      return new Shape(width, columns, MOST_HEIGHT, true).holding(panels);
    }

    /** Points across. */
    double points() {
      return width.millimetres * POINTS_A_MM;
    }

    /** About the points of each panel of cells, beside labels and a bar of colours. */
    public double panelWidth() {
      return (points() - CELL_LABELS) / columns - CELL_GAP;
    }

    /** The same with panels low enough for a page. */
    public Shape holding(int panels) {
      int rows = (panels + columns - 1) / columns;
      return new Shape(width, columns, Math.min(panelHeight, MOST_HEIGHT / rows), square);
    }

    /**
     * A column for one panel, the text for several, up to four side by side.
     *
     * @param wanted panels that belong side by side; it is kept to where it is 2 to 4
     */
    public static Shape of(int panels, int wanted, double panelHeight) {
      int usual = panels <= 3 ? panels : panels == 4 ? 2 : panels <= 9 ? 3 : 4;
      boolean fits = wanted >= 2 && wanted <= 4 && panels > wanted;
      Width width = panels > 1 ? Width.TEXT : Width.COLUMN;
      return new Shape(width, fits ? wanted : usual, panelHeight).holding(panels);
    }
  }

  /**
   * An axis.
   *
   * @param label with its unit
   * @param scale from values to places
   */
  public record Axis(String label, Scale scale) {}

  /**
   * The axes of every panel.
   *
   * @param x across
   * @param y upwards
   */
  public record Axes(Axis x, Axis y) {}

  /**
   * One of the small figures.
   *
   * @param title what is particular to it, or an empty string
   * @param note a text in its middle where there is nothing to draw, or an empty string
   * @param layers its marks, the first ones lowest
   */
  public record Panel(String title, String note, List<Layer> layers) {
    /** Copies the list. */
    public Panel {
      layers = List.copyOf(layers);
    }
  }

  /**
   * What marks and colours mean.
   *
   * @param keys one a series
   * @param colours what the colours of cells stand for
   */
  public record Legend(List<Key> keys, Optional<ColourRange> colours) {
    /** Copies the list. */
    public Legend {
      keys = List.copyOf(keys);
    }
  }
}

package neurosweep.figure;

import java.util.List;

/**
 * Coloured cells with their values, over two axes of names.
 *
 * @param cells what there is; a cell that is not listed stays empty
 * @param range of the colours
 */
public record HeatMap(List<Cell> cells, ColourRange range) implements Layer {
  private static final double LARGEST_TEXT = 6.5;
  private static final double LEAST_TEXT = 4.5;

  /**
   * A cell.
   *
   * @param column from 0
   * @param row from 0
   * @param value what the colour says; NaN for none
   * @param note a second line of text, or an empty string
   * @param mark how it stands out
   * @param tip what it is
   */
  public record Cell(int column, int row, double value, String note, Mark mark, String tip) {}

  /** How a cell stands out. */
  public enum Mark {
    /** Not at all. */
    PLAIN,
    /** Framed: it is the chosen one. */
    CHOSEN,
    /** Hatched at one edge: something of it is lost. */
    LOST_PARTLY,
    /** Framed and hatched at one edge. */
    CHOSEN_LOST_PARTLY,
    /** Hatched all over: everything of it is lost. */
    LOST;

    boolean chosen() {
      return this == CHOSEN || this == CHOSEN_LOST_PARTLY;
    }

    boolean lostPartly() {
      return this == LOST_PARTLY || this == CHOSEN_LOST_PARTLY;
    }
  }

  @Override
  public void draw(Frame frame) {
    double width = frame.x().gap(frame.box().width());
    double height = frame.y().gap(frame.box().height());
    double size = size(width, height);
    for (Cell cell : cells) {
      double x = frame.across(cell.column) - width / 2;
      double y = frame.up(cell.row) - height / 2;
      cell(frame.surface(), new Box(x, y, width, height), cell, size);
    }
    for (Cell cell : cells) { // after all fills, which would cover half of a frame
      if (cell.mark.chosen()) {
        double x = frame.across(cell.column) - width / 2;
        double y = frame.up(cell.row) - height / 2;
        Box inside = new Box(x + 0.8, y + 0.8, width - 1.6, height - 1.6);
        frame.surface().draw(Outline.of(inside), Style.stroke(Pen.of(Ink.WHITE, 2.2)), "");
        frame.surface().draw(Outline.of(inside), Style.stroke(Pen.of(Ink.WARNING, 1.3)), cell.tip);
      }
    }
  }

  /** One size for all texts, 0 where they do not fit. */
  private double size(double width, double height) {
    double widest = 1e-9;
    int lines = 1;
    for (Cell cell : cells) {
      widest = Math.max(widest, Typeface.width(brief(cell), 1));
      widest = Math.max(widest, Typeface.width(cell.note, 1));
      lines = cell.note.isEmpty() || Double.isNaN(cell.value) ? lines : 2;
    }
    double size =
        Math.min(LARGEST_TEXT, Math.min((width - 3) / widest, (height - 2) / (1.15 * lines)));
    return size < LEAST_TEXT ? 0 : size;
  }

  private String brief(Cell cell) {
    return Numerals.brief(cell.value, range.spread());
  }

  private void cell(Surface surface, Box box, Cell cell, double size) {
    boolean measured = !Double.isNaN(cell.value);
    Ink fill = measured ? range.ink(cell.value) : Ink.WHITE;
    surface.draw(Outline.of(box), new Style(fill, Pen.of(Ink.WHITE, 0.4)), cell.tip);
    if (cell.mark == Mark.LOST) {
      surface.hatch(box, Pen.of(Ink.GREY, 0.5));
    } else if (cell.mark.lostPartly()) {
      double edge = Math.max(3, box.width() * 0.14);
      Box strip = new Box(box.right() - edge, box.y(), edge, box.height());
      surface.draw(Outline.of(strip), Style.fill(Ink.WHITE), cell.tip);
      surface.hatch(strip, Pen.of(Ink.GREY, 0.5));
    }
    if (size > 0) {
      texts(surface, box, cell, size, measured ? fill.contrast() : Ink.BLACK);
    }
  }

  private void texts(Surface surface, Box box, Cell cell, double size, Ink ink) {
    boolean measured = !Double.isNaN(cell.value);
    boolean both = measured && !cell.note.isEmpty();
    Ink shown = ink;
    double line = 1.15 * size;
    double base = box.centerY() + size * Typeface.CAPITAL / 2;
    if (cell.mark == Mark.LOST && !cell.note.isEmpty()) {
      double widest = Math.max(Typeface.width(cell.note, size), both ? width(cell, size) : 0);
      double width = widest + 3;
      double height = both ? 2 * line : line;
      Box paper = new Box(box.centerX() - width / 2, box.centerY() - height / 2, width, height);
      surface.draw(Outline.of(paper), Style.fill(Ink.WHITE), cell.tip);
      shown = Ink.BLACK;
    }
    if (measured) {
      text(surface, box, brief(cell), both ? base - line / 2 : base, size, shown);
    }
    if (!cell.note.isEmpty()) {
      text(surface, box, cell.note, both ? base + line / 2 : base, size, shown);
    }
  }

  private double width(Cell cell, double size) {
    return Typeface.width(brief(cell), size);
  }

  private static void text(
      Surface surface, Box box, String text, double base, double size, Ink ink) {
    Label.Spot spot = new Label.Spot(box.centerX(), base, Label.Anchor.MIDDLE, false);
    surface.write(new Label(Words.of(text), spot, size, ink));
  }
}

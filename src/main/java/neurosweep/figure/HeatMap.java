package neurosweep.figure;

import java.util.List;

/**
 * Coloured cells with their values, over two axes of names.
 *
 * @param cells what there is; a cell that is not listed stays empty
 * @param range of the colours
 * @param decimals of the values at most; fewer where cells have no room
 */
public record HeatMap(List<Cell> cells, ColourRange range, int decimals) implements Layer {
  /** Size of the values: none are written where they do not fit. */
  private static final double TEXT = 6.5;

  /** What is left free beside a value. */
  private static final double SIDES = 3;

  /** Points of a cell that holds a value with three decimals. */
  public static final double ROOM = Typeface.width("0.000", TEXT) + SIDES;

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
    int shown = shown(width, height);
    for (Cell cell : cells) {
      double x = frame.across(cell.column) - width / 2;
      double y = frame.up(cell.row) - height / 2;
      cell(frame.surface(), new Box(x, y, width, height), cell, shown);
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

  /** The decimals of all values, as many as fit; -1 where no text does. */
  private int shown(double width, double height) {
    boolean two = cells.stream().anyMatch(c -> !c.note.isEmpty() && !Double.isNaN(c.value));
    if (height - 2 < 1.15 * TEXT * (two ? 2 : 1)) {
      return -1;
    }
    for (int fewer = decimals; fewer >= 0; fewer--) {
      double widest = 0;
      for (Cell cell : cells) {
        double value = Typeface.width(Numerals.fixed(cell.value, fewer), TEXT);
        widest = Math.max(widest, Math.max(value, Typeface.width(cell.note, TEXT)));
      }
      if (widest + SIDES <= width) {
        return fewer;
      }
    }
    return -1;
  }

  private void cell(Surface surface, Box box, Cell cell, int shown) {
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
    if (shown >= 0) {
      texts(surface, box, cell, shown, measured ? fill.contrast() : Ink.BLACK);
    }
  }

  private void texts(Surface surface, Box box, Cell cell, int decimals, Ink ink) {
    boolean measured = !Double.isNaN(cell.value);
    String value = Numerals.fixed(cell.value, decimals);
    boolean both = measured && !cell.note.isEmpty();
    Ink shown = ink;
    double line = 1.15 * TEXT;
    double base = box.centerY() + TEXT * Typeface.CAPITAL / 2;
    if (cell.mark == Mark.LOST && !cell.note.isEmpty()) {
      double widest =
          Math.max(Typeface.width(cell.note, TEXT), both ? Typeface.width(value, TEXT) : 0);
      double width = widest + 3;
      double height = both ? 2 * line : line;
      Box paper = new Box(box.centerX() - width / 2, box.centerY() - height / 2, width, height);
      surface.draw(Outline.of(paper), Style.fill(Ink.WHITE), cell.tip);
      shown = Ink.BLACK;
    }
    if (measured) {
      text(surface, box, value, both ? base - line / 2 : base, shown);
    }
    if (!cell.note.isEmpty()) {
      text(surface, box, cell.note, both ? base + line / 2 : base, shown);
    }
  }

  private static void text(Surface surface, Box box, String text, double base, Ink ink) {
    Label.Spot spot = new Label.Spot(box.centerX(), base, Label.Anchor.MIDDLE, false);
    surface.write(new Label(Words.of(text), spot, TEXT, ink));
  }
}

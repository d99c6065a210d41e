package neurosweep.figure;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A figure laid out: what its files are made from. */
public final class Plate {
  /** The resolution of PNG files. */
  public static final int DOTS_PER_INCH = 300;

  private static final Pen FRAME = Pen.of(Ink.BLACK, 0.5);
  private static final Pen GRID = Pen.of(Ink.PALE, 0.4);

  private final Figure figure;
  private final Layout layout;

  /** Lays a figure out. */
  public Plate(Figure figure) {
    this.figure = figure;
    this.layout = new Layout(figure);
  }

  /** The SVG file. */
  public byte[] svg() {
    SvgSurface surface = new SvgSurface(figure.heading().name());
    draw(surface);
    return surface
        .document(layout.width(), layout.height(), title(), figure.heading().description())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The PDF file. */
  public byte[] pdf() {
    try (PdfSurface surface = new PdfSurface(layout.width(), layout.height())) {
      draw(surface);
      return surface.document(title(), figure.heading().description());
    }
  }

  /** A PDF file of one page as a PNG file. */
  public static byte[] png(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage image =
          new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.RGB);
      return Png.encode(image, DOTS_PER_INCH);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory
    }
  }

  private String title() {
    return figure.heading().name();
  }

  /** Draws everything. */
  void draw(Surface surface) {
    if (!figure.heading().notice().isEmpty()) {
      Words words = Words.of(figure.heading().notice()).within(layout.width() - 8, Layout.SMALL);
      surface.write(new Label(words, layout.notice(), Layout.SMALL, Ink.WARNING));
    }
    layout.legend().draw(surface, layout.edge(), layout.legendTop());
    for (int i = 0; i < figure.panels().size(); i++) {
      panel(surface, i);
    }
    axisLabels(surface);
    figure.legend().colours().ifPresent(range -> bar(surface, range));
  }

  private void panel(Surface surface, int i) {
    Figure.Panel panel = figure.panels().get(i);
    Box box = layout.panel(i);
    Frame frame = new Frame(surface, box, figure.axes().x().scale(), figure.axes().y().scale());
    boolean cells = panel.layers().stream().anyMatch(Plate::fills);
    if (!cells) {
      grid(frame);
    }
    panel.layers().forEach(layer -> layer.draw(frame));
    surface.draw(Outline.of(box), Style.stroke(FRAME), "");
    ticks(frame, i);
    title(surface, panel, box);
    note(surface, panel, box);
  }

  private static boolean fills(Layer layer) {
    return layer instanceof HeatMap || layer instanceof Picture;
  }

  private void grid(Frame frame) {
    if (frame.y() instanceof BandScale) {
      return;
    }
    Box box = frame.box();
    Outline lines = new Outline();
    for (Tick tick : layout.yTicks()) {
      double y = frame.up(tick.value());
      if (!tick.words().isEmpty() && y > box.y() && y < box.bottom()) {
        lines.move(box.x(), y).line(box.right(), y);
      }
    }
    frame.surface().draw(lines, Style.stroke(GRID), "");
  }

  private void ticks(Frame frame, int i) {
    Outline marks = new Outline();
    Box box = frame.box();
    for (Tick tick : layout.yTicks()) {
      double y = frame.up(tick.value());
      double length = tick.words().isEmpty() ? Layout.TICK / 2 : Layout.TICK;
      marks.move(box.x() - length, y).line(box.x(), y);
      if (layout.first(i)) {
        double base = y + Layout.SMALL * Typeface.CAPITAL / 2;
        double x = box.x() - Layout.TICK - 2;
        write(frame.surface(), tick.words(), new Label.Spot(x, base, Label.Anchor.END, false));
      }
    }
    for (Tick tick : layout.xTicks()) {
      double x = frame.across(tick.value());
      double length = tick.words().isEmpty() ? Layout.TICK / 2 : Layout.TICK;
      marks.move(x, box.bottom()).line(x, box.bottom() + length);
      if (layout.lowest(i)) {
        xLabel(frame.surface(), tick, x, box.bottom() + Layout.TICK + 2);
      }
    }
    frame.surface().draw(marks, Style.stroke(FRAME), "");
  }

  private void xLabel(Surface surface, Tick tick, double x, double top) {
    double capital = Layout.SMALL * Typeface.CAPITAL;
    Label.Spot spot =
        layout.turned()
            ? new Label.Spot(x + capital / 2, top, Label.Anchor.END, true)
            : new Label.Spot(x, top + capital + 0.5, Label.Anchor.MIDDLE, false);
    write(surface, tick.words(), spot);
  }

  private static void write(Surface surface, Words words, Label.Spot spot) {
    surface.write(new Label(words, spot, Layout.SMALL, Ink.BLACK));
  }

  private static void title(Surface surface, Figure.Panel panel, Box box) {
    List<String> lines = Layout.wrapped(panel.title(), box.width(), Layout.TITLE_LINES);
    double line = Layout.SMALL * Layout.LINE;
    for (int i = 0; i < lines.size(); i++) {
      double base = box.y() - 3.5 - (lines.size() - 1 - i) * line;
      Label.Anchor middle = Label.Anchor.MIDDLE;
      surface.write(Label.of(lines.get(i), box.centerX(), base, middle, Layout.SMALL));
    }
  }

  private static void note(Surface surface, Figure.Panel panel, Box box) {
    List<String> lines = Layout.wrapped(panel.note(), box.width() - 8, 4);
    double line = Layout.SMALL * Layout.LINE;
    double base = box.centerY() - (lines.size() - 1) * line / 2 + Layout.SMALL / 3;
    for (int i = 0; i < lines.size(); i++) {
      Label.Spot spot = new Label.Spot(box.centerX(), base + i * line, Label.Anchor.MIDDLE, false);
      surface.write(new Label(Words.of(lines.get(i)), spot, Layout.SMALL, Ink.GREY));
    }
  }

  private void axisLabels(Surface surface) {
    Box all = layout.panels();
    double size = Layout.LARGE;
    Words x = Words.of(figure.axes().x().label()).within(layout.width() - 8, size);
    double half = x.width(size) / 2;
    double at = Math.max(4 + half, Math.min(layout.width() - 4 - half, all.centerX()));
    Label.Spot below = new Label.Spot(at, layout.xLabelBase(), Label.Anchor.MIDDLE, false);
    surface.write(new Label(x, below, size, Ink.BLACK));
    Words y = Words.of(figure.axes().y().label()).within(layout.height() - 8, size);
    double tall = y.width(size) / 2;
    double middle = Math.max(4 + tall, Math.min(layout.height() - 4 - tall, all.centerY()));
    Label.Spot beside = new Label.Spot(layout.yLabelBase(), middle, Label.Anchor.MIDDLE, true);
    surface.write(new Label(y, beside, size, Ink.BLACK));
  }

  private void bar(Surface surface, ColourRange range) {
    Box all = layout.panels();
    int steps = 128;
    int[] rgb = new int[steps];
    for (int i = 0; i < steps; i++) {
      rgb[i] = Colours.at(1 - (i + 0.5) / steps).rgb();
    }
    Box box = new Box(all.right() + 8, all.y(), Layout.BAR, layout.barHeight());
    surface.picture(box, new Pixels(1, steps, rgb), range.label());
    surface.draw(Outline.of(box), Style.stroke(FRAME), "");
    if (range.below()) {
      open(surface, box, box.bottom(), 1, Colours.at(0));
    }
    if (range.above()) {
      open(surface, box, box.y(), -1, Colours.at(1));
    }
    double widest = 0;
    for (Tick tick : layout.barTicks()) {
      double y = box.bottom() - range.scale().place(tick.value()) * box.height();
      Outline mark = Outline.segment(box.right(), y, box.right() + Layout.TICK, y);
      surface.draw(mark, Style.stroke(FRAME), "");
      double base = y + Layout.SMALL * Typeface.CAPITAL / 2;
      double x = box.right() + Layout.TICK + 2;
      write(surface, tick.words(), new Label.Spot(x, base, Label.Anchor.START, false));
      widest = Math.max(widest, tick.words().width(Layout.SMALL));
    }
    double base = box.right() + Layout.TICK + 4 + widest + Layout.LARGE * Typeface.CAPITAL;
    double room = layout.height() - box.y();
    Words words = Words.of(range.label()).within(room, Layout.LARGE);
    double middle = Math.max(box.centerY(), box.y() + words.width(Layout.LARGE) / 2);
    Label.Spot spot = new Label.Spot(base, middle, Label.Anchor.MIDDLE, true);
    surface.write(new Label(words, spot, Layout.LARGE, Ink.BLACK));
  }

  /** The pointed end of a bar, beyond which values have its last colour. */
  private static void open(Surface surface, Box bar, double y, int down, Ink ink) {
    Outline point = new Outline();
    point.move(bar.x(), y).line(bar.right(), y).line(bar.centerX(), y + down * 5).close();
    surface.draw(point, new Style(ink, FRAME), "");
  }
}

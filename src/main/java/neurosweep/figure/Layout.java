package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/** Where the parts of a figure go, from the measured width of every text. */
final class Layout {
  /** Size of tick labels, legends and titles, in points. */
  static final double SMALL = 7;

  /** Lines of a panel's title; what does not fit into them is cut. */
  static final int TITLE_LINES = 3;

  /** Size of axis labels. */
  static final double LARGE = 7.5;

  /** From one line of text to the next, in sizes. */
  static final double LINE = 1.25;

  static final double TICK = 2.5;
  private static final double EDGE = 4;
  private static final double LONGEST_NAME = 80;
  private static final double LEAST_PANEL = 20;
  static final double BAR = 8;

  /** About what labels and gaps take beside a square panel. */
  private static final double ROOM = 34;

  private final Figure figure;
  private final LegendLayout legend;
  private final List<Tick> xTicks;
  private final List<Tick> yTicks;
  private final boolean turned;
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private final double panelWidth;
  private final double panelHeight;
  private final double gapAcross;
  private final int titleLines;

  Layout(Figure figure) {
    this.figure = figure;
    double width = figure.shape().points();
    this.legend = LegendLayout.of(figure.legend().keys(), width - 2 * EDGE);
    Tick.Extent height = words -> SMALL;
    double most = figure.shape().panelHeight();
    double tall = figure.shape().square() ? Math.min(most, width / columns() - ROOM) : most;
    this.yTicks = shortened(figure.axes().y().scale().ticks(tall, height));
    this.left = EDGE + LARGE * LINE + 1 + widest(yTicks) + TICK + 2;
    this.right = EDGE + barWidth(tall);
    double guess = panelWidth(width, 10);
    this.turned = turns(figure.axes().x().scale(), guess);
    Tick.Extent extent = turned ? height : words -> words.width(SMALL);
    List<Tick> ticks = shortened(figure.axes().x().scale().ticks(guess, extent));
    double ahead = overhang(ticks, guess, true);
    double gap = columns() == 1 ? ahead : 6 + ahead + overhang(ticks, guess, false);
    double widest = panelWidth(width, gap);
    this.panelHeight = figure.shape().square() ? Math.min(tall, widest) : tall;
    this.panelWidth = figure.shape().square() ? panelHeight : widest;
    this.gapAcross = gap + widest - panelWidth;
    this.xTicks = shortened(figure.axes().x().scale().ticks(panelWidth, extent));
    this.titleLines =
        figure.panels().stream()
            .mapToInt(panel -> wrapped(panel.title(), panelWidth, TITLE_LINES).size())
            .max()
            .orElse(0);
    this.top = EDGE + noticeHeight() + legend.height() + titleHeight() + 2;
    double labels = turned ? widest(xTicks) : SMALL;
    this.bottom = TICK + 2 + labels + 3 + LARGE * LINE + EDGE;
  }

  private double panelWidth(double width, double gap) {
    double free = width - left - right - gap * columns();
    return Math.max(LEAST_PANEL, free / columns());
  }

  /** Names that do not fit side by side run upwards; numbers are thinned instead. */
  private static boolean turns(Scale scale, double length) {
    if (!(scale instanceof BandScale bands) || bands.numbers()) {
      return false;
    }
    return scale.ticks(length, words -> words.width(SMALL)).stream()
        .anyMatch(
            tick -> tick.words().isEmpty() && !bands.names().get((int) tick.value()).isEmpty());
  }

  private static List<Tick> shortened(List<Tick> ticks) {
    return ticks.stream()
        .map(tick -> new Tick(tick.value(), tick.words().within(LONGEST_NAME, SMALL)))
        .toList();
  }

  private static double widest(List<Tick> ticks) {
    return ticks.stream().mapToDouble(tick -> tick.words().width(SMALL)).max().orElse(0);
  }

  /** How far labels reach over one end of their panel. */
  private double overhang(List<Tick> ticks, double length, boolean atEnd) {
    double most = 0;
    for (Tick tick : ticks) {
      double at = figure.axes().x().scale().place(tick.value()) * length;
      double half = (turned ? SMALL : tick.words().width(SMALL)) / 2;
      most = Math.max(most, atEnd ? at + half - length : half - at);
    }
    return most;
  }

  private double barWidth(double tall) {
    return figure.legend().colours().isEmpty()
        ? 0
        : 6 + BAR + TICK + 2 + widest(barTicks(tall)) + 2 + LARGE * LINE;
  }

  /** The ticks of the colour bar. */
  List<Tick> barTicks() {
    return barTicks(panelHeight);
  }

  private List<Tick> barTicks(double tall) {
    ColourRange range = figure.legend().colours().orElseThrow();
    double length = barHeight(tall);
    List<Tick> ticks = new ArrayList<>(range.scale().ticks(length, words -> SMALL));
    if (range.below()) {
      end(ticks, range.scale(), 0, "≤ ", length);
    }
    if (range.above()) {
      end(ticks, range.scale(), 1, "≥ ", length);
    }
    return ticks;
  }

  /** The label of an end where values are beyond, in the place of those that it would touch. */
  private static void end(List<Tick> ticks, Scale scale, double place, String sign, double length) {
    ticks.removeIf(tick -> Math.abs(scale.place(tick.value()) - place) * length < SMALL * LINE);
    double value = scale instanceof LinearScale s ? place == 0 ? s.low() : s.high() : Double.NaN;
    Words words = Numerals.of(value);
    ticks.add(new Tick(value, new Words(sign + words.text(), words.raised())));
  }

  double barHeight() {
    return barHeight(panelHeight);
  }

  private static double barHeight(double tall) {
    return Math.min(130, Math.max(50, tall));
  }

  private double noticeHeight() {
    return figure.heading().notice().isEmpty() ? 0 : SMALL * LINE + 2;
  }

  private double titleHeight() {
    return titleLines == 0 ? 0 : titleLines * SMALL * LINE + 2;
  }

  private int columns() {
    return Math.min(figure.shape().columns(), figure.panels().size());
  }

  private int rows() {
    return (figure.panels().size() + columns() - 1) / columns();
  }

  private double panelHeight() {
    return panelHeight;
  }

  private double gapDown() {
    return Math.max(8, titleHeight() + 5);
  }

  double width() {
    return figure.shape().points();
  }

  double height() {
    return top + rows() * panelHeight() + (rows() - 1) * gapDown() + bottom;
  }

  LegendLayout legend() {
    return legend;
  }

  double legendTop() {
    return EDGE + noticeHeight();
  }

  /** Where the notice's baseline begins. */
  Label.Spot notice() {
    return new Label.Spot(EDGE, EDGE + SMALL * Typeface.CAPITAL, Label.Anchor.START, false);
  }

  double edge() {
    return EDGE;
  }

  List<Tick> xTicks() {
    return xTicks;
  }

  List<Tick> yTicks() {
    return yTicks;
  }

  boolean turned() {
    return turned;
  }

  /** The inside of a panel. */
  Box panel(int i) {
    double x = left + (i % columns()) * (panelWidth + gapAcross);
    int row = i / columns();
    double y = top + row * (panelHeight() + gapDown());
    return new Box(x, y, panelWidth, panelHeight());
  }

  /** Whether a panel is the leftmost of its row. */
  boolean first(int i) {
    return i % columns() == 0;
  }

  /** Whether a panel is the lowest of its column. */
  boolean lowest(int i) {
    return i + columns() >= figure.panels().size();
  }

  /** All panels together. */
  Box panels() {
    double across = columns() * panelWidth + (columns() - 1) * gapAcross;
    return new Box(left, top, across, height() - top - bottom);
  }

  /** The baseline of the label of the axis across. */
  double xLabelBase() {
    return height() - EDGE - 0.25 * LARGE;
  }

  /** The baseline of the label of the upright axis. */
  double yLabelBase() {
    return EDGE + LARGE * Typeface.CAPITAL + 1;
  }

  /** The words of a text; a name with its value, as in {@code depth = 2}, is one where it fits. */
  private static List<String> words(String text, double room) {
    List<String> words = new ArrayList<>();
    for (String part : text.split("(?<=,)\\s+", -1)) {
      boolean whole = part.contains(" = ") && Typeface.width(part, SMALL) <= room;
      words.addAll(whole ? List.of(part) : List.of(part.split("\\s+", -1)));
    }
    return words;
  }

  /** A text in lines of at most some width; the last one is cut where there are more. */
  static List<String> wrapped(String text, double room, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text.strip(), room)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && lines.size() + 1 < most && Typeface.width(longer, SMALL) > room) {
        lines.add(line.toString());
        longer = word;
      }
      line.setLength(0);
      line.append(longer);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines.stream().map(each -> Words.of(each).within(room, SMALL).text()).toList();
  }
}

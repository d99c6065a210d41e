package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.figure.BandScale;
import neurosweep.figure.ColourRange;
import neurosweep.figure.Figure;
import neurosweep.figure.HeatMap;
import neurosweep.figure.Key;
import neurosweep.figure.LinearScale;
import neurosweep.figure.LogScale;
import neurosweep.figure.Look;
import neurosweep.figure.Numerals;
import neurosweep.figure.Scale;
import neurosweep.figure.Words;
import neurosweep.report.text.Across;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.SearchText;
import neurosweep.result.Axis;

/** Cells over two axes, a panel for each combination of the values of the others. */
final class GridChart {
  /** From where on positive values are coloured by their ratio. */
  private static final double WIDE = 1000;

  /** Quartile distances beyond the quartiles. */
  private static final double WHISKER = 1.5;

  /** How much of their range colours must gain where they leave values out. */
  private static final double GAIN = 1.25;

  private final FigureSource source;
  private final Axis x;
  private final Axis y;
  private final Content content;

  /** What a cell says. */
  interface Content {
    /** The value of the configurations that share a place, NaN for none. */
    double value(Group here);

    /** Whether one of them is the selected one of its group. */
    boolean chosen(Group whole, Group here);
  }

  GridChart(FigureSource source, Axis x, Axis y, Content content) {
    this.source = source;
    this.x = x;
    this.y = y;
    this.content = content;
  }

  /** A place in a panel, with the configurations there, and their whole group. */
  private record Place(Object column, Object row, Group here, Group whole) {}

  private Map<List<Object>, List<Place>> panels(List<Axis> facets) {
    Map<List<Object>, List<Place>> panels = new LinkedHashMap<>();
    for (Group group : source.analysis().groups()) {
      Map<List<Object>, List<Replicates>> places = new LinkedHashMap<>();
      for (Replicates each : group.configurations()) {
        List<Object> key = new ArrayList<>();
        key.add(each.value(x));
        key.add(each.value(y));
        places.computeIfAbsent(key, k -> new ArrayList<>()).add(each);
      }
      List<Object> panel = new ArrayList<>();
      facets.forEach(axis -> panel.add(group.value(axis)));
      List<Place> found = panels.computeIfAbsent(panel, k -> new ArrayList<>());
      places.forEach(
          (key, members) -> {
            Group here = new Group(source.design(), group.values(), members);
            found.add(new Place(key.get(0), key.get(1), here, group));
          });
    }
    return panels;
  }

  /**
   * The figures, one a page of panels.
   *
   * @param label what the colours say
   * @param fixed their range, if it does not follow from the values
   */
  List<Drawing> drawings(ChartText text, String label, Optional<ColourRange> fixed) {
    List<Axis> facets =
        source.roles().grouping().stream().filter(a -> !a.equals(x) && !a.equals(y)).toList();
    Map<List<Object>, List<Place>> panels = panels(facets);
    if (panels.isEmpty()) {
      return List.of();
    }
    Across across = across(x);
    Across up = across(y);
    ColourRange range = fixed.orElseGet(() -> range(label, panels));
    int decimals = Numerals.decimals(values(panels));
    List<String> names = facets.stream().map(Axis::name).toList();
    List<List<Object>> all = Observations.sorted(source, names, panels.keySet());
    Figure.Axes axes = new Figure.Axes(across.axis(), up.axis());
    return Pages.draw(
        all,
        source.analysis(),
        text.noting(beyond(range, panels)).noting(SearchText.kept(source.design())),
        page -> {
          Drawing.Data data = Drawing.Data.of(columns(names));
          List<Figure.Panel> drawn = new ArrayList<>();
          for (List<Object> key : page) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (Place place : panels.get(key)) {
              HeatMap.Cell cell = cell(place, across, up);
              cells.add(cell);
              add(data, key, place, cell.value());
            }
            HeatMap map = new HeatMap(cells, range, decimals);
            drawn.add(
                new Figure.Panel(
                    FigureCaption.title(source.design(), names, key), "", List.of(map)));
          }
          List<Place> places = page.stream().flatMap(key -> panels.get(key).stream()).toList();
          Figure.Legend legend = new Figure.Legend(keys(places), Optional.of(range));
          Figure.Shape shape = shape(page.size(), Pages.sideBySide(all), across, up);
          return new Pages.Page(data, drawn, shape, axes, legend);
        });
  }

  private Across across(Axis axis) {
    return Across.bands(axis, source.analysis().values(axis));
  }

  /** As wide as its numbers need, and with fewer panels side by side where that is not enough. */
  private static Figure.Shape shape(int panels, int wanted, Across across, Across up) {
    int columns = ((BandScale) across.axis().scale()).names().size();
    int rows = ((BandScale) up.axis().scale()).names().size();
    double row = rows <= 5 ? 22 : rows <= 10 ? 15 : Math.max(3, 180.0 / rows);
    double height = Math.max(44, rows * row);
    Figure.Shape usual = Figure.Shape.of(panels, wanted, height);
    for (int side = usual.columns(); side > 0; side = side == 1 ? 0 : Math.max(1, side / 2)) {
      for (Figure.Width width : Figure.Width.values()) {
        Figure.Shape shape = new Figure.Shape(width, side, height);
        boolean wide = width.compareTo(usual.width()) >= 0;
        if (wide && shape.panelWidth() / columns >= HeatMap.ROOM) {
          return shape.holding(panels);
        }
      }
    }
    int side = columns > 8 ? Math.min(2, usual.columns()) : usual.columns();
    return new Figure.Shape(Figure.Width.PAGE, side, height).holding(panels);
  }

  private List<Double> values(Map<List<Object>, List<Place>> panels) {
    return panels.values().stream()
        .flatMap(List::stream)
        .map(place -> content.value(place.here()))
        .filter(Double::isFinite)
        .sorted()
        .toList();
  }

  /**
   * From the least to the greatest value, but for outliers on the worse side: one of them would
   * give all others the same colour. They are what whiskers of a box plot leave out.
   */
  private ColourRange range(String label, Map<List<Object>, List<Place>> panels) {
    List<Double> sorted = values(panels);
    if (sorted.isEmpty()) {
      return ColourRange.over(label, Double.NaN, Double.NaN);
    }
    double least = sorted.get(0);
    double most = sorted.get(sorted.size() - 1);
    if (least > 0 && most / least >= WIDE) {
      return new ColourRange(label, new LogScale(least, most, List.of()));
    }
    double lower = sorted.get(sorted.size() / 4);
    double upper = sorted.get(sorted.size() - 1 - sorted.size() / 4);
    double whisker = WHISKER * (upper - lower);
    boolean more = source.design().select().goal() == Goal.MAX;
    double from =
        more ? sorted.stream().filter(v -> v >= lower - whisker).findFirst().get() : least;
    double to =
        more ? most : sorted.stream().filter(v -> v <= upper + whisker).reduce((a, b) -> b).get();
    if (!(from < to && (to - from) * GAIN <= most - least)) {
      return ColourRange.over(label, least, most);
    }
    double step = Math.pow(10, Math.floor(Math.log10(to - from)) - 1);
    double low = from > least ? Math.max(least, Math.floor(from / step) * step) : least;
    double high = to < most ? Math.min(most, Math.ceil(to / step) * step) : most;
    Scale scale = new LinearScale(low, high, List.of(), false);
    return new ColourRange(label, scale, low > least, high < most);
  }

  /** What the caption says of values beyond the ends of the colours, or nothing. */
  private String beyond(ColourRange range, Map<List<Object>, List<Place>> panels) {
    if (!range.below() && !range.above()) {
      return "";
    }
    LinearScale scale = (LinearScale) range.scale();
    double end = range.below() ? scale.low() : scale.high();
    List<Double> all = values(panels);
    long beyond = all.stream().filter(v -> range.below() ? v < end : v > end).count();
    return String.format(
        Locale.ROOT,
        " Colours end at %s; %d of %d cells are %s.",
        said(Numerals.of(end)),
        beyond,
        all.size(),
        range.below() ? "below" : "above");
  }

  /** On one line, as captions are. */
  private static String said(Words words) {
    return words.raised().isEmpty() ? words.text() : words.text() + "^" + words.raised();
  }

  private List<Key> keys(List<Place> places) {
    List<Key> keys = new ArrayList<>();
    if (places.stream().anyMatch(place -> content.chosen(place.whole(), place.here()))) {
      keys.add(new Key("selected", Look.plain(), Key.Sample.CHOICE));
    }
    if (places.stream().anyMatch(place -> place.here().n(State.DIVERGED) > 0)) {
      keys.add(new Key("diverged (k of n runs)", Look.plain(), Key.Sample.HATCH));
    }
    return keys;
  }

  private HeatMap.Cell cell(Place place, Across across, Across up) {
    Group here = place.here();
    double value = content.value(here);
    int diverged = here.n(State.DIVERGED);
    boolean all = diverged > 0 && diverged == here.results();
    boolean chosen = content.chosen(place.whole(), here);
    HeatMap.Mark mark =
        all
            ? HeatMap.Mark.LOST
            : diverged > 0
                ? chosen ? HeatMap.Mark.CHOSEN_LOST_PARTLY : HeatMap.Mark.LOST_PARTLY
                : chosen ? HeatMap.Mark.CHOSEN : HeatMap.Mark.PLAIN;
    String share = diverged == 0 ? "" : diverged + "/" + here.results();
    String tip =
        String.format(
            Locale.ROOT,
            "%s = %s, %s = %s: %s%s, %d of %d runs finished, %d diverged; %s",
            x.label(),
            FigureCaption.value(source.design(), x.name(), place.column()),
            y.label(),
            FigureCaption.value(source.design(), y.name(), place.row()),
            Double.isNaN(value) ? "no value" : Double.toString(value),
            chosen ? " (selected)" : "",
            here.n(State.FINISHED),
            here.n(),
            diverged,
            source.configuration(here.configurations().stream().map(Replicates::configId)));
    return new HeatMap.Cell(
        (int) across.at(place.column()), (int) up.at(place.row()), value, share, mark, tip);
  }

  private List<String> columns(List<String> facets) {
    List<String> columns = new ArrayList<>(facets);
    columns.addAll(
        List.of(
            x.name(), y.name(), "config_id", "value", "selected", "n", "n_finished", "n_diverged"));
    return columns;
  }

  /** The key of the only configuration, or of the best of several if there is one. */
  private static String shown(Group here) {
    return here.configurations().size() == 1
        ? here.configurations().get(0).configId()
        : here.chosen().map(Replicates::configId).orElse(null);
  }

  private void add(Drawing.Data data, List<Object> panel, Place place, double value) {
    Group here = place.here();
    data.add(
        panel,
        place.column(),
        place.row(),
        shown(here),
        value,
        content.chosen(place.whole(), here),
        here.n(),
        here.n(State.FINISHED),
        here.n(State.DIVERGED));
  }
}

package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.analysis.Sample;
import neurosweep.figure.Crosses;
import neurosweep.figure.Dots;
import neurosweep.figure.Figure;
import neurosweep.figure.Frame;
import neurosweep.figure.Guide;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.Look;
import neurosweep.figure.Means;
import neurosweep.report.text.Across;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.NumberText;
import neurosweep.result.Design;

/** A point for each seed, the mean and its interval, against few values of x. */
final class PointChart {
  /** Series that can be told apart. */
  static final int MOST_SERIES = 14;

  /** What a cross at the lower edge means. */
  static final String LOST = "no value: diverged or not eligible";

  /** Values that are drawn one by one; more are a blot, in a file that no viewer opens. */
  static final int MOST_DOTS = 20_000;

  private static final double HEIGHT = 130;
  private static final double SMALL_HEIGHT = 95;

  private final FigureSource source;
  private final Observations observations;
  private final Across x;
  private final List<Object> series;
  private final int leftOut;
  private final long values;
  private final boolean log;
  private final List<Double> levels;

  /**
   * A chart.
   *
   * @param x the axis across
   * @param log whether the upright scale is logarithmic; empty where the values decide
   * @param levels values upwards at which a line is drawn
   */
  PointChart(
      FigureSource source,
      Observations observations,
      Across x,
      Optional<Boolean> log,
      List<Double> levels) {
    this.source = source;
    this.observations = observations;
    this.x = x;
    List<Object> all = observations.series(source);
    this.series = all.subList(0, Math.min(MOST_SERIES, all.size()));
    this.leftOut = all.size() - series.size();
    this.values = values();
    this.levels = levels;
    this.log = log.orElseGet(() -> extent().wide());
  }

  private long values() {
    long count = 0;
    for (List<Object> panel : observations.panels(source)) {
      for (Object each : series) {
        for (Observations.Values values : observations.of(panel, each).values()) {
          count += values.byRun().size();
        }
      }
    }
    return count;
  }

  private boolean drawsEach() {
    return values <= MOST_DOTS;
  }

  private Extent extent() {
    Extent extent = new Extent();
    for (List<Object> panel : observations.panels(source)) {
      for (Object each : series) {
        for (Observations.Values values : observations.of(panel, each).values()) {
          values.byRun().values().forEach(extent::add);
          extent.add(values.sample(Set.of()));
        }
      }
    }
    levels.forEach(extent::add);
    return extent;
  }

  /** The figures, one a page of panels. */
  List<Drawing> drawings(ChartText text) {
    List<List<Object>> panels = observations.panels(source);
    Figure.Axes axes = new Figure.Axes(x.axis(), new Figure.Axis(text.y(), extent().scale(log)));
    ChartText whole =
        (leftOut == 0 ? text : text.noting(leftOutNote(series.size(), leftOut)))
            .noting(
                drawsEach()
                    ? ""
                    : String.format(Locale.ROOT, " Single values are not drawn: %,d.", values));
    return Pages.draw(
        panels,
        source.analysis(),
        whole,
        page -> {
          Drawing.Data data = Drawing.Data.of(columns());
          List<Figure.Panel> drawn = page.stream().map(panel -> panel(panel, data)).toList();
          Figure.Legend legend = new Figure.Legend(keys(), Optional.empty());
          return new Pages.Page(data, drawn, shape(page.size(), panels), axes, legend);
        });
  }

  private Figure.Shape shape(int shown, List<List<Object>> panels) {
    double height = shown > 2 ? SMALL_HEIGHT : HEIGHT;
    if (x.places().size() <= 12) {
      return Figure.Shape.of(shown, Pages.sideBySide(panels), height);
    }
    return new Figure.Shape(Figure.Width.TEXT, shown <= 4 ? 1 : 2, height).holding(shown);
  }

  static String leftOutNote(int shown, int leftOut) {
    return String.format(
        Locale.ROOT, " Only the first %d of %,d series are drawn.", shown, shown + leftOut);
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(observations.split().panels());
    columns.add(observations.split().series().isEmpty() ? "series" : observations.split().series());
    columns.addAll(
        List.of(
            "x",
            "config_id",
            "cell_id",
            "seed",
            "value",
            "n",
            "lost",
            "mean",
            "ci95_low",
            "ci95_high"));
    return columns;
  }

  private List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    Key.Sample sample = x.numeric() ? Key.Sample.POINT_ON_LINE : Key.Sample.POINT;
    boolean named = !observations.split().series().isEmpty();
    for (int i = 0; named && i < series.size(); i++) {
      String name =
          FigureCaption.series(source.design(), observations.split().series(), series.get(i));
      keys.add(new Key(name, Look.of(i), sample));
    }
    if (anyLost()) {
      keys.add(new Key(LOST, Look.plain(), Key.Sample.CROSS));
    }
    return keys;
  }

  private boolean anyLost() {
    return observations.panels(source).stream()
        .flatMap(panel -> series.stream().map(each -> observations.of(panel, each)))
        .flatMap(byX -> byX.values().stream())
        .anyMatch(PointChart::lost);
  }

  private static boolean lost(Observations.Values values) {
    return values.lost() > 0 && values.byRun().isEmpty();
  }

  private Figure.Panel panel(List<Object> panel, Drawing.Data data) {
    List<Layer> dots = new ArrayList<>();
    List<Layer> means = new ArrayList<>();
    levels.forEach(level -> dots.add(new Guide(Guide.Kind.LEVEL, level)));
    boolean measured = false;
    for (int i = 0; i < series.size(); i++) {
      Map<Object, Observations.Values> byX = observations.of(panel, series.get(i));
      measured |= byX.values().stream().anyMatch(values -> !values.byRun().isEmpty());
      Strip strip = new Strip(panel, series.get(i), new Frame.Slot(i, series.size()));
      strip.add(byX, Look.of(i), dots, means);
      strip.add(byX, data);
    }
    dots.addAll(means);
    String title = FigureCaption.title(source.design(), observations.split().panels(), panel);
    return new Figure.Panel(title, measured ? "" : "no finite value", dots);
  }

  /** Strip series in one panel. */
  private final class Strip {
    private final List<Object> panel;
    private final Object name;
    private final Frame.Slot slot;

    Strip(List<Object> panel, Object name, Frame.Slot slot) {
      this.panel = panel;
      this.name = name;
      this.slot = slot;
    }

    private List<Object> ordered(Map<Object, Observations.Values> byX) {
      return byX.keySet().stream().sorted(Comparator.comparingDouble(x::at)).toList();
    }

    private String tip(Object at) {
      String split = observations.split().series();
      Design design = source.design();
      String label = split.isEmpty() ? "" : FigureCaption.series(design, split, name) + ", ";
      return label + x.axis().label() + " = " + FigureCaption.value(design, x.name(), at);
    }

    void add(Map<Object, Observations.Values> byX, Look look, List<Layer> dots, List<Layer> means) {
      List<Dots.Dot> points = new ArrayList<>();
      List<Means.Mean> averages = new ArrayList<>();
      List<Crosses.Cross> crosses = new ArrayList<>();
      for (Object at : ordered(byX)) {
        Observations.Values values = byX.get(at);
        int n = values.byRun().size();
        int k = 0;
        Map<Observations.Run, Double> drawn = drawsEach() ? values.byRun() : Map.of();
        for (Map.Entry<Observations.Run, Double> run : drawn.entrySet()) {
          double aside = (k++ + 0.5) / n - 0.5;
          String tip = tip(at) + ": " + run.getValue() + "; " + source.cell(run.getKey());
          points.add(new Dots.Dot(x.at(at), run.getValue(), aside, tip));
        }
        Sample sample = values.sample(Set.of());
        if (lost(values)) {
          String tip = tip(at) + ": " + values.reason();
          crosses.add(new Crosses.Cross(x.at(at), tip));
        } else if (n > 0) {
          averages.add(mean(at, sample, values));
        }
      }
      dots.add(new Dots(points, look, slot, 1.2));
      means.add(new Means(averages, look, slot, x.numeric()));
      means.add(new Crosses(crosses, look, slot));
    }

    private Means.Mean mean(Object at, Sample sample, Observations.Values values) {
      int lost = values.lost();
      String tip =
          tip(at)
              + ": "
              + NumberText.full(sample, neurosweep.core.Column.Type.REAL)
              + ", n = "
              + sample.n()
              + (lost == 0 ? "" : ", " + lost + " without a value")
              + "; "
              + source.configuration(
                  values.byRun().keySet().stream().map(Observations.Run::configId));
      double low = log && sample.low() <= 0 ? Double.MIN_NORMAL : sample.low();
      return new Means.Mean(x.at(at), sample.mean(), low, sample.high(), tip);
    }

    void add(Map<Object, Observations.Values> byX, Drawing.Data data) {
      for (Object at : ordered(byX)) {
        Observations.Values values = byX.get(at);
        Sample sample = values.sample(Set.of());
        List<Object> key = new ArrayList<>(panel);
        key.add(name);
        key.add(at);
        if (!drawsEach()) {
          data.add(
              key,
              null,
              null,
              null,
              null,
              sample.n(),
              values.lost(),
              sample.mean(),
              sample.low(),
              sample.high());
          continue;
        }
        values
            .byRun()
            .forEach(
                (run, value) ->
                    data.add(
                        key,
                        run.configId(),
                        run.cellId(),
                        run.seed(),
                        value,
                        sample.n(),
                        values.lost(),
                        sample.mean(),
                        sample.low(),
                        sample.high()));
        if (values.byRun().isEmpty()) {
          data.add(key, null, null, null, null, 0, values.lost(), null, null, null);
        }
      }
    }
  }
}

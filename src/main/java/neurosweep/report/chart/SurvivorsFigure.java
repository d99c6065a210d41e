package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Group;
import neurosweep.analysis.SearchRecord;
import neurosweep.analysis.Stage;
import neurosweep.figure.Figure;
import neurosweep.figure.Frame;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.LinearScale;
import neurosweep.figure.LogScale;
import neurosweep.figure.Look;
import neurosweep.figure.Means;
import neurosweep.figure.Scale;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.SearchText;

/**
 * How many configurations a search trained at each stage. Groups with the same numbers share a
 * line.
 */
public final class SurvivorsFigure implements ReportFigure {
  /** From where on counts and budgets are compared by their ratio. */
  private static final double WIDE = 8;

  /** Groups that a legend names. */
  private static final int MOST_NAMED = 3;

  @Override
  public String name() {
    return "survivors";
  }

  @Override
  public String doc() {
    return "configurations that a search trained at each stage";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    SearchRecord search = source.analysis().search();
    Map<List<List<Long>>, List<Group>> lines = new LinkedHashMap<>();
    boolean staged = false;
    for (Group group :
        search.trials().isEmpty() ? List.<Group>of() : search.groups(source.analysis().groups())) {
      List<List<Long>> line = new ArrayList<>();
      for (Stage stage : search.stages(group)) {
        line.add(List.of(stage.at(), (long) stage.entered()));
      }
      staged |= line.size() > 1;
      lines.computeIfAbsent(line, key -> new ArrayList<>()).add(group);
    }
    return staged ? List.of(drawing(source, lines)) : List.of();
  }

  private Drawing drawing(FigureSource source, Map<List<List<Long>>, List<Group>> lines) {
    List<Key> keys = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    Drawing.Data data = Drawing.Data.of(List.of("group", "stage", "configurations"));
    int shown = 0;
    for (Map.Entry<List<List<Long>>, List<Group>> each : lines.entrySet()) {
      for (Group group : each.getValue()) {
        String words = GroupColumns.of(source.analysis()).words(group);
        each.getKey().forEach(point -> data.add(List.of(words), point.get(0), point.get(1)));
      }
      if (shown < PointChart.MOST_SERIES) {
        Look look = Look.of(shown);
        String words = words(source, each.getValue(), lines.size());
        keys.add(new Key(words, look, Key.Sample.POINT_ON_LINE));
        layers.add(new Means(means(each.getKey(), words), look, Frame.Slot.WHOLE, true));
        shown++;
      }
    }
    SearchRecord search = source.analysis().search();
    String notes =
        (lines.values().stream().anyMatch(groups -> groups.size() > 1)
                ? " Groups with the same numbers share a line."
                : "")
            + (search.startsLate() ? " Brackets that start at different stages are added up." : "")
            + GroupLines.cut(shown, lines.size(), "")
            + SearchText.note(source.analysis());
    ChartText text =
        new ChartText(
            name(),
            "configurations that "
                + source.design().select().searched().label()
                + " trained at each stage, by "
                + SearchText.stage(source.design()),
            "",
            "",
            false,
            notes);
    Figure.Heading heading = text.heading(source.analysis(), 0, 1);
    Figure figure =
        new Figure(
            heading,
            Figure.Shape.of(1, 0, GroupLines.HEIGHT),
            axes(source, lines),
            List.of(new Figure.Panel("", "", layers)),
            new Figure.Legend(lines.size() > 1 ? keys : List.of(), Optional.empty()));
    return new Drawing(figure, text.title(source.analysis(), 0), heading.description(), data);
  }

  private static List<Means.Mean> means(List<List<Long>> line, String words) {
    return line.stream()
        .map(
            point ->
                new Means.Mean(
                    point.get(0),
                    point.get(1),
                    Double.NaN,
                    Double.NaN,
                    words + ": " + point.get(1) + " at " + point.get(0)))
        .toList();
  }

  private static String words(FigureSource source, List<Group> groups, int lines) {
    if (lines == 1) {
      return "each group";
    }
    GroupColumns columns = GroupColumns.of(source.analysis());
    return groups.size() > MOST_NAMED
        ? groups.size() + " groups"
        : String.join("; ", groups.stream().map(columns::words).toList());
  }

  private static Figure.Axes axes(FigureSource source, Map<List<List<Long>>, List<Group>> lines) {
    List<Double> stages = numbers(lines, 0);
    List<Double> counts = numbers(lines, 1);
    return new Figure.Axes(
        new Figure.Axis(SearchText.stage(source.design()), scale(stages, stages)),
        new Figure.Axis("configurations", scale(counts, counts)));
  }

  private static List<Double> numbers(Map<List<List<Long>>, List<Group>> lines, int part) {
    return lines.keySet().stream()
        .flatMap(List::stream)
        .map(point -> (double) point.get(part))
        .distinct()
        .sorted()
        .toList();
  }

  private static Scale scale(List<Double> values, List<Double> stops) {
    double least = values.get(0);
    double most = values.get(values.size() - 1);
    return least > 0 && most / least >= WIDE
        ? LogScale.around(least, most, stops)
        : LinearScale.around(least, most, stops, true);
  }
}

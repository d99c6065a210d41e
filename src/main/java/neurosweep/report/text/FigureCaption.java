package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.figure.Figure;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/** What figures say about themselves, from the design and the counts. */
public final class FigureCaption {
  public static final String INTERVAL = "95 % t interval";

  private FigureCaption() {}

  /**
   * A whole caption.
   *
   * @param shows what is drawn, a sentence without its full stop
   * @param selects whether only selected configurations are drawn
   * @param notes further sentences, each with a blank in front
   */
  public static String of(Analysis analysis, String shows, boolean selects, String notes) {
    return analysis.design().sweep()
        + ": "
        + shows
        + "."
        + (selects ? unselected(analysis) : "")
        + notes
        + Caption.warnings(analysis);
  }

  /** A heading, which says PARTIAL where the sweep is not finished. */
  public static Figure.Heading heading(Analysis analysis, String name, String caption) {
    boolean complete = analysis.completeness().complete();
    String notice = complete ? "" : analysis.completeness().notice();
    return new Figure.Heading(name, caption, notice);
  }

  private static String unselected(Analysis analysis) {
    long none = analysis.groups().stream().filter(group -> group.chosen().isEmpty()).count();
    return none == 0
        ? ""
        : " "
            + none
            + " of "
            + analysis.groups().size()
            + " groups have no eligible configuration.";
  }

  /**
   * What is particular to values of some axes, such as {@code depth = 2, dataset = mnist}. Axes
   * that do not apply are left out, unless nothing else is there.
   */
  public static String title(Design design, List<String> names, List<Object> values) {
    boolean applies = values.stream().anyMatch(Objects::nonNull);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (applies && values.get(i) == null) {
        continue;
      }
      parts.add(design.said(names.get(i)) + " = " + value(design, names.get(i), values.get(i)));
    }
    return String.join(", ", parts);
  }

  /** A label with its unit, if there is one that the label does not end with. */
  public static String label(String words, String unit) {
    boolean said = unit.isEmpty() || (" " + words).endsWith(" " + unit);
    return said ? words : words + " [" + unit + "]";
  }

  /** The label of a metric of the design. */
  public static String metric(Design design, String metric) {
    return design.numbers().stream()
        .filter(column -> column.name().equals(metric))
        .map(column -> label(column.label(), column.unit()))
        .findFirst()
        .orElse(metric);
  }

  /** The same on an axis, where a value that was picked on the test set says so. */
  public static String axis(Design design, String metric) {
    boolean optimistic =
        design.headline().stream()
            .anyMatch(shown -> shown.peak().equals(metric) && Caption.optimistic(design, shown));
    return metric(design, metric) + (optimistic ? " (optimistic)" : "");
  }

  /** The name of one of several series. */
  public static String series(Optional<Axis> axis, Object value) {
    return axis.map(each -> series(each, value)).orElse("");
  }

  /** The name of one of several series: words alone, numbers with what they are. */
  public static String series(Axis axis, Object value) {
    String text = value == null ? Across.NONE : axis.text(value);
    return value instanceof String ? text : axis.label() + " = " + text;
  }

  /** The name of one of several series by the values of an axis or a column. */
  public static String series(Design design, String name, Object value) {
    String text = value(design, name, value);
    return value instanceof String ? text : design.said(name) + " = " + text;
  }

  /** A value of an axis or a column as readers see it. */
  public static String value(Design design, String name, Object value) {
    return value == null ? Across.NONE : design.text(name, value);
  }

  /** Values of axes for a tip. */
  public static String values(Design design, Replicates each) {
    return design.grid().axes().stream()
        .filter(axis -> axis.values().size() != 1 && each.value(axis) != null)
        .map(axis -> axis.label() + " = " + axis.text(each.value(axis)))
        .collect(Collectors.joining(", "));
  }
}

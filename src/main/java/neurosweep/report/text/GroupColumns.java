package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;

/**
 * The columns with which the rows of a table over groups begin.
 *
 * @param axes the grouping axes that have more than one value
 */
public record GroupColumns(List<Axis> axes) {
  /** The axes that tell the groups of a sweep apart. */
  public static GroupColumns of(Analysis analysis) {
    List<Axis> axes = new ArrayList<>(analysis.design().grouping());
    axes.removeAll(analysis.constant().keySet());
    return new GroupColumns(axes);
  }

  /** Headings to go on with. */
  public List<Heading> headings() {
    return new ArrayList<>(axes.stream().map(Heading::of).toList());
  }

  /** A row to go on with. */
  public List<Entry> begin(Group group) {
    List<Entry> row = new ArrayList<>();
    axes.forEach(axis -> row.add(Entry.of(axis, group.value(axis))));
    return row;
  }

  /** A group in words, for a sentence. */
  public String words(Group group) {
    String values =
        axes.stream()
            .filter(axis -> group.value(axis) != null)
            .map(axis -> FigureCaption.series(axis, group.value(axis)))
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "all" : values;
  }
}

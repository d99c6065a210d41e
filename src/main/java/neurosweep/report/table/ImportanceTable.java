package neurosweep.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.AxisImportance;
import neurosweep.analysis.Group;
import neurosweep.analysis.SearchRecord;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/** One row a group: how much each axis that a search drew makes up of the variance. */
public final class ImportanceTable implements ReportTable {
  @Override
  public String name() {
    return "importance";
  }

  @Override
  public String doc() {
    return "the share of the variance that each axis explains; there is none without drawn axes";
  }

  @Override
  public boolean applies(Design design) {
    boolean drawn = design.over().stream().anyMatch(axis -> axis.values().isEmpty());
    return design.select().searched().applies() && drawn;
  }

  @Override
  public TableText of(Analysis analysis) {
    Map<Group, AxisImportance> found = new LinkedHashMap<>();
    SearchRecord search = analysis.search();
    for (Group group : search.groups(analysis.groups())) {
      AxisImportance.of(analysis, group).ifPresent(each -> found.put(group, each));
    }
    if (found.isEmpty()) {
      return TableText.notMade(
          analysis,
          name(),
          "no group has " + AxisImportance.LEAST + " configurations that can be compared");
    }
    Design design = analysis.design();
    List<Axis> axes =
        design.over().stream()
            .filter(axis -> found.values().stream().anyMatch(each -> each.axes().contains(axis)))
            .toList();
    GroupColumns groups = GroupColumns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    found.forEach(
        (group, importance) -> {
          List<Entry> row = groups.begin(group);
          row.addAll(row(axes, importance));
          rows.add(row);
        });
    List<Heading> headings = groups.headings();
    axes.forEach(
        axis -> headings.add(new Heading(axis.label() + " [%]", true, axis.name() + " [%]")));
    headings.add(Heading.number("together [%]"));
    headings.add(Heading.number("forest's fit"));
    headings.add(Heading.number("configurations"));
    return TableText.of(
        name(),
        analysis,
        "share of the variance of "
            + design.label(design.select().metric())
            + " that each axis explains by itself, by a random forest of "
            + stage(design, found),
        "Together: by combinations of axes; fit: R² on configurations that a tree had not seen,"
            + " where it is low shares mean nothing.",
        headings,
        rows);
  }

  /** What the forest has seen: of how long a training, or of how many seeds. */
  private static String stage(Design design, Map<Group, AxisImportance> found) {
    if (!design.select().searched().givesUp()) {
      return "the results";
    }
    String at =
        found.values().stream()
            .map(each -> Long.toString(each.stage()))
            .distinct()
            .collect(Collectors.joining(" or "));
    return "what was trained with " + SearchText.stage(design) + " " + at;
  }

  private static List<Entry> row(List<Axis> axes, AxisImportance importance) {
    List<Entry> row = new ArrayList<>();
    for (Axis axis : axes) {
      Optional<Integer> at =
          Optional.of(importance.axes().indexOf(axis)).filter(found -> found >= 0);
      row.add(at.map(i -> percent(importance.shares().alone()[i])).orElse(Entry.NONE));
    }
    row.add(percent(importance.shares().together()));
    double fit = importance.shares().fit();
    row.add(Double.isNaN(fit) ? Entry.NONE : Entry.of(String.format(Locale.ROOT, "%.2f", fit)));
    row.add(Entry.of(Integer.toString(importance.configurations())));
    return row;
  }

  private static Entry percent(double share) {
    return Double.isNaN(share)
        ? Entry.NONE
        : Entry.of(String.format(Locale.ROOT, "%.1f", 100 * share));
  }
}

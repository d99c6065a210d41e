package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.core.Goal;
import neurosweep.report.text.Caption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.statistics.SplitSeeds;

/** One row a group: what was selected, from how many, and how much the choice flatters. */
public final class SelectionTable implements ReportTable {
  @Override
  public String name() {
    return "selection";
  }

  @Override
  public String doc() {
    return "what was selected on which set, test values there, and the optimism by split seeds";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    GroupColumns groups = GroupColumns.of(analysis);
    List<Axis> over = new ArrayList<>(design.over());
    over.removeAll(analysis.constant().keySet());
    List<String> values = values(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      List<Entry> row = groups.begin(group);
      row.addAll(choice(design, group, over, values));
      row.addAll(split(design, group));
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    over.forEach(axis -> headings.add(Caption.heading(axis)));
    values.forEach(metric -> headings.add(Heading.number(design.label(metric))));
    if (values.size() > 1) {
      headings.add(Heading.number("gap" + (design.isShare(values.get(0)) ? " [pp]" : "")));
    }
    headings.add(Heading.number("choosing half"));
    headings.add(Heading.number("reporting half"));
    headings.add(
        Heading.number("optimism" + (design.isShare(design.select().metric()) ? " [pp]" : "")));
    headings.add(Heading.number("of"));
    return TableText.of(name(), analysis, Caption.selected(analysis, values), headings, rows);
  }

  /** The metric that selects; with a validation set also the test value there and its peak. */
  private static List<String> values(Analysis analysis) {
    Design design = analysis.design();
    List<String> values = new ArrayList<>(List.of(design.select().metric()));
    if (!design.compared().equals(design.select().metric())) {
      values.add(design.compared());
    }
    return values;
  }

  private static List<Entry> choice(
      Design design, Group group, List<Axis> over, List<String> values) {
    List<Entry> row = new ArrayList<>();
    Optional<Replicates> chosen = group.chosen();
    if (chosen.isEmpty()) {
      over.forEach(axis -> row.add(Entry.NONE));
      row.add(Entry.of(group.verdict().words(), group.configurations()));
      row.addAll(Collections.nCopies(values.size() > 1 ? 2 : 0, Entry.NONE));
      return row;
    }
    Replicates each = chosen.get();
    over.forEach(axis -> row.add(Entry.of(AxisText.of(each.value(axis)), List.of(each))));
    for (String metric : values) {
      row.add(Entry.of(NumberText.mean(each.sample(metric), design.type(metric)), List.of(each)));
    }
    if (values.size() > 1) {
      double gap = each.sample(values.get(0)).mean() - each.sample(values.get(1)).mean();
      row.add(Entry.of(NumberText.difference(gap, design.isShare(values.get(0))), List.of(each)));
    }
    return row;
  }

  /** Choice on half of the seeds, among the configurations that have a value for each. */
  private static List<Entry> split(Design design, Group group) {
    List<Long> seeds = design.grid().seeds();
    String metric = design.select().metric();
    List<Replicates> whole =
        group.configurations().stream()
            .filter(each -> each.paired(metric, seeds).isPresent())
            .toList();
    String of = whole.size() + " of " + group.configurations().size();
    if (seeds.size() < 2 || whole.isEmpty() || !group.complete()) {
      return List.of(Entry.NONE, Entry.NONE, Entry.NONE, Entry.of(of, group.configurations()));
    }
    double[][] values =
        whole.stream()
            .map(each -> each.paired(metric, seeds).orElseThrow())
            .toArray(double[][]::new);
    boolean more = design.select().goal() == Goal.MAX;
    SplitSeeds split = SplitSeeds.of(values, more);
    double optimism = split.optimism(more);
    return List.of(
        Entry.of(NumberText.real(split.chosen()), whole),
        Entry.of(NumberText.real(split.reported()), whole),
        Entry.of(NumberText.difference(optimism, design.isShare(metric)), whole),
        Entry.of(of, group.configurations()));
  }
}

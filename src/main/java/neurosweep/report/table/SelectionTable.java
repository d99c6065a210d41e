package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Edge;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.core.Goal;
import neurosweep.report.text.Caption;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.PassedOverText;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Searched;
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
    Searched searched = design.select().searched();
    List<Axis> over = new ArrayList<>(design.over());
    over.removeAll(analysis.constant().keySet());
    List<String> values = values(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      List<Entry> row = groups.begin(group);
      row.addAll(choice(analysis, group, over, values));
      row.addAll(split(design, group));
      row.addAll(excluded(group));
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    over.forEach(axis -> headings.add(Heading.of(axis)));
    headings.add(
        Heading.words(
            searched.applies() || !design.canRun()
                ? "edge of what was tried"
                : "edge of the grid"));
    values.forEach(
        metric ->
            headings.add(
                new Heading(FigureCaption.axis(design, metric), true, design.label(metric))));
    if (hasGap(design, values)) {
      headings.add(Heading.number("gap" + (design.isShare(values.get(0)) ? " [pp]" : "")));
    }
    headings.add(Heading.number("choosing half"));
    headings.add(Heading.number("reporting half"));
    headings.add(
        Heading.number("optimism" + (design.isShare(design.select().metric()) ? " [pp]" : "")));
    headings.add(Heading.number("of"));
    headings.add(Heading.words("excluded"));
    headings.add(Heading.words("better but passed over"));
    return TableText.of(
        name(),
        analysis,
        "what was selected by " + Caption.selected(design),
        (searched.givesUp()
                ? "Halves: left out, since the search kept what was good on all seeds"
                : "Halves: the best on one half of the seeds, on that half and on the other"
                    + (SearchText.biased(design).isEmpty()
                        ? ""
                        : ", less apart than without a search"))
            + "; excluded: configurations that were not eligible, by reason.",
        headings,
        rows);
  }

  /** The metric that selects; with a validation set also the test value there and its peak. */
  private static List<String> values(Analysis analysis) {
    Design design = analysis.design();
    List<String> values = new ArrayList<>(List.of(design.select().metric()));
    if (!design.comparesWhatSelects()) {
      values.add(design.compared());
    }
    return values;
  }

  /** A difference means something between two values of the same quantity. */
  private static boolean hasGap(Design design, List<String> values) {
    return values.size() > 1
        && (design.tables().metric().isEmpty() || values.stream().allMatch(design::isShare));
  }

  private static String edges(
      Analysis analysis, List<Axis> over, Group group, Function<Axis, String> name) {
    return over.stream()
        .filter(axis -> analysis.edge(group, axis) != Edge.NONE)
        .map(axis -> analysis.edge(group, axis).words() + " " + name.apply(axis))
        .collect(Collectors.joining(", "));
  }

  private static List<Entry> choice(
      Analysis analysis, Group group, List<Axis> over, List<String> values) {
    Design design = analysis.design();
    List<Entry> row = new ArrayList<>();
    Optional<Replicates> chosen = group.chosen();
    if (chosen.isEmpty()) {
      over.forEach(axis -> row.add(Entry.NONE));
      row.add(Entry.NONE);
      row.add(Entry.of(group.outcome(), group.configurations()));
      row.addAll(Collections.nCopies(values.size() - 1, Entry.NONE));
      row.addAll(Collections.nCopies(hasGap(design, values) ? 1 : 0, Entry.NONE));
      return row;
    }
    Replicates each = chosen.get();
    over.forEach(axis -> row.add(Entry.of(axis, each.value(axis), List.of(each))));
    String edges = edges(analysis, over, group, Axis::label);
    row.add(
        new Entry(
            edges, false, List.of(each.configId()), edges(analysis, over, group, Axis::name)));
    for (String metric : values) {
      row.add(Entry.of(NumberText.mean(each.sample(metric), design.type(metric)), List.of(each)));
    }
    if (hasGap(design, values)) {
      double gap = each.sample(values.get(0)).mean() - each.sample(values.get(1)).mean();
      row.add(Entry.of(NumberText.difference(gap, design.isShare(values.get(0))), List.of(each)));
    }
    return row;
  }

  /** What was not eligible: how much for which reason, and the best that beats the choice. */
  private static List<Entry> excluded(Group group) {
    Map<Replicates, Map<String, List<Long>>> excluded = group.excluded();
    if (excluded.isEmpty()) {
      return List.of(Entry.of("0"), better(group));
    }
    Map<String, Integer> reasons = new TreeMap<>();
    excluded
        .values()
        .forEach(faults -> faults.keySet().forEach(each -> reasons.merge(each, 1, Integer::sum)));
    String counts =
        reasons.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    List<Replicates> from = List.copyOf(excluded.keySet());
    return List.of(Entry.of(excluded.size() + " (" + counts + ")", from), better(group));
  }

  private static Entry better(Group group) {
    return group
        .passedOver()
        .map(each -> Entry.of(PassedOverText.words(each), List.of(each.configuration())))
        .orElse(Entry.NONE);
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
    boolean kept = design.select().searched().givesUp(); // by the very seeds that would be split
    if (kept || seeds.size() < 2 || whole.isEmpty() || !group.complete()) {
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
        Entry.of(NumberText.difference(optimism, split.chosen(), design.isShare(metric)), whole),
        Entry.of(of, group.configurations()));
  }
}

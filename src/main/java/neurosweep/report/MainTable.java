package neurosweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.report.TableText.Entry;
import neurosweep.report.TableText.Heading;

/** One row a group: the selected configuration and what it measured. */
public final class MainTable implements ReportTable {
  @Override
  public String name() {
    return "main";
  }

  @Override
  public String doc() {
    return "the selected configuration of each group, peak and final values side by side";
  }

  @Override
  public TableText of(Analysis analysis) {
    Columns columns = Columns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      rows.add(row(analysis.design(), columns, group));
    }
    return new TableText(
        name(),
        Caption.label(analysis.design(), name()),
        Caption.main(analysis),
        analysis.completeness().notice(),
        headings(analysis.design(), columns),
        rows);
  }

  /** The axes that leave a choice and the metrics that were measured. */
  private record Columns(
      List<Axis> groups, List<Axis> over, List<Headline> headline, boolean chance) {
    static Columns of(Analysis analysis) {
      Set<Axis> constant = analysis.constant().keySet();
      List<Axis> groups = new ArrayList<>(analysis.design().grouping());
      groups.removeAll(constant);
      List<Axis> over = new ArrayList<>(analysis.design().over());
      over.removeAll(constant);
      return new Columns(groups, over, analysis.headline(), analysis.showsChance());
    }
  }

  private static List<Heading> headings(Design design, Columns columns) {
    List<Heading> headings = new ArrayList<>();
    columns.groups().forEach(axis -> headings.add(Caption.heading(axis)));
    columns.over().forEach(axis -> headings.add(Caption.heading(axis)));
    for (Headline shown : columns.headline()) {
      String peak = shown.last().isEmpty() ? shown.label() : "peak " + shown.label();
      String warning = Caption.optimistic(design, shown) ? " (optimistic)" : "";
      headings.add(Heading.number(peak + warning));
      if (!shown.at().isEmpty()) {
        headings.add(Heading.number(shown.at().replace('_', ' ')));
      }
      if (!shown.last().isEmpty()) {
        headings.add(Heading.number("final " + shown.label()));
      }
    }
    if (columns.chance()) {
      headings.add(
          Heading.number(design.select().metric().replace('_', ' ') + " with diverged at chance"));
    }
    headings.add(Heading.number("n"));
    headings.add(Heading.number("diverged"));
    headings.add(Heading.number("diverged in group"));
    headings.add(Heading.words("verdict"));
    return headings;
  }

  private static List<Entry> row(Design design, Columns columns, Group group) {
    List<Entry> row = new ArrayList<>();
    columns.groups().forEach(axis -> row.add(Entry.of(NumberText.axis(group.value(axis)))));
    columns
        .over()
        .forEach(axis -> row.add(entry(group, each -> NumberText.axis(each.value(axis)))));
    for (Headline shown : columns.headline()) {
      for (String metric : shown.metrics()) {
        row.add(entry(group, each -> value(design, each, metric)));
      }
    }
    if (columns.chance()) {
      row.add(entry(group, each -> NumberText.real(each.intentionToTreat())));
    }
    row.add(entry(group, each -> Integer.toString(each.selected().n())));
    row.add(entry(group, each -> NumberText.share(each.n(State.DIVERGED), each.results())));
    row.add(
        Entry.of(
            NumberText.share(group.n(State.DIVERGED), group.results()), group.configurations()));
    row.add(Entry.of(verdict(group)));
    return row;
  }

  /** What the selected configuration has to say, or nothing without one. */
  private static Entry entry(Group group, Function<Replicates, String> text) {
    return group.chosen().map(each -> Entry.of(text.apply(each), List.of(each))).orElse(Entry.NONE);
  }

  private static String verdict(Group group) {
    boolean none = group.verdict() == Verdict.PARTIAL && group.chosen().isEmpty();
    return none ? "partial, none eligible yet" : group.verdict().words();
  }

  private static String value(Design design, Replicates each, String metric) {
    Sample sample = each.sample(metric);
    String text = NumberText.full(sample, type(design, metric));
    boolean fewer = sample.n() > 0 && sample.n() != each.selected().n();
    return fewer ? text + ", n = " + sample.n() : text;
  }

  private static Column.Type type(Design design, String metric) {
    return design.numbers().stream()
        .filter(column -> column.name().equals(metric))
        .findFirst()
        .orElseThrow()
        .type();
  }
}

package neurosweep.report;

import java.util.ArrayList;
import java.util.List;
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
    Design design = analysis.design();
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      rows.add(row(design, group));
    }
    return new TableText(
        name(),
        Caption.label(design, name()),
        Caption.main(analysis),
        analysis.completeness().notice(),
        headings(design),
        rows);
  }

  private static List<Heading> headings(Design design) {
    List<Heading> headings = new ArrayList<>();
    design.grouping().forEach(axis -> headings.add(Caption.heading(axis)));
    design.over().forEach(axis -> headings.add(Caption.heading(axis)));
    for (Headline shown : design.headline()) {
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
    if (design.chance().isPresent()) {
      headings.add(
          Heading.number(design.select().metric().replace('_', ' ') + " with diverged at chance"));
    }
    headings.add(Heading.number("n"));
    headings.add(Heading.number("diverged"));
    headings.add(Heading.number("diverged in group"));
    headings.add(Heading.words("verdict"));
    return headings;
  }

  private static List<Entry> row(Design design, Group group) {
    List<Entry> row = new ArrayList<>();
    group.values().forEach(value -> row.add(Entry.of(NumberText.axis(value))));
    List<Axis> axes = design.grid().axes();
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).over()) {
        int axis = i;
        row.add(
            group
                .chosen()
                .map(each -> Entry.of(NumberText.axis(each.values().get(axis))))
                .orElse(Entry.NONE));
      }
    }
    for (Headline shown : design.headline()) {
      for (String metric : shown.metrics()) {
        row.add(group.chosen().map(each -> value(design, each, metric)).orElse(Entry.NONE));
      }
    }
    if (design.chance().isPresent()) {
      row.add(
          group
              .chosen()
              .map(each -> Entry.of(NumberText.real(each.intentionToTreat())))
              .orElse(Entry.NONE));
    }
    row.add(group.chosen().map(each -> Entry.of("" + each.selected().n())).orElse(Entry.NONE));
    row.add(
        group
            .chosen()
            .map(each -> Entry.of(NumberText.share(each.n(State.DIVERGED), each.results())))
            .orElse(Entry.NONE));
    row.add(Entry.of(NumberText.share(group.n(State.DIVERGED), group.results())));
    row.add(Entry.of(verdict(group)));
    return row;
  }

  private static String verdict(Group group) {
    boolean none = group.verdict() == Verdict.PARTIAL && group.chosen().isEmpty();
    return none ? "partial, none eligible yet" : group.verdict().words();
  }

  private static Entry value(Design design, Replicates each, String metric) {
    Sample sample = each.sample(metric);
    String text = NumberText.full(sample, type(design, metric));
    boolean fewer = sample.n() > 0 && sample.n() != each.selected().n();
    return Entry.of(fewer ? text + ", n = " + sample.n() : text);
  }

  private static Column.Type type(Design design, String metric) {
    return design.numbers().stream()
        .filter(column -> column.name().equals(metric))
        .findFirst()
        .orElseThrow()
        .type();
  }
}

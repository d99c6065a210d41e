package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.analysis.Edge;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.analysis.Verdict;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.BestMarks;
import neurosweep.report.text.Caption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.PassedOverText;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Headline;

/** One row a group: what was selected, its value over the seeds, and how it stands to the best. */
public final class MainTable implements ReportTable {
  private static final String DAGGER = "†";

  @Override
  public String name() {
    return "main";
  }

  @Override
  public String doc() {
    return "the selected configuration of each group, the best of each setting in bold";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    GroupColumns groups = GroupColumns.of(analysis);
    Headline shown = analysis.headline(design.compared());
    BestMarks marks = BestMarks.of(analysis);
    List<Axis> over = new ArrayList<>(design.over());
    over.removeAll(analysis.constant().keySet());
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      List<Entry> row = groups.begin(group);
      row.addAll(row(analysis, over, shown, group, marks));
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    headings.addAll(headings(design, shown, marks));
    over.forEach(axis -> headings.add(Heading.of(axis)));
    return TableText.of(
        name(),
        analysis,
        label(shown) + " of " + Caption.chosen(analysis),
        note(analysis, marks, over),
        headings,
        rows);
  }

  private static String label(Headline shown) {
    return shown.last().isEmpty() ? shown.label() : "peak " + shown.label();
  }

  private static String note(Analysis analysis, BestMarks marks, List<Axis> over) {
    List<String> parts = new ArrayList<>();
    parts.add(analysis.design().grid().seeds().size() == 1 ? "One seed" : "Mean ± SD");
    if (analysis.completeness().complete()) {
      parts.set(0, parts.get(0) + ", " + analysis.completeness().notice());
    }
    if (!marks.best().isEmpty()) {
      boolean several = GroupColumns.of(analysis).axes().size() > 1;
      String best = several ? "bold: the best of its setting" : "bold: the best";
      parts.add(best + ", " + DAGGER + ": not distinguished from it at 5 %");
    }
    boolean edges =
        analysis.groups().stream()
            .anyMatch(
                group -> over.stream().anyMatch(axis -> analysis.edge(group, axis) != Edge.NONE));
    if (edges) {
      parts.add("↓ ↑: at the edge of what was tried");
    }
    if (Caption.chooses(analysis) && analysis.design().comparesWhatSelects()) {
      parts.add("selected by these values");
    }
    if (analysis.design().select().searched().applies()) {
      parts.add("intervals: not adjusted for the selection");
    }
    parts.addAll(SearchText.vanished(analysis));
    parts.addAll(PassedOverText.clause(analysis));
    return String.join("; ", parts) + ".";
  }

  private static List<Heading> headings(Design design, Headline shown, BestMarks marks) {
    List<Heading> headings = new ArrayList<>();
    boolean optimistic = Caption.optimistic(design, shown);
    headings.add(Heading.number(label(shown) + (optimistic ? " (optimistic)" : "")));
    headings.add(Heading.number("95 % interval"));
    headings.add(Heading.number("n"));
    headings.add(Heading.number("diverged"));
    if (!marks.best().isEmpty()) {
      headings.add(Heading.number("p (best)"));
    }
    return headings;
  }

  private static List<Entry> row(
      Analysis analysis, List<Axis> over, Headline shown, Group group, BestMarks marks) {
    Design design = analysis.design();
    List<Entry> row = new ArrayList<>();
    Optional<Replicates> chosen = group.chosen();
    if (chosen.isEmpty()) {
      boolean partial = group.verdict() == Verdict.PARTIAL;
      String lacking =
          design.canRun() ? "partial, none eligible yet" : "partial, no configuration is whole";
      String words = partial ? lacking : group.outcome();
      row.add(Entry.of(words, group.configurations()));
      row.addAll(Collections.nCopies(2, Entry.NONE));
      row.add(Entry.of(group.n(State.DIVERGED) + " of " + group.results(), group.configurations()));
    } else {
      Replicates each = chosen.get();
      List<Replicates> from = List.of(each);
      Sample sample = each.sample(shown.peak());
      String spread = NumberText.spread(sample, design.type(shown.peak()));
      row.add(
          Entry.of(spread, from)
              .bold(marks.best().contains(group))
              .marked(marks.dagger(group) ? DAGGER : ""));
      row.add(Entry.of(NumberText.interval(sample, design.type(shown.peak())), from));
      row.add(Entry.of(Integer.toString(sample.n()), from));
      row.add(Entry.of(each.n(State.DIVERGED) + " of " + each.results(), from));
    }
    if (!marks.best().isEmpty()) {
      row.add(marks.comparison(group).map(MainTable::p).orElse(Entry.NONE));
    }
    over.forEach(
        axis ->
            row.add(chosen.map(each -> choice(analysis, axis, group, each)).orElse(Entry.NONE)));
    return row;
  }

  private static Entry choice(Analysis analysis, Axis axis, Group group, Replicates chosen) {
    return Entry.of(axis, chosen.value(axis), List.of(chosen))
        .marked(analysis.edge(group, axis).mark());
  }

  private static Entry p(Comparison comparison) {
    String p = NumberText.p(comparison.adjusted());
    return p.isEmpty() ? Entry.NONE : Entry.of(p, comparison.from());
  }
}

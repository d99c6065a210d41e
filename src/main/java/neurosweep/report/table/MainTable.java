package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.analysis.Verdict;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.Caption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.report.text.TestCaption;
import neurosweep.result.Design;
import neurosweep.result.Headline;

/** One row a group: what its selected configuration reached, and what is best. */
public final class MainTable implements ReportTable {
  @Override
  public String name() {
    return "main";
  }

  @Override
  public String doc() {
    return "the selected configuration of each group: peak, epoch, final; the best in bold";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    GroupColumns groups = GroupColumns.of(analysis);
    Headline shown = analysis.headline(design.compared());
    Set<Group> bold = bold(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      List<Entry> row = groups.begin(group);
      row.addAll(row(design, shown, group, bold.contains(group)));
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    headings.addAll(headings(design, shown));
    return TableText.of(name(), analysis, Caption.main(analysis, shown), headings, rows);
  }

  /** The best of each setting and all that no test finds worse. */
  private static Set<Group> bold(Analysis analysis) {
    Set<Group> bold = new HashSet<>();
    if (TestCaption.boldRefused(analysis).isEmpty()) {
      for (Comparison each : Comparison.withBest(analysis)) {
        bold.add(each.theirs());
        if (each.notSurelyWorse()) {
          bold.add(each.ours());
        }
      }
    }
    return bold;
  }

  private static List<Heading> headings(Design design, Headline shown) {
    List<Heading> headings = new ArrayList<>();
    String peak = shown.last().isEmpty() ? shown.label() : "peak " + shown.label();
    headings.add(Heading.number(peak + (Caption.optimistic(design, shown) ? " (optimistic)" : "")));
    headings.add(Heading.number("95 % interval"));
    if (!shown.at().isEmpty()) {
      headings.add(Heading.number("epoch"));
    }
    if (!shown.last().isEmpty()) {
      headings.add(Heading.number("final"));
    }
    headings.add(Heading.number("n"));
    headings.add(Heading.number("diverged"));
    return headings;
  }

  private static List<Entry> row(Design design, Headline shown, Group group, boolean bold) {
    List<Entry> row = new ArrayList<>();
    Optional<Replicates> chosen = group.chosen();
    if (chosen.isEmpty()) {
      boolean none = group.verdict() == Verdict.PARTIAL;
      String words = none ? "partial, none eligible yet" : group.outcome();
      row.add(Entry.of(words, group.configurations()));
      int others = shown.metrics().size() + 1;
      row.addAll(Collections.nCopies(others, Entry.NONE));
      row.add(Entry.of(group.n(State.DIVERGED) + " of " + group.results(), group.configurations()));
      return row;
    }
    Replicates each = chosen.get();
    List<Replicates> from = List.of(each);
    Sample peak = each.sample(shown.peak());
    String spread = NumberText.spread(peak, design.type(shown.peak()));
    row.add(Entry.of(spread, List.of(each)).bold(bold));
    row.add(Entry.of(NumberText.interval(peak, design.type(shown.peak())), from));
    if (!shown.at().isEmpty()) {
      row.add(Entry.of(NumberText.mean(each.sample(shown.at()), design.type(shown.at())), from));
    }
    if (!shown.last().isEmpty()) {
      row.add(
          Entry.of(NumberText.spread(each.sample(shown.last()), design.type(shown.last())), from));
    }
    row.add(Entry.of(Integer.toString(peak.n()), from));
    row.add(Entry.of(each.n(State.DIVERGED) + " of " + each.results(), from));
    return row;
  }
}

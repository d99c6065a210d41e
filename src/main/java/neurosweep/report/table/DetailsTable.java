package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.Caption;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Design;
import neurosweep.result.Headline;

/** One row a group and metric: everything over the seeds of the selected configuration. */
public final class DetailsTable implements ReportTable {
  @Override
  public String name() {
    return "details";
  }

  @Override
  public String doc() {
    return "every headline metric of the selected configurations: mean, SD, interval, median, range";
  }

  @Override
  public TableText of(Analysis analysis) {
    GroupColumns groups = GroupColumns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      if (group.chosen().isPresent()) {
        addRows(analysis, groups, group, group.chosen().get(), rows);
      } else {
        List<Entry> row = groups.begin(group);
        row.add(Entry.of(group.outcome(), group.configurations()));
        row.addAll(Collections.nCopies(8, Entry.NONE));
        rows.add(row);
      }
    }
    List<Heading> headings = groups.headings();
    headings.add(Heading.words("metric"));
    for (String name : List.of("mean", "SD", "low", "high", "median", "least", "greatest", "n")) {
      headings.add(Heading.number(name));
    }
    return TableText.of(
        name(),
        analysis,
        "what " + Caption.chosen(analysis) + " measured",
        "Over the n finished seeds"
            + (fewer(analysis) ? " where the metric was finite" : "")
            + ": mean, SD, 95 % t interval of the mean (low, high), median and range.",
        headings,
        rows);
  }

  /** Whether a run that finished has no finite value of something that is shown. */
  private static boolean fewer(Analysis analysis) {
    List<String> metrics =
        analysis.headline().stream().flatMap(shown -> shown.metrics().stream()).toList();
    return analysis.groups().stream()
        .flatMap(group -> group.chosen().stream())
        .anyMatch(
            each ->
                metrics.stream()
                    .anyMatch(metric -> each.sample(metric).n() < each.n(State.FINISHED)));
  }

  private static void addRows(
      Analysis analysis,
      GroupColumns groups,
      Group group,
      Replicates each,
      List<List<Entry>> rows) {
    Design design = analysis.design();
    for (Headline shown : analysis.headline()) {
      for (String metric : shown.metrics()) {
        List<Entry> row = groups.begin(group);
        String name = FigureCaption.metric(design, metric);
        row.add(new Entry(FigureCaption.axis(design, metric), false, List.of(), name));
        row.addAll(numbers(each.sample(metric), design.type(metric), List.of(each)));
        rows.add(row);
      }
    }
    if (analysis.showsChance()) {
      List<Entry> row = groups.begin(group);
      row.add(Entry.of(design.label(design.select().metric()) + ", diverged at chance"));
      row.add(Entry.of(NumberText.real(each.intentionToTreat()), List.of(each)));
      row.addAll(Collections.nCopies(6, Entry.NONE));
      row.add(Entry.of(Integer.toString(each.results()), List.of(each)));
      rows.add(row);
    }
  }

  private static List<Entry> numbers(Sample sample, Column.Type type, List<Replicates> from) {
    List<Entry> row = new ArrayList<>();
    double[] parts = {
      sample.mean(),
      sample.sd(),
      sample.low(),
      sample.high(),
      sample.median(),
      sample.min(),
      sample.max()
    };
    for (double part : parts) {
      row.add(Entry.of(NumberText.part(part, sample, type), from));
    }
    row.add(Entry.of(Integer.toString(sample.n()), from));
    return row;
  }
}

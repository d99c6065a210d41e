package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.report.text.TestCaption;
import neurosweep.result.Design;
import neurosweep.statistics.Differences;
import neurosweep.statistics.Interval;

/** Each selected configuration against the reference's, paired by seed. */
public final class PairedTable implements ReportTable {
  @Override
  public String name() {
    return "paired";
  }

  @Override
  public String doc() {
    return "differences to the reference paired by seed: interval, tests, effect, equivalence";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    List<Comparison> all = Comparison.withReference(analysis);
    if (design.reference().isEmpty()) {
      return TableText.notMade(
          analysis, name(), "report.reference of the job names nothing to compare with");
    }
    if (all.isEmpty()) {
      return TableText.notMade(
          analysis, name(), "nothing but " + design.reference() + " is there to be compared");
    }
    GroupColumns groups = GroupColumns.of(analysis);
    boolean accuracy = design.isShare(design.compared());
    List<List<Entry>> rows = new ArrayList<>();
    for (Comparison each : all) {
      List<Entry> row = groups.begin(each.ours());
      row.addAll(row(each, accuracy, design.tables().margin()));
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    headings.addAll(headings(accuracy));
    return TableText.of(name(), analysis, TestCaption.paired(analysis, all), headings, rows);
  }

  private static List<Heading> headings(boolean accuracy) {
    String unit = accuracy ? " [pp]" : "";
    return List.of(
        Heading.number("difference" + unit),
        Heading.number("low" + unit),
        Heading.number("high" + unit),
        Heading.number("p"),
        Heading.number("p flip"),
        Heading.number("p Holm"),
        Heading.number("d_z"),
        Heading.number("g_z"),
        Heading.number("n"),
        Heading.words("verdict"));
  }

  private static List<Entry> row(Comparison each, boolean accuracy, double margin) {
    List<Entry> row = new ArrayList<>();
    if (each.differences().isEmpty()) {
      row.addAll(Collections.nCopies(9, Entry.NONE));
      row.add(Entry.of(each.verdict(margin)));
      return row;
    }
    Differences differences = each.differences().get();
    Interval interval = differences.interval(Interval.CONFIDENCE);
    boolean spread = differences.sd() > 0;
    List<String> texts =
        List.of(
            NumberText.difference(differences.mean(), accuracy),
            spread ? NumberText.difference(interval.low(), accuracy) : "",
            spread ? NumberText.difference(interval.high(), accuracy) : "",
            p(differences.tTest()),
            p(differences.n() < 2 ? OptionalDouble.empty() : differences.signFlipTest()),
            NumberText.p(each.adjusted()),
            NumberText.effect(differences.effect()),
            NumberText.effect(differences.correctedEffect()),
            Integer.toString(differences.n()));
    texts.forEach(text -> row.add(Entry.of(text, each.from())));
    row.add(Entry.of(each.verdict(margin), each.from()));
    return row;
  }

  private static String p(OptionalDouble p) {
    return NumberText.p(p.orElse(Double.NaN));
  }
}

package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.report.text.Caption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.PassedOverText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Design;
import neurosweep.statistics.Differences;
import neurosweep.statistics.Interval;

/** Each selected configuration against the reference's, paired by seed. */
public final class PairedTable implements ReportTable {
  /** Of the interval that lies within the margin where both one-sided tests say so. */
  private static final double EQUIVALENCE = 0.9;

  @Override
  public String name() {
    return "paired";
  }

  @Override
  public String doc() {
    return "differences to the reference paired by seed: intervals, tests, equivalence, verdict";
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
    boolean share = design.isShare(design.compared());
    double margin = design.tables().margin();
    List<List<Entry>> rows = new ArrayList<>();
    for (Comparison each : all) {
      List<Entry> row = groups.begin(each.ours());
      row.addAll(row(each, share, margin));
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    headings.addAll(headings(share, margin > 0));
    return TableText.of(
        name(), analysis, title(analysis), note(analysis, margin > 0), headings, rows);
  }

  /** What the tables of paired differences show. */
  static String title(Analysis analysis) {
    Design design = analysis.design();
    String reference = design.referenceAxis().map(axis -> axis.text(design.reference())).orElse("");
    return design.label(design.compared())
        + " of "
        + Caption.chosen(analysis)
        + " minus that of "
        + reference
        + (GroupColumns.of(analysis).axes().size() > 1 ? " in the same setting" : "")
        + ", paired by seed";
  }

  private static String note(Analysis analysis, boolean margin) {
    List<String> parts = new ArrayList<>();
    parts.add("Mean difference with its t intervals");
    parts.add("adj.: Holm-adjusted over the table");
    if (margin) {
      parts.add("eq.: two one-sided tests at the margin");
    }
    parts.addAll(PassedOverText.clause(analysis));
    return String.join("; ", parts) + ".";
  }

  private static List<Heading> headings(boolean share, boolean margin) {
    String unit = share ? " [pp]" : "";
    List<Heading> headings = new ArrayList<>();
    headings.add(Heading.number("difference" + unit));
    headings.add(Heading.number("95 % interval" + unit));
    if (margin) {
      headings.add(Heading.number("90 % interval" + unit));
    }
    headings.add(Heading.number("p"));
    headings.add(Heading.number("p adj."));
    if (margin) {
      headings.add(Heading.number("p eq."));
      headings.add(Heading.number("p eq. adj."));
    }
    headings.add(Heading.words("verdict"));
    return headings;
  }

  private static List<Entry> row(Comparison each, boolean share, double margin) {
    List<Entry> row = new ArrayList<>();
    if (each.differences().isEmpty()) {
      row.addAll(Collections.nCopies(margin > 0 ? 7 : 4, Entry.NONE));
      row.add(Entry.of(each.verdict()));
      return row;
    }
    Differences differences = each.differences().get();
    List<String> texts = new ArrayList<>();
    texts.add(NumberText.difference(differences.mean(), share));
    texts.add(interval(differences, Interval.CONFIDENCE, share));
    if (margin > 0) {
      texts.add(interval(differences, EQUIVALENCE, share));
    }
    texts.add(NumberText.p(each.p().orElse(Double.NaN)));
    texts.add(NumberText.p(each.adjusted()));
    if (margin > 0) {
      texts.add(NumberText.p(each.equivalence(margin).orElse(Double.NaN)));
      texts.add(NumberText.p(each.within()));
    }
    texts.forEach(text -> row.add(Entry.of(text, each.from())));
    row.add(Entry.of(each.verdict(), each.from()));
    return row;
  }

  private static String interval(Differences differences, double confidence, boolean share) {
    Interval interval = differences.interval(confidence);
    return !(differences.sd() > 0)
        ? ""
        : NumberText.difference(interval.low(), share)
            + " to "
            + NumberText.difference(interval.high(), share);
  }
}

package neurosweep.report.table;

import java.util.ArrayList;
import java.util.List;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.ClaimVerdict;
import neurosweep.analysis.ClaimVerdicts;
import neurosweep.analysis.Replicates;
import neurosweep.report.text.ClaimText;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.PassedOverText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Design;

/** The claims of the job, each with its verdict. */
public final class ClaimsTable implements ReportTable {
  /** What every command calls it. */
  public static final String NAME = "claims";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String doc() {
    return "the claims of the job and what the runs say of them: verdict, estimate, interval, p";
  }

  @Override
  public boolean applies(Design design) {
    return !design.claims().isEmpty();
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    if (!applies(design)) {
      return TableText.notMade(analysis, name(), "the job states no claims");
    }
    List<List<Entry>> rows = new ArrayList<>();
    for (ClaimVerdict each : ClaimVerdicts.of(analysis)) {
      rows.add(row(design, each, rows.size() + 1));
    }
    return TableText.of(
        name(),
        analysis,
        "the claims of the job and what the runs say of them",
        note(analysis),
        List.of(
            Heading.words("claim"),
            Heading.words("verdict"),
            Heading.number("estimate"),
            Heading.number(heading(design)),
            Heading.number("n"),
            Heading.number("p adj.")),
        rows);
  }

  private static String note(Analysis analysis) {
    List<String> parts = new ArrayList<>();
    parts.add("Estimate: left minus right paired by seed, a mean, a slope or a count");
    parts.add("p adj.: Holm-adjusted over the claims");
    parts.addAll(PassedOverText.clause(analysis));
    return String.join("; ", parts) + ".";
  }

  private static String heading(Design design) {
    List<String> confidences =
        design.claims().stream().map(ClaimText::confidence).distinct().toList();
    return confidences.size() == 1 ? confidences.get(0) + " interval" : "interval";
  }

  /** Commands and macros call a claim by its number: a sentence is no name. */
  private static List<Entry> row(Design design, ClaimVerdict each, int number) {
    List<Replicates> from = each.from();
    Entry claim = new Entry(each.claim().claim(), false, List.of(), Integer.toString(number));
    if (from.isEmpty()) {
      return List.of(claim, Entry.of(each.words()), Entry.NONE, Entry.NONE, Entry.NONE, Entry.NONE);
    }
    return List.of(
        claim,
        Entry.of(each.words(), from),
        Entry.of(ClaimText.estimate(design, each), from),
        Entry.of(ClaimText.interval(design, each), from),
        Entry.of(Integer.toString(each.evidence().n()), from),
        Entry.of(NumberText.p(each.adjusted()), from));
  }
}

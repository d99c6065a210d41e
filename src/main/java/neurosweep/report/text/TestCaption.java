package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.analysis.Sample;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.statistics.Differences;
import neurosweep.statistics.Equivalence;
import neurosweep.statistics.Power;

/** What tables say about the tests in them. */
public final class TestCaption {
  private static final double POWER = 0.8;

  private TestCaption() {}

  /** What the table of paired tests says of itself. */
  public static String paired(Analysis analysis, List<Comparison> all) {
    Design design = analysis.design();
    String metric = design.compared();
    List<Comparison> tested = all.stream().filter(each -> each.p().isPresent()).toList();
    StringBuilder text = new StringBuilder(Caption.begin(design));
    text.append(": ")
        .append(design.label(metric))
        .append(" of the selected configuration of each group minus");
    text.append(" that of ").append(reference(design)).append(where(design));
    text.append(", paired by seed").append(unit(design, metric)).append(". ");
    text.append(design.select().goal() == Goal.MAX ? "Positive" : "Negative");
    text.append(" is better. Mean difference with its 95 % t interval (low, high); p of the");
    text.append(" two-sided paired t test; p flip: exact sign-flip test over all 2^n assignments");
    text.append(flips(design)).append("; p Holm: p adjusted over the ").append(tested.size());
    text.append(tested.size() == 1 ? " t test" : " t tests").append(" of this table; d_z: mean");
    text.append(" difference in standard deviations of the differences; g_z: d_z with Hedges'");
    text.append(" correction for few pairs. ").append(verdicts(design));
    text.append(" Both configurations were selected on the same seeds that are compared here.");
    text.append(' ').append(Caption.selected(design)).append(Caption.seeds(design));
    text.append(Caption.optimism(analysis)).append(power(analysis, tested));
    return text.append(Caption.missing(analysis)).toString();
  }

  private static String reference(Design design) {
    return design.referenceAxis().map(axis -> axis.text(design.reference())).orElse("");
  }

  private static String where(Design design) {
    return design.grouping().size() > 1 ? " in the same setting" : "";
  }

  private static String unit(Design design, String metric) {
    return design.isShare(metric) ? ", in percentage points" : "";
  }

  private static String flips(Design design) {
    int n = design.grid().seeds().size();
    return n > 20
        ? " (left out, since it counts up to 20 pairs)"
        : String.format(
            Locale.ROOT,
            " (with %d %s at least %s)",
            n,
            n == 1 ? "pair" : "pairs",
            NumberText.p(Differences.leastSignFlip(n)));
  }

  private static String verdicts(Design design) {
    double margin = design.tables().margin();
    String level = "p Holm is below 0.05";
    if (margin == 0) {
      return "Verdict: different where "
          + level
          + ", otherwise inconclusive; report.equivalence_margin is not given, so nothing can be"
          + " called equivalent.";
    }
    String shown =
        design.isShare(design.compared())
            ? NumberText.size(margin, true) + " pp"
            : AxisText.of(margin);
    return "Verdict at the margin of "
        + shown
        + ": equivalent where two one-sided paired t tests at 5 % (the 90 % interval within the"
        + " margin) say so, different where "
        + level
        + ", different within the margin where both hold, otherwise inconclusive, which is not"
        + " the same as equivalent.";
  }

  /** The smallest difference that the tests could have found, with the spread that was seen. */
  private static String power(Analysis analysis, List<Comparison> tested) {
    int n = analysis.design().grid().seeds().size();
    if (n < 2 || tested.isEmpty()) {
      return "";
    }
    double detectable = Power.detectable(n, Equivalence.LEVEL, POWER);
    double sd =
        Sample.of(tested.stream().mapToDouble(each -> each.differences().get().sd()).toArray())
            .median();
    boolean accuracy = analysis.design().isShare(analysis.design().compared());
    return String.format(
        Locale.ROOT,
        " Power: with %d pairs a two-sided paired t test at 5 %%, unadjusted, finds a true"
            + " difference of %.2f SD with a probability of 80 %%; with the median SD of this table"
            + " that is %s%s.",
        n,
        detectable,
        NumberText.size(detectable * sd, accuracy),
        accuracy ? " pp" : "");
  }

  /** The rule by which a table of selected configurations sets in bold. */
  static String bold(Analysis analysis) {
    Design design = analysis.design();
    String rule = boldRefused(analysis);
    if (!rule.isEmpty()) {
      return " Nothing is bold: " + rule + ".";
    }
    int tests = (int) Comparison.withBest(analysis).stream().filter(e -> e.p().isPresent()).count();
    return " Bold: the best "
        + design.label(design.compared())
        + (design.grouping().size() > 1
            ? " among the values of " + design.referenceAxis().orElseThrow().label()
            : "")
        + ", and all that a paired t test by seed does not find different from it (p at least 0.05 after"
        + " Holm's adjustment over the "
        + tests
        + (tests == 1 ? " test" : " tests")
        + " of this table); this is not evidence that they are equal. Incomplete groups are"
        + " excluded.";
  }

  /** Why nothing is bold, or an empty string. */
  public static String boldRefused(Analysis analysis) {
    List<String> why = new ArrayList<>();
    if (!analysis.completeness().complete()) {
      why.add("the sweep is not finished");
    }
    if (analysis.design().grid().seeds().size() < 2) {
      why.add("one seed cannot be tested");
    }
    if (analysis.design().reference().isEmpty()) {
      why.add("report.reference names nothing whose alternatives could be compared");
    } else if (Comparison.withBest(analysis).isEmpty()) {
      boolean results =
          analysis.groups().stream().mapToInt(group -> group.n(State.FINISHED)).sum() > 0;
      why.add(results ? "there is nothing to compare" : "no run finished");
    }
    return String.join(", and ", why);
  }
}

package neurosweep.report.text;

import java.util.Locale;
import neurosweep.analysis.ClaimVerdict;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.spec.Claim;
import neurosweep.statistics.relation.Evidence;

/** The numbers of claims, and how their verdicts came about. */
public final class ClaimText {
  private ClaimText() {}

  /** The estimate with its unit; empty where there is none. */
  public static String estimate(Design design, ClaimVerdict verdict) {
    Evidence evidence = verdict.evidence();
    if (Double.isNaN(evidence.estimate())) {
      return "";
    }
    return evidence.quantity() == Evidence.Quantity.COUNT
        ? String.format(Locale.ROOT, "%.0f of %d", evidence.estimate(), evidence.n())
        : number(design, verdict, evidence.estimate()) + unit(design, verdict);
  }

  /** The interval with its unit; empty where there is none. */
  public static String interval(Design design, ClaimVerdict verdict) {
    Evidence evidence = verdict.evidence();
    boolean none = evidence.basis() != Evidence.Basis.TEST;
    return none || Double.isNaN(evidence.interval().low())
        ? ""
        : number(design, verdict, evidence.interval().low())
            + " to "
            + number(design, verdict, evidence.interval().high())
            + unit(design, verdict);
  }

  private static boolean points(Design design, ClaimVerdict verdict) {
    return verdict.evidence().quantity() == Evidence.Quantity.DIFFERENCE
        && design.isShare(verdict.claim().metric());
  }

  private static String unit(Design design, ClaimVerdict verdict) {
    return points(design, verdict) ? " pp" : "";
  }

  private static String number(Design design, ClaimVerdict verdict, double value) {
    return verdict.evidence().quantity() == Evidence.Quantity.DIFFERENCE
        ? NumberText.difference(value, points(design, verdict))
        : NumberText.real(value);
  }

  /** How sure the interval is that belongs to a one-sided test, such as {@code 90 %}. */
  public static String confidence(Claim claim) {
    return AxisText.of(Math.round(1000 * (1 - 2 * claim.level())) / 10.0) + " %";
  }

  /** The sentence and what belongs to its verdict, on one line. */
  public static String line(Design design, ClaimVerdict verdict) {
    StringBuilder text = new StringBuilder(verdict.claim().claim());
    String estimate = verdict.from().isEmpty() ? "" : estimate(design, verdict);
    if (!estimate.isEmpty()) {
      String interval = interval(design, verdict);
      text.append(" (").append(estimate);
      text.append(
          interval.isEmpty() ? "" : ", " + confidence(verdict.claim()) + " interval " + interval);
      if (!Double.isNaN(verdict.adjusted())) {
        text.append(", p adj. ").append(NumberText.p(verdict.adjusted()));
      }
      text.append(')');
    }
    return text.append(verdict.reason().isEmpty() ? "" : "; " + verdict.reason()).toString();
  }

  /** How the verdicts came about, for the methods note. */
  static String methods() {
    return "Supported: p of the claim is below its level (0.05 unless the job says otherwise)."
        + " Refuted: p of the opposite is: of the other side, or beyond the margin on either side."
        + " Inconclusive: neither, which is evidence of nothing. Not run: runs are missing or"
        + " diverged, or none may be selected. p adj. is of the opposite where a claim is refuted,"
        + " else of the claim, by Holm's adjustment over the claims of the job. A claim about"
        + " several settings must hold in each: its p is the largest of theirs, and the numbers are"
        + " those of the setting that decided. The interval belongs to a one-sided test: 90 % at a"
        + " level of 0.05. Values without any spread decide without a p; counted runs are what was"
        + " seen, without inference.";
  }
}

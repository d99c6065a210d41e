package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;
import neurosweep.analysis.ClaimVerdict;
import neurosweep.core.UserError;
import neurosweep.report.text.ClaimText;
import neurosweep.result.Design;
import neurosweep.spec.Claim;
import picocli.CommandLine.Option;

/** The option of {@code run} and {@code report} that holds a sweep to the claims of its job. */
final class Claims {
  private static final int VERDICT = 12;

  @Option(
      names = "--check-claims",
      description = "end with exit code 4 unless every claim of the job is supported")
  private boolean check;

  /** Verdicts for a terminal: one line a claim. */
  static List<String> lines(Design design, List<ClaimVerdict> verdicts) {
    return verdicts.stream()
        .map(each -> padded(each.finding().words()) + "  " + ClaimText.line(design, each))
        .toList();
  }

  private static String padded(String word) {
    return word + " ".repeat(Math.max(0, VERDICT - word.length()));
  }

  /**
   * Refuses to check nothing.
   *
   * @throws UserError if it is asked for and the job states no claim
   */
  void require(List<Claim> claims) {
    if (check && claims.isEmpty()) {
      throw new UserError(
          "--check-claims: the job states no claims; add the section claims, or leave the option out");
    }
  }

  /** The exit code: that of a sweep that ended well, unless a claim was to hold and does not. */
  int code(int code, List<ClaimVerdict> verdicts, PrintWriter err) {
    if (!check || code != 0) {
      return code;
    }
    long supported = verdicts.stream().filter(ClaimVerdict::supported).count();
    if (supported == verdicts.size()) {
      return code;
    }
    err.println(supported + " of " + verdicts.size() + " claims are supported");
    return UserError.NOT_SUPPORTED;
  }
}

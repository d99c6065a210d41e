package neurosweep.analysis;

import java.util.List;
import neurosweep.spec.Claim;
import neurosweep.statistics.relation.Evidence;

/**
 * What the runs say of a claim.
 *
 * @param claim what the job says
 * @param finding in one word
 * @param evidence of the setting that decided; of none where nothing could be looked at
 * @param p of the claim before adjustment, the largest over its settings; NaN where there is no
 *     test
 * @param adjusted p after Holm's adjustment over the claims of the job: of the opposite where it is
 *     refuted, else of the claim; NaN where there is no test or values decide without one
 * @param reason why it is neither supported nor refuted, or in which setting it was decided; or an
 *     empty string
 * @param from the configurations whose runs decided
 */
public record ClaimVerdict(
    Claim claim,
    Finding finding,
    Evidence evidence,
    double p,
    double adjusted,
    String reason,
    List<Replicates> from) {

  /** A verdict. */
  public enum Finding {
    /** The claim surely holds. */
    SUPPORTED("supported"),
    /** Its opposite surely holds. */
    REFUTED("refuted"),
    /** Neither is sure. */
    INCONCLUSIVE("inconclusive"),
    /** Runs are missing, or none may be selected. */
    NOT_RUN("not run");

    private final String words;

    Finding(String words) {
      this.words = words;
    }

    /** As in tables. */
    public String words() {
      return words;
    }
  }

  /** Copies the list. */
  public ClaimVerdict {
    from = List.copyOf(from);
  }

  /** The verdict and what belongs to it, on one line. */
  public String words() {
    return reason.isEmpty() ? finding.words() : finding.words() + ": " + reason;
  }

  /** Whether the claim surely holds. */
  public boolean supported() {
    return finding == Finding.SUPPORTED;
  }
}

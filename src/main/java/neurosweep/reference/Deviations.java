package neurosweep.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The worst error of each quantity, over all cases. */
public final class Deviations {

  /**
   * The worst case of one quantity.
   *
   * @param quantity what was compared, such as {@code gait float32}
   * @param cases how many comparisons there were
   * @param error the largest error; NaN if a result was not a number where one was expected
   * @param tolerance what is allowed in the case of the largest error
   * @param worstCase the case of the largest error relative to its tolerance
   */
  public record Deviation(
      String quantity, int cases, double error, double tolerance, String worstCase) {

    /** Whether the error is within the tolerance; NaN is not. */
    public boolean passes() {
      return error <= tolerance;
    }

    private boolean worseThan(Deviation other) {
      return !(error / tolerance <= other.error / other.tolerance);
    }
  }

  private final Map<String, Deviation> worst = new LinkedHashMap<>();

  /** Notes one comparison. */
  public void add(String quantity, String aCase, double error, double tolerance) {
    Deviation before = worst.get(quantity);
    int cases = before == null ? 1 : before.cases + 1;
    Deviation now = new Deviation(quantity, cases, error, tolerance, aCase);
    boolean keep = before != null && (Double.isNaN(before.error) || !now.worseThan(before));
    worst.put(
        quantity,
        keep
            ? new Deviation(quantity, cases, before.error, before.tolerance, before.worstCase)
            : now);
  }

  /** One line a quantity, in the order in which they first came. */
  public List<Deviation> all() {
    return new ArrayList<>(worst.values());
  }

  /** Whether there is at least one comparison and all are within tolerance. */
  public boolean pass() {
    return !worst.isEmpty() && worst.values().stream().allMatch(Deviation::passes);
  }
}

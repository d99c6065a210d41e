package neurosweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Holm's step-down adjustment of p-values (1979): the family-wise error is kept at the level. */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values in the order given. A NaN is no test: it stays, and does not count.
   *
   * @param p between 0 and 1, or NaN
   */
  public static double[] adjust(double[] p) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      if (!Double.isNaN(p[i])) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> p[i]));
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double most = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      most = Math.max(most, Math.min(1, (order.size() - rank) * p[order.get(rank)]));
      adjusted[order.get(rank)] = most;
    }
    return adjusted;
  }
}

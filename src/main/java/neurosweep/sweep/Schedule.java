package neurosweep.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import neurosweep.core.Cell;

/** In which order and company cells start: longest predicted first, tiny ones bundled. */
final class Schedule {
  /** A bundle ends here: long against a task's overhead, short against a user's patience. */
  private static final double BUNDLE_SECONDS = 0.25;

  private static final int LARGEST_BUNDLE = 100;

  /** No bundle is more than so much of a core's share, so that none waits long for the last one. */
  private static final int BUNDLES_PER_CORE = 8;

  /** Towards the end bundles shrink: the cells that are left then make as many for every core. */
  private static final int LEFT_PER_CORE = 2;

  private Schedule() {}

  /**
   * Cuts cells into bundles.
   *
   * @param price predicted seconds of a cell
   */
  static List<List<Cell>> bundles(List<Cell> cells, ToDoubleFunction<Cell> price, int parallelism) {
    double[] seconds = cells.stream().mapToDouble(price).toArray();
    int[] order = longestFirst(seconds);
    List<List<Cell>> bundles = new ArrayList<>();
    int begin = 0;
    for (int end : ends(seconds, order, parallelism)) {
      List<Cell> bundle = new ArrayList<>(end - begin);
      for (int i = begin; i < end; i++) {
        bundle.add(cells.get(order[i]));
      }
      bundles.add(bundle);
      begin = end;
    }
    return bundles;
  }

  /** Positions of cells in the order in which they start; equal ones stay in theirs. */
  static int[] longestFirst(double[] seconds) {
    Integer[] order = new Integer[seconds.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -seconds[i]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** Where in that order each bundle ends. */
  static int[] ends(double[] seconds, int[] order, int parallelism) {
    int cells = order.length;
    double share = Arrays.stream(seconds).sum() / ((double) BUNDLES_PER_CORE * parallelism);
    double longest = Math.min(BUNDLE_SECONDS, share);
    int[] ends = new int[cells];
    int bundles = 0;
    int begin = 0;
    double open = 0;
    for (int i = 0; i < cells; i++) {
      double own = seconds[order[i]];
      boolean full = i - begin >= most(cells, begin, parallelism) || open + own > longest;
      if (i > begin && full) {
        ends[bundles++] = i;
        begin = i;
        open = 0;
      }
      open += own;
    }
    if (cells > 0) {
      ends[bundles++] = cells;
    }
    return Arrays.copyOf(ends, bundles);
  }

  /** The largest bundle that may begin at a position. */
  private static long most(int cells, int begin, int parallelism) {
    long whole = cells / ((long) BUNDLES_PER_CORE * parallelism);
    long left = (cells - begin) / ((long) LEFT_PER_CORE * parallelism);
    return Math.max(1, Math.min(LARGEST_BUNDLE, Math.min(whole, left)));
  }
}

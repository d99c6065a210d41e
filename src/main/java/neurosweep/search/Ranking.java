package neurosweep.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Splits results into the best tenth and the rest as they come in. One that is {@link Board#NONE}
 * is never among the best. Of equal ones the first is better.
 */
final class Ranking {
  private static final int MOST = 25;
  private static final int PART = 10;

  private final Map<Integer, Double> values = new HashMap<>();
  private final Comparator<Integer> order =
      Comparator.<Integer>comparingDouble(trial -> -values.get(trial))
          .thenComparing(Comparator.naturalOrder());
  private final TreeSet<Integer> best = new TreeSet<>(order);
  private final TreeSet<Integer> rest = new TreeSet<>(order);
  private int size;

  /** Hears of changes. */
  interface Listener {
    void enters(int trial);

    void leaves(int trial);
  }

  /**
   * Adds a result, which counts as one of the rest until the listener hears otherwise.
   *
   * @param trial its number, which is new
   */
  void add(int trial, double value, Listener listener) {
    size++;
    if (value > Board.NONE) {
      values.put(trial, value);
      rest.add(trial);
    }
    int room = Math.min(MOST, (size + PART - 1) / PART);
    while (!rest.isEmpty()
        && (best.size() < room || order.compare(rest.first(), best.last()) < 0)) {
      int entering = rest.pollFirst();
      best.add(entering);
      listener.enters(entering);
      if (best.size() > room) {
        int leaving = best.pollLast();
        rest.add(leaving);
        listener.leaves(leaving);
      }
    }
  }

  /** The best, the very best first. */
  Iterable<Integer> best() {
    return best;
  }

  /** How many are among the best. */
  int count() {
    return best.size();
  }
}

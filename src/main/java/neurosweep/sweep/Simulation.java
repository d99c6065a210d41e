package neurosweep.sweep;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/**
 * A run that is played instead of run: the bundles of a real one, on cores that take the next one
 * once they are through with theirs.
 *
 * @param seconds from the first start to the last end
 * @param busy seconds of all cells
 * @param longest seconds of the longest one
 * @param cores cells at a time
 * @param idleness core-seconds in which cores had nothing to do
 * @param rungs of these, those until the last cells were asked for
 */
public record Simulation(
    double seconds, double busy, double longest, int cores, double idleness, double rungs) {

  /** A bundle that runs. */
  private record Running(double end, long number, List<Cell> cells) {
    private static final Comparator<Running> ORDER =
        Comparator.comparingDouble(Running::end).thenComparingLong(Running::number);
  }

  /** Share of the cores' time in which they have nothing to do. */
  public double idle() {
    return seconds > 0 ? idleness / (cores * seconds) : 0;
  }

  /** No order of these cells is through earlier. */
  public double least() {
    return Math.max(longest, busy / cores);
  }

  /**
   * Plays cells that are all known from the start.
   *
   * @param taken seconds of each cell
   * @param priced what was predicted for it: by this cells are ordered and bundled
   */
  public static Simulation of(double[] taken, double[] priced, int cores) {
    int[] order = Schedule.longestFirst(priced);
    int[] ends = Schedule.ends(priced, order, cores);
    PriorityQueue<Double> free = new PriorityQueue<>();
    double last = 0;
    double busy = 0;
    double longest = 0;
    int next = 0;
    for (int end : ends) {
      double now = free.size() < cores ? 0 : free.remove();
      for (; next < end; next++) {
        double own = taken[order[next]];
        now += own;
        busy += own;
        longest = Math.max(longest, own);
      }
      free.add(now);
      last = Math.max(last, now);
    }
    return new Simulation(last, busy, longest, cores, cores * last - busy, 0);
  }

  /**
   * Plays a search: which cells there are depends on how others have ended. Results of a bundle
   * come when it has ended.
   *
   * @param source says which cells there are
   * @param sink is told how they have ended, before the source is asked again
   * @param outcomes how a cell ends
   * @param price seconds of a cell, predicted and taken
   */
  public static Simulation of(
      Feed.Source source,
      Consumer<CellResult> sink,
      Function<Cell, CellResult> outcomes,
      ToDoubleFunction<Cell> price,
      int cores) {
    return new Play(source, sink, outcomes, price, cores).run();
  }

  /** A search at play. */
  private static final class Play {
    private final Feed feed;
    private final Function<Cell, CellResult> outcomes;
    private final ToDoubleFunction<Cell> price;
    private final int cores;
    private final PriorityQueue<Running> running = new PriorityQueue<>(Running.ORDER);
    private final Deque<List<Cell>> waiting = new ArrayDeque<>();
    private double now;
    private double busy;
    private double longest;
    private long started;
    private int outstanding;

    Play(
        Feed.Source source,
        Consumer<CellResult> sink,
        Function<Cell, CellResult> outcomes,
        ToDoubleFunction<Cell> price,
        int cores) {
      this.feed = new Feed(source, sink, price, () -> cores, () -> Math.round(now * 1e9));
      this.outcomes = outcomes;
      this.price = price;
      this.cores = cores;
    }

    Simulation run() {
      ask();
      while (!running.isEmpty()) {
        Running first = running.remove();
        now = first.end();
        for (Cell cell : first.cells()) {
          outstanding--;
          feed.accept(outcomes.apply(cell));
        }
        ask();
      }
      Idleness idleness = feed.idleness();
      double idle = idleness.rungs() + idleness.end();
      return new Simulation(now, busy, longest, cores, idle, idleness.rungs());
    }

    private void ask() {
      for (List<Cell> bundle : feed.next(Math.max(0, cores - outstanding))) {
        outstanding += bundle.size();
        waiting.add(bundle);
      }
      while (running.size() < cores && !waiting.isEmpty()) {
        start(waiting.remove());
      }
    }

    private void start(List<Cell> bundle) {
      double end = now;
      for (Cell cell : bundle) {
        double own = price.applyAsDouble(cell);
        end += own;
        busy += own;
        longest = Math.max(longest, own);
      }
      running.add(new Running(end, started++, bundle));
    }
  }
}

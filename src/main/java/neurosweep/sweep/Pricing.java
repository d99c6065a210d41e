package neurosweep.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Experiment;
import neurosweep.journal.History;
import neurosweep.math.Backend;
import neurosweep.math.Precision;

/**
 * What cells cost in processor seconds. Cells of a group make the same choices and have steps of
 * about one size, so that their costs are proportional to their operations. The factor is measured:
 * on cells of the group that have ended in this sweep, else on those of earlier sweeps, else on the
 * first steps of one of them.
 */
public final class Pricing {
  /** Of a cell beside its training, in seconds: scheduled, sent, journaled, tabled. */
  static final String CELL = "cell";

  /** Of a run beside its cells, in seconds: starting, compiling, reporting. */
  static final String RUN = "run";

  /** Until a run of this machine has shown it, by measurement of sweeps on another one. */
  private static final double CELL_SECONDS = 0.003;

  private static final double RUN_SECONDS = 11;

  /** From so many cells on, a run tells what one of them costs, below what the run itself does. */
  private static final int MANY_CELLS = 2000;

  private static final double LEAST_CELL_SECONDS = 1e-4;
  private static final double LEAST_RUN_SECONDS = 1;
  private static final double LEARNED_SPREAD = 1.3;
  private static final double DEFAULT_SPREAD = 2;
  private static final double REHEARSAL_SECONDS = 0.1;
  private static final int MOST_REHEARSALS = 200;
  private static final double WARM_UP_SECONDS = 0.4;

  /** Every kind of cell has code of its own, which is slow until it has been compiled. */
  private static final double RULE_WARM_UP_SECONDS = 0.15;

  /** A rehearsal of so long is not done again: its steps are long against warming up. */
  private static final double LONG_REHEARSAL_SECONDS = 0.5;

  private static final double ALL_REHEARSALS_SECONDS = 3;

  /** No larger cell is rehearsed: a plan is asked for before there is room for its cells. */
  private static final double HEAP_SHARE = 0.25;

  private static final double MEASURED_SPREAD = 1.15;
  private static final double REHEARSED_SPREAD = 1.5;

  /** Operations a second where nothing better is known, as a share of a product's. */
  private static final double EFFICIENCY = 0.5;

  private final Plan plan;
  private final ToDoubleBiFunction<Cell, Double> rehearsal;
  private final ToDoubleFunction<Cell> flopsPerSecond;
  private final String backend;
  private final Speeds speeds;
  private final Map<String, String> groups = new HashMap<>();
  private final Map<String, double[]> ended = new HashMap<>();
  private final Map<String, Double> rehearsed = new HashMap<>();
  private final Map<String, Double> seconds = new HashMap<>();
  private final Predecessors predecessors;
  private boolean continues = true;
  private double spent;
  private double spread = MEASURED_SPREAD;

  /**
   * Seconds of a processor.
   *
   * @param seconds likeliest
   * @param low not likely less
   * @param high not likely more
   */
  public record Range(double seconds, double low, double high) {
    private static Range of(double seconds, double spread) {
      return new Range(seconds, seconds / spread, seconds * spread);
    }
  }

  /**
   * What cells cost that are run together.
   *
   * @param cells their training: what a sweep counts as core-hours
   * @param longest seconds of the longest one
   * @param overhead the rest: starting, compiling, scheduling, journal, tables, figures, page
   */
  public record Total(Range cells, double longest, Range overhead) {

    /**
     * Seconds by the clock on that many cores, at the least; two at most have a share in the
     * overhead. See {@link Timetable} for what the order of cells adds.
     */
    public double clock(int cores) {
      double training = Math.max(longest, cells.seconds() / cores);
      return training + overhead.seconds() / Math.min(2, cores);
    }
  }

  /** Makes the prices of a sweep once its backend and what has ended are known. */
  public interface Factory {
    /** Prices on that backend. */
    Pricing on(Backend backend, History history);
  }

  /**
   * Prices of a plan on a backend of this machine.
   *
   * @param history cells that have ended, by which prices are corrected
   */
  public static Pricing here(Plan plan, DataLibrary library, Backend backend, History history) {
    ToDoubleFunction<Cell> rate = cell -> rate(plan.experiment(), backend, cell);
    return new Pricing(
        plan,
        backend.name(),
        history,
        Speeds.of(Machine.origin(backend.name())),
        rate,
        (cell, budget) -> rehearse(plan, library, backend, cell, budget));
  }

  /** What a sweep costs that has not begun; NaN where nothing tells. */
  public static Total of(Pricing pricing) {
    Plan plan = pricing.plan();
    List<Cell> cells = plan.forecast(History.NONE);
    if (!pricing.isKnown(cells)) {
      Range unknown = Range.of(Double.NaN, 1);
      return new Total(unknown, Double.NaN, unknown);
    }
    pricing.follow(cells);
    return pricing.total(cells);
  }

  /** Operations a second in the precision of a cell, where only they are known. */
  private static double rate(Experiment experiment, Backend backend, Cell cell) {
    Precision precision =
        Param.effective(experiment.params(), cell.values()).stream()
            .filter(param -> param.name().equals(Precision.PARAM.name()))
            .findFirst()
            .map(param -> Precision.named((String) param.of(cell.values())))
            .orElse(Precision.FLOAT64);
    return EFFICIENCY * Machine.flopsPerSecond(backend, precision);
  }

  private static double rehearse(
      Plan plan, DataLibrary library, Backend backend, Cell cell, double budget) {
    Experiment experiment = plan.experiment();
    DoubleSupplier rate = () -> rate(experiment, backend, cell);
    Optional<Dataset> data =
        experiment.data(cell.values()).map(asked -> library.dataset(asked, cell.values()));
    return Rehearsal.seconds(experiment, cell, data, backend.name(), budget, rate);
  }

  /**
   * Prices with measured rates.
   *
   * @param flopsPerSecond for cells that cannot be rehearsed
   * @param rehearsal seconds of a whole cell from a rehearsal of at most as many seconds, or NaN
   */
  Pricing(
      Plan plan,
      String backend,
      History history,
      Speeds speeds,
      ToDoubleFunction<Cell> flopsPerSecond,
      ToDoubleBiFunction<Cell, Double> rehearsal) {
    this.plan = plan;
    this.backend = backend;
    this.speeds = speeds;
    this.flopsPerSecond = flopsPerSecond;
    this.rehearsal = rehearsal;
    this.predecessors = new Predecessors(plan.experiment());
    measured(history).forEach(ended::put);
  }

  /** Seconds an operation of the cells that ran to their ends, sorted, by group. */
  private Map<String, double[]> measured(History history) {
    Map<String, List<Double>> all = new HashMap<>();
    for (CellResult result : history.byId().values()) {
      if (isWhole(result) && plan.experiment().isWhole(result.outcome().measurements())) {
        all.computeIfAbsent(group(result.cell()), k -> new ArrayList<>())
            .add(result.processorSeconds() / plan.price(result.cell()).flops());
      }
    }
    Map<String, double[]> sorted = new HashMap<>();
    all.forEach(
        (group, values) ->
            sorted.put(group, values.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
    return sorted;
  }

  private static boolean isWhole(CellResult result) {
    return result.outcome() instanceof Outcome.Finished && result.processorSeconds() > 0;
  }

  private String group(Cell cell) {
    return groups.computeIfAbsent(cell.configId(), id -> describe(cell));
  }

  /** Names, switches and the size of a step, in powers of the fourth root of two. */
  private String describe(Cell cell) {
    Experiment experiment = plan.experiment();
    if (!experiment.isPriced()) {
      return experiment.name(); // of cells of one program any tells the most that can be told
    }
    Values values = cell.values();
    StringBuilder text = new StringBuilder(experiment.name()).append(' ');
    text.append(experiment.version());
    for (Param<?> param : Param.effective(experiment.params(), values)) {
      Object value = param.of(values);
      if (value instanceof String || value instanceof Boolean) {
        text.append(' ').append(param.name()).append('=').append(value);
      }
    }
    Plan.Price price = plan.price(cell);
    double step = price.flops() / Math.max(1, price.steps());
    return text.append(" step=").append(Math.round(4 * Math.log(step) / Math.log(2))).toString();
  }

  /** Name of the backend that is priced. */
  public String backend() {
    return backend;
  }

  /** The plan whose cells are priced. */
  public Plan plan() {
    return plan;
  }

  /**
   * Whether anything tells what cells cost: operations, or cells of their group that have ended.
   */
  public boolean isKnown(Collection<Cell> cells) {
    return plan.experiment().isPriced()
        || cells.stream().allMatch(cell -> ended.containsKey(group(cell)));
  }

  /** Predicted processor seconds of a cell's training. */
  public double seconds(Cell cell) {
    return seconds.computeIfAbsent(
        cell.configId(), id -> plan.price(cell).flops() * secondsPerFlop(cell));
  }

  /** Of a run without checkpoints, in which every cell starts over. */
  public Pricing startingOver() {
    continues = false;
    return this;
  }

  /** Takes note of cells of a search, in whose states others with larger budgets go on. */
  public void follow(Collection<Cell> cells) {
    if (continues && plan.fullBudget() > 0) {
      cells.stream()
          .filter(cell -> plan.price(cell).stateBytes() > 0) // others start over
          .forEach(predecessors::add);
    }
  }

  /** Predicted processor seconds of a cell that goes on where a smaller one ended. */
  public double ownSeconds(Cell cell) {
    return seconds(cell) - predecessors.of(cell).map(this::seconds).orElse(0.0);
  }

  /** As {@link #ownSeconds}, in operations. */
  public double ownFlops(Cell cell) {
    double before = predecessors.of(cell).map(other -> plan.price(other).flops()).orElse(0.0);
    return plan.price(cell).flops() - before;
  }

  /** As {@link #ownSeconds}, with what the cell costs beside its training. */
  public double wholeSeconds(Cell cell) {
    return ownSeconds(cell) + cellSeconds();
  }

  private double cellSeconds() {
    return speeds.get(CELL).orElse(CELL_SECONDS);
  }

  private double secondsPerFlop(Cell cell) {
    String group = group(cell);
    double[] own = ended.get(group);
    if (own != null) {
      return median(own);
    }
    return speeds.get(group).orElseGet(() -> rehearsed.computeIfAbsent(group, k -> rehearse(cell)));
  }

  private double rehearse(Cell cell) {
    spread = REHEARSED_SPREAD;
    if (plan.price(cell).bytes() > HEAP_SHARE * Runtime.getRuntime().maxMemory()) {
      return 1 / flopsPerSecond.applyAsDouble(cell);
    }
    double flops = plan.price(cell).flops();
    if (spent > ALL_REHEARSALS_SECONDS) {
      return rehearsed.isEmpty()
          ? 1 / flopsPerSecond.applyAsDouble(cell)
          : median(rehearsed.values().stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }
    long start = Machine.busyNanos();
    double seconds =
        rehearsal.applyAsDouble(cell, spent == 0 ? WARM_UP_SECONDS : RULE_WARM_UP_SECONDS);
    boolean warm = (Machine.busyNanos() - start) * 1e-9 > LONG_REHEARSAL_SECONDS;
    if (seconds > 0 && !warm) {
      seconds = rehearseAgain(cell);
    }
    spent += Math.max(1e-9, (Machine.busyNanos() - start) * 1e-9);
    if (!(seconds > 0)) {
      return 1 / flopsPerSecond.applyAsDouble(cell);
    }
    speeds.put(group(cell), seconds / flops);
    return seconds / flops;
  }

  /** A cell shorter than the budget many times over: what ran once has not been compiled. */
  private double rehearseAgain(Cell cell) {
    double[] seconds = new double[MOST_REHEARSALS];
    int done = 0;
    long start = Machine.busyNanos();
    do {
      seconds[done] = rehearsal.applyAsDouble(cell, REHEARSAL_SECONDS);
      if (!(seconds[done] > 0)) {
        return Double.NaN;
      }
      done++;
    } while (done < MOST_REHEARSALS && (Machine.busyNanos() - start) * 1e-9 < REHEARSAL_SECONDS);
    double[] later = Arrays.copyOfRange(seconds, done / 2, done);
    Arrays.sort(later);
    return median(later);
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** What cells cost that are run together. */
  public Total total(List<Cell> cells) {
    if (cells.isEmpty()) {
      Range nothing = Range.of(0, 1);
      return new Total(nothing, 0, nothing);
    }
    double seconds = 0;
    double longest = 0;
    for (Cell cell : cells) {
      double own = ownSeconds(cell);
      seconds += own;
      longest = Math.max(longest, own);
    }
    speeds.save();
    double overhead = speeds.get(RUN).orElse(RUN_SECONDS) + cells.size() * cellSeconds();
    boolean learned = speeds.get(RUN).isPresent();
    return new Total(
        Range.of(seconds, spread),
        longest,
        Range.of(overhead, learned ? LEARNED_SPREAD : DEFAULT_SPREAD));
  }

  /**
   * Keeps what a run has shown for the plans to come.
   *
   * @param history with the cells that have ended
   */
  public void learn(History history) {
    Set<String> counted = new HashSet<>();
    for (CellResult result : history.byId().values()) {
      if (plan.price(result.cell()).steps() > 0) {
        counted.add(group(result.cell()));
      }
    }
    measured(history)
        .forEach(
            (group, own) -> {
              if (counted.contains(group)) { // of others the operations say too little
                speeds.put(group, median(own));
              }
            });
    speeds.save();
  }

  /**
   * Keeps what a run cost beside its cells. Many cells tell what one costs, few what the run does;
   * each is taken as known for the other. A single run, whose machine may have been busy, moves
   * what is kept by half the way, on a logarithmic scale.
   *
   * @param cells how many ran
   * @param seconds processor seconds of the run's process without the training of these cells
   */
  public void learnOverhead(int cells, double seconds) {
    learnOverhead(speeds, cells, seconds);
    speeds.save();
  }

  static void learnOverhead(Speeds speeds, int cells, double seconds) {
    double run = speeds.get(RUN).orElse(RUN_SECONDS);
    double cell = speeds.get(CELL).orElse(CELL_SECONDS);
    if (cells >= MANY_CELLS) {
      approach(speeds, CELL, Math.max(LEAST_CELL_SECONDS, (seconds - run) / cells));
    } else {
      approach(speeds, RUN, Math.max(LEAST_RUN_SECONDS, seconds - cells * cell));
    }
  }

  private static void approach(Speeds speeds, String key, double seconds) {
    speeds.put(key, speeds.get(key).map(kept -> Math.sqrt(kept * seconds)).orElse(seconds));
  }
}

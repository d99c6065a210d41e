package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
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
  /** Of a cell as such, in seconds: scheduled, sent, journaled, tabled. */
  static final String CELL = "cell";

  /** Of a run as such, in seconds: starting, compiling, reporting. */
  static final String RUN = "run";

  private static final double CELL_SECONDS = 0.003;
  private static final double RUN_SECONDS = 15;
  private static final double REHEARSAL_SECONDS = 0.06;
  private static final double WARM_UP_SECONDS = 0.3;
  private static final double ALL_REHEARSALS_SECONDS = 1.2;
  private static final double MEASURED_SPREAD = 1.15;
  private static final double REHEARSED_SPREAD = 1.5;

  /** Operations a second where nothing better is known, as a share of a product's. */
  private static final double EFFICIENCY = 0.5;

  private final Plan plan;
  private final ToDoubleBiFunction<Cell, Double> rehearsal;
  private final double flopsPerSecond;
  private final String backend;
  private final Speeds speeds;
  private final Map<String, String> groups = new HashMap<>();
  private final Map<String, double[]> ended = new HashMap<>();
  private final Map<String, Double> rehearsed = new HashMap<>();
  private double spent;
  private double spread = MEASURED_SPREAD;

  /**
   * A price.
   *
   * @param seconds of a processor, likeliest
   * @param low not likely less
   * @param high not likely more
   */
  public record Total(double seconds, double low, double high) {}

  /**
   * Prices of a plan on a backend of this machine.
   *
   * @param history cells that have ended, by which prices are corrected
   */
  public static Pricing here(Plan plan, DataLibrary library, Backend backend, History history) {
    double rate = EFFICIENCY * Machine.flopsPerSecond(backend, Precision.FLOAT32);
    return new Pricing(
        plan,
        backend.name(),
        history,
        Speeds.of(Machine.origin(backend.name())),
        rate,
        (cell, budget) -> rehearse(plan, library, backend, cell, budget, rate));
  }

  private static double rehearse(
      Plan plan, DataLibrary library, Backend backend, Cell cell, double budget, double rate) {
    Experiment experiment = plan.experiment();
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
      double flopsPerSecond,
      ToDoubleBiFunction<Cell, Double> rehearsal) {
    this.plan = plan;
    this.backend = backend;
    this.speeds = speeds;
    this.flopsPerSecond = flopsPerSecond;
    this.rehearsal = rehearsal;
    measured(history).forEach(ended::put);
  }

  /** Seconds an operation of the cells that ran to their ends, sorted, by group. */
  private Map<String, double[]> measured(History history) {
    Map<String, List<Double>> all = new HashMap<>();
    for (Cell cell : plan.cells()) {
      Optional<CellResult> result = history.get(cell).filter(Pricing::isWhole);
      result.ifPresent(
          each ->
              all.computeIfAbsent(group(cell), k -> new ArrayList<>())
                  .add(each.processorSeconds() / plan.price(cell).flops()));
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

  /** Predicted processor seconds of a cell, what it costs as such included. */
  public double seconds(Cell cell) {
    return plan.price(cell).flops() * secondsPerFlop(cell) + cellSeconds();
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
    double flops = plan.price(cell).flops();
    if (spent > ALL_REHEARSALS_SECONDS) {
      return rehearsed.isEmpty()
          ? 1 / flopsPerSecond
          : median(rehearsed.values().stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }
    long start = Machine.busyNanos();
    double seconds =
        rehearsal.applyAsDouble(cell, spent == 0 ? WARM_UP_SECONDS : REHEARSAL_SECONDS / 3);
    if (seconds > 0) {
      seconds = rehearsal.applyAsDouble(cell, REHEARSAL_SECONDS);
    }
    spent += Math.max(1e-9, (Machine.busyNanos() - start) * 1e-9);
    if (!(seconds > 0)) {
      return 1 / flopsPerSecond;
    }
    speeds.put(group(cell), seconds / flops);
    return seconds / flops;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** What cells cost that are run together, the run as such included. */
  public Total total(List<Cell> cells) {
    if (cells.isEmpty()) {
      return new Total(0, 0, 0);
    }
    double seconds = cells.stream().mapToDouble(this::seconds).sum();
    seconds += speeds.get(RUN).orElse(RUN_SECONDS);
    speeds.save();
    return new Total(seconds, seconds / spread, seconds * spread);
  }

  /**
   * Keeps what a run has shown for the plans to come.
   *
   * @param history with the cells that have ended
   */
  public static void learn(Plan plan, History history, Backend backend) {
    Speeds speeds = Speeds.of(Machine.origin(backend.name()));
    Pricing pricing =
        new Pricing(plan, backend.name(), History.NONE, speeds, 1, (cell, budget) -> Double.NaN);
    pricing.measured(history).forEach((group, own) -> speeds.put(group, median(own)));
    speeds.save();
  }
}

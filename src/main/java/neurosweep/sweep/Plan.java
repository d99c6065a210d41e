package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.Program;
import neurosweep.journal.History;
import neurosweep.result.AxisText;
import neurosweep.search.Budget;
import neurosweep.search.Candidate;
import neurosweep.search.Course;
import neurosweep.search.Decisions;
import neurosweep.search.Search;
import neurosweep.search.Space;
import neurosweep.spec.Combination;
import neurosweep.spec.SweepSpec;

/**
 * The configurations of a sweep, checked against their data, with their prices, and the search that
 * chooses among them.
 */
public final class Plan {
  private final SweepSpec spec;
  private final int version;
  private final Survey survey;
  private final Space space;
  private final List<Cell> cells;
  private final String hash;

  /**
   * The predicted cost of one cell.
   *
   * @param flops floating-point operations
   * @param bytes memory at work
   * @param steps into which the operations are cut, 0 where they are not
   * @param outputBytes of its results and tables, journaled and tabled
   * @param plots figures of the experiment over tables that it fills
   * @param stateBytes of the state from which a cell with a larger budget goes on
   * @param weightBytes of the file of its weights; 0 where none are kept
   */
  public record Price(
      double flops,
      double bytes,
      double steps,
      double outputBytes,
      long plots,
      double stateBytes,
      double weightBytes) {}

  /** Manifest, tables, summaries and page of a sweep of few cells, by measurement. */
  private static final double REPORT_BYTES = 240e3;

  /** What a configuration adds to tables, summaries and page, by measurement. */
  private static final double CONFIGURATION_BYTES = 5e3;

  /** A figure as SVG, PDF, PNG and CSV, by measurement, and what a configuration adds to it. */
  private static final double FIGURE_BYTES = 40e3;

  private static final double DRAWN_BYTES = 4e3;
  private static final int MOST_DRAWN = 30;

  /** Figures that every sweep gets, and those that take three axes of several values. */
  private static final int FIGURES = 2;

  private static final int FIGURES_OVER_AXES = 4;
  private static final int FEWEST_AXES = 3;

  private Plan(
      SweepSpec spec, int version, Survey survey, Space space, List<Cell> cells, String hash) {
    this.spec = spec;
    this.version = version;
    this.survey = survey;
    this.space = space;
    this.cells = List.copyOf(cells);
    this.hash = hash;
  }

  /**
   * Expands and checks a job.
   *
   * @param library loads the data sets that cells ask for
   * @param begun the experiment's version when the sweep began, which it keeps where that is still
   *     computed
   * @throws UserError with the faults of all configurations, or of the search
   */
  public static Plan of(
      SweepSpec spec, Experiment experiment, DataLibrary library, OptionalInt begun) {
    int newest =
        begun.isPresent() && experiment.computes(begun.getAsInt())
            ? begun.getAsInt()
            : experiment.version();
    Survey survey = new Survey(experiment, library, spec, newest);
    List<Cell> ends = new ArrayList<>(); // of what may be drawn
    if (!spec.grid().drawn().isEmpty()) {
      for (Values values : spec.configurations()) {
        survey.cell(values).ifPresent(cell -> ends.addAll(cells(spec, cell)));
      }
      survey.refuseFaults(spec.configurations().size());
    }
    Space space = new PlannedSpace(spec, survey);
    Problems problems = new Problems();
    search(spec).check(space, spec.search().values(), problems, "search");
    problems.throwIfAny();
    Course course = search(spec).begin(space, spec.search().values(), Decisions.NONE);
    List<Candidate> candidates = course.candidates();
    survey.refuseFaults(spec.configurations().size());
    List<Cell> cells = cells(spec, candidates);
    String hash = hash(cells);
    if (!spec.grid().drawn().isEmpty()) {
      Object drawn = spec.resolved().get("drawn");
      hash = Cell.hash(hash + " " + hash(ends) + " " + drawn + " " + spec.search());
    }
    Plan plan = new Plan(spec, newest, survey, space, cells, hash);
    ReportDesign.of(plan); // whose faults would otherwise be told when the sweep begins
    return plan;
  }

  private static List<Cell> cells(SweepSpec spec, Cell any) {
    return spec.seeds().stream().map(any::withSeed).toList();
  }

  private static Search search(SweepSpec spec) {
    return Search.CATALOG.get(spec.search().method());
  }

  private static List<Cell> cells(SweepSpec spec, List<Candidate> candidates) {
    List<Cell> cells = new ArrayList<>();
    for (Candidate candidate : candidates) {
      spec.seeds().forEach(seed -> cells.add(candidate.cell(seed)));
    }
    return cells;
  }

  /** The search at its beginning. */
  Course begin(Decisions decisions) {
    return search(spec).begin(space, spec.search().values(), decisions);
  }

  /** The search at its beginning, which takes other scores for what cells come to. */
  Course begin(Space other, Decisions decisions) {
    return search(spec).begin(other, spec.search().values(), decisions);
  }

  /** What the search chooses from. */
  Space space() {
    return space;
  }

  /** The same sweep when its search has come upon more configurations. */
  Plan grown(Course course) {
    return with(cells(spec, course.candidates()));
  }

  /** The same sweep with other cells. */
  Plan with(List<Cell> others) {
    return new Plan(spec, version, survey, space, others, hash);
  }

  /** The budget of cells that count as results where others have less; 0 where none have. */
  public long fullBudget() {
    boolean grid = spec.search().isGrid();
    return grid ? 0 : space.budget().map(Budget::full).orElse(0L);
  }

  /** The cells that its search will have trained in the end, as far as can be told. */
  public List<Cell> forecast(History known) {
    return Forecast.of(this, known);
  }

  /** What was asked for. */
  public SweepSpec spec() {
    return spec;
  }

  /** What a cell is. */
  public Experiment experiment() {
    return survey.experiment();
  }

  /** Of the experiment, when the sweep began. */
  public int version() {
    return version;
  }

  /**
   * The configurations at their full budget, as far as they are known, times seeds, in the order of
   * the job; seeds vary fastest.
   */
  public List<Cell> cells() {
    return cells;
  }

  /** Draws that came to a configuration that another one had come to, or to an excluded one. */
  public long mergedDraws() {
    if (!(spec.search().values().get("samples") instanceof Long samples) || cells.isEmpty()) {
      return 0;
    }
    long draws = 0;
    for (Combination combination : spec.grid().combinations()) {
      draws += combination.axes().isEmpty() ? 1 : samples;
    }
    return draws - cells.size() / spec.seeds().size();
  }

  /** The programs that its cells start, which are not of this project. */
  public Set<Program> programs() {
    return survey.programs();
  }

  /** SHA-256 of each raw data set and of each program's files, by its description. */
  public Map<String, String> digests() {
    return survey.digests();
  }

  /** Examples, features and classes of each raw data set in words, by its description. */
  public Map<String, String> shapes() {
    return survey.shapes();
  }

  /** How the training examples of each raw data set are divided among its classes, in words. */
  public Map<String, String> balances() {
    return survey.balances();
  }

  /** The notices that the data sets themselves bring. */
  public List<String> remarks() {
    return survey.remarks();
  }

  /** What a user should know of the data before they are learned from. */
  public List<String> notices() {
    return survey.notices();
  }

  /** The data sets that cells ask for, those that are yet to be drawn included. */
  public Set<DataRequest> requests() {
    Set<DataRequest> requests = new LinkedHashSet<>();
    for (Values values : spec.configurations()) {
      experiment().data(values).ifPresent(requests::add);
    }
    return requests;
  }

  /**
   * Identifies what is planned, whatever its order: the cells that are known and, of drawn ones,
   * what they are drawn from.
   */
  public String hash() {
    return hash;
  }

  /** Identifies a set of cells. */
  static String hash(List<Cell> cells) {
    return Cell.hash(String.join(" ", cells.stream().map(Cell::id).sorted().toList()));
  }

  /** The predicted cost of a cell. */
  public Price price(Cell cell) {
    return survey.price(cell);
  }

  /**
   * Predicted size at most of the checkpoints from which cells of a search go on: there is one for
   * every line of cells, and no rung has more lines than the one with the most cells.
   *
   * @param trained the cells that will have been trained
   */
  public double stateBytes(List<Cell> trained) {
    if (fullBudget() == 0) {
      return 0;
    }
    Map<Long, Double> byBudget = new HashMap<>();
    for (Cell cell : trained) {
      long budget = experiment().budget().orElseThrow().of(cell.values());
      if (budget < fullBudget()) {
        byBudget.merge(budget, price(cell).stateBytes(), Double::sum);
      }
    }
    return byBudget.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /**
   * Predicted size of the weights that cells leave, before those that are not selected are deleted.
   *
   * @param trained the cells that will have been trained
   */
  public double weightBytes(List<Cell> trained) {
    return trained.stream().mapToDouble(cell -> price(cell).weightBytes()).sum();
  }

  /**
   * Predicted size of all that a run leaves but for weights: cells, tables, summaries, figures and
   * page.
   *
   * @param trained the cells that will have been trained
   */
  public double outputBytes(List<Cell> trained) {
    Set<String> configurations = new LinkedHashSet<>();
    double cellBytes = 0;
    long plots = 0;
    for (Cell cell : trained) {
      Price price = price(cell);
      cellBytes += price.outputBytes();
      plots = Math.max(plots, price.plots());
      configurations.add(cell.configId());
    }
    long axes = spec.axes().values().stream().filter(values -> values.size() != 1).count();
    long figures = FIGURES + (axes >= FEWEST_AXES ? FIGURES_OVER_AXES : 0) + plots;
    return REPORT_BYTES
        + CONFIGURATION_BYTES * configurations.size()
        + cellBytes
        + figures * (FIGURE_BYTES + DRAWN_BYTES * Math.min(MOST_DRAWN, configurations.size()));
  }

  /**
   * The values of a cell on the given knobs, defaults included, those that do not apply left out.
   */
  public Values onAxes(Cell cell, Iterable<String> names) {
    return onAxes(experiment(), cell, names);
  }

  /** A cell's values on these axes in words, such as {@code depth=2 algorithm=bp}. */
  public String place(Cell cell, List<String> names) {
    Values values = onAxes(cell, names);
    return names.stream()
        .filter(axis -> values.get(axis) != null)
        .map(axis -> axis + "=" + AxisText.of(values.get(axis)))
        .collect(Collectors.joining(" "));
  }

  static Values onAxes(Experiment experiment, Cell cell, Iterable<String> names) {
    Map<String, Param<?>> effective = new HashMap<>();
    for (Param<?> param : Param.effective(experiment.params(), cell.values())) {
      effective.put(param.name(), param);
    }
    Map<String, Object> values = new HashMap<>();
    for (String name : names) {
      Param<?> param = effective.get(name);
      if (param != null) {
        values.put(name, param.of(cell.values()));
      }
    }
    return Values.of(values);
  }
}

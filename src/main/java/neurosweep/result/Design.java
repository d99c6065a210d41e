package neurosweep.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Plot;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.spec.Claim;
import neurosweep.spec.Selection;
import neurosweep.statistics.Looks;

/**
 * What a sweep compares, as its manifest keeps it: enough to write and to read every table.
 *
 * @param sweep the sweep's name
 * @param experiment the experiment's name
 * @param grid axes, seeds and the number of cells
 * @param metrics what a cell measures, in the order of the columns
 * @param headline what tables show of it, in order
 * @param select how the best configuration is chosen
 * @param reference the algorithm that others are compared with, a value of a grouping axis, or an
 *     empty string
 * @param plots what figures there are beside the ones that follow from all this
 * @param tables what tables there are, and what they need beside all this
 * @param claims what the job says will come out
 */
public record Design(
    String sweep,
    String experiment,
    Grid grid,
    List<Metric<?>> metrics,
    List<Headline> headline,
    Select select,
    String reference,
    Plots plots,
    Tables tables,
    List<Claim> claims) {

  /**
   * The cells of a sweep.
   *
   * @param axes in the order of the job file
   * @param seeds the replications of every configuration
   * @param cells planned cells, all seeds counted
   */
  public record Grid(List<Axis> axes, List<Long> seeds, long cells) {
    /** Copies the lists. */
    public Grid {
      axes = axes == null ? List.of() : List.copyOf(axes);
      seeds = seeds == null ? List.of() : List.copyOf(seeds);
    }
  }

  /**
   * Figures.
   *
   * @param declared by the experiment
   * @param asked names of kinds of figures or of declared plots that the job asks for; empty for
   *     all
   * @param tables the experiment's, whose columns they show
   */
  public record Plots(List<Plot> declared, List<String> asked, List<Table> tables) {
    /** Every figure that follows from the design. */
    public static final Plots NONE = new Plots(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Plots {
      declared = declared == null ? List.of() : List.copyOf(declared);
      asked = asked == null ? List.of() : List.copyOf(asked);
      tables = tables == null ? List.of() : List.copyOf(tables);
    }

    /** Whether the job wants one of these names. */
    public boolean asksFor(String... names) {
      return asked.isEmpty() || Arrays.stream(names).anyMatch(asked::contains);
    }
  }

  /**
   * Tables.
   *
   * @param asked names of the tables that the job asks for; empty for all
   * @param margin half-width of what counts as equivalent, in the unit of the metric; 0 for none
   * @param defaults the knobs that the job leaves at their defaults, with those
   * @param looks a schedule by which seeds may be added
   * @param metric what selected configurations are compared by; empty for what follows from the
   *     selection
   */
  public record Tables(
      List<String> asked, double margin, Map<String, String> defaults, Looks looks, String metric) {
    /** Every table, and nothing more known. */
    public static final Tables ALL = new Tables(List.of(), 0, Map.of());

    /** Without a schedule of seeds, compared by what follows from the selection. */
    public Tables(List<String> asked, double margin, Map<String, String> defaults) {
      this(asked, margin, defaults, Looks.NONE, "");
    }

    /** Copies list and map, in their order. */
    public Tables {
      looks = looks == null ? Looks.NONE : looks;
      metric = metric == null ? "" : metric;
      asked = asked == null ? List.of() : List.copyOf(asked);
      Map<String, String> known = new LinkedHashMap<>(defaults == null ? Map.of() : defaults);
      known.values().removeIf(Objects::isNull);
      defaults = Collections.unmodifiableMap(known);
    }
  }

  /** A design that claims nothing. */
  public Design(
      String sweep,
      String experiment,
      Grid grid,
      List<Metric<?>> metrics,
      List<Headline> headline,
      Select select,
      String reference,
      Plots plots,
      Tables tables) {
    this(sweep, experiment, grid, metrics, headline, select, reference, plots, tables, List.of());
  }

  /** A design without plots of its own, and all tables. */
  public Design(
      String sweep,
      String experiment,
      Grid grid,
      List<Metric<?>> metrics,
      List<Headline> headline,
      Select select,
      String reference) {
    this(sweep, experiment, grid, metrics, headline, select, reference, Plots.NONE, Tables.ALL);
  }

  /**
   * Validates.
   *
   * @throws neurosweep.core.UserError naming every fault
   */
  public Design {
    reference = reference == null ? "" : reference;
    plots = plots == null ? Plots.NONE : plots;
    tables = tables == null ? Tables.ALL : tables;
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    claims = claims == null ? List.of() : List.copyOf(claims);
    DesignCheck check = new DesignCheck(metrics);
    check.sizes(headline == null ? 0 : headline.size(), plots, tables, claims);
    headline =
        headline == null || headline.isEmpty() ? Headline.of(metrics) : List.copyOf(headline);
    check.names(sweep, experiment, headline);
    check.cells(grid, select);
    check.grid(grid, reference, tables.looks(), claims);
    check.selection(select, tables);
    check.throwIfAny();
  }

  static Optional<Axis> referenceAxis(Grid grid, String reference) {
    return grid.axes().stream()
        .filter(axis -> !axis.over() && axis.values().contains(reference))
        .findFirst();
  }

  /** The axis that the reference is a value of. */
  public Optional<Axis> referenceAxis() {
    return reference.isEmpty() ? Optional.empty() : referenceAxis(grid, reference);
  }

  /**
   * The metric that configurations are compared by once they are selected: what the job says; or
   * where a validation set selects, what the test set says at the same step; otherwise the
   * selection's own.
   */
  public String compared() {
    return tables.metric().isEmpty() ? compared(select, metrics) : tables.metric();
  }

  /** Which end of it is the better one. */
  public Goal comparedGoal() {
    return metric(tables.metric()).map(metric -> metric.meaning().goal()).orElse(select.goal());
  }

  /** Whether configurations are selected by the very values that they are compared by. */
  public boolean comparesWhatSelects() {
    return compared().equals(select.metric());
  }

  /** As above, of a design that is not whole yet. */
  public static String compared(Select select, List<Metric<?>> metrics) {
    return Selection.compared(select.metric(), metrics);
  }

  private static Optional<Split> split(String name, List<Metric<?>> metrics) {
    return named(name, metrics).map(metric -> metric.meaning().split());
  }

  private static Optional<Metric<?>> named(String name, List<Metric<?>> metrics) {
    for (Metric<?> metric : metrics) {
      if (metric.name().equals(name)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }

  /** A metric by its name. */
  public Optional<Metric<?>> metric(String name) {
    return named(name, metrics);
  }

  /** The examples that a metric is measured on, if it is on some. */
  public Optional<Split> split(String metric) {
    return split(metric, metrics);
  }

  /** Whether configurations are selected by a validation set. */
  public boolean validates() {
    return split(select.metric()).filter(Split.VALIDATION::equals).isPresent();
  }

  /** What readers call a metric. */
  public String label(String metric) {
    return metric(metric).map(Metric::label).orElse(metric);
  }

  /** Whether a metric is a share of examples, so that differences are percentage points. */
  public boolean isShare(String metric) {
    return metric(metric).filter(found -> found.meaning().share()).isPresent();
  }

  /** A column of one of the experiment's tables. */
  public Optional<Metric<?>> column(String table, String name) {
    return plots.tables().stream()
        .filter(each -> each.name().equals(table))
        .findFirst()
        .flatMap(each -> named(name, each.columns()));
  }

  /** A p value as it counts at this number of seeds, by the schedule of looks if there is one. */
  public double looked(double p) {
    return tables.looks().adjust(p, grid.seeds().size());
  }

  /** The axes whose best values are selected, in order. */
  public List<Axis> over() {
    return grid.axes().stream().filter(Axis::over).toList();
  }

  /** The axes that tell groups apart, in order. */
  public List<Axis> grouping() {
    return grid.axes().stream().filter(axis -> !axis.over()).toList();
  }

  /** The metrics that are numbers, in order. */
  public List<Metric<?>> numbers() {
    return metrics.stream().filter(Metric::isNumber).toList();
  }

  /** The type of a metric. */
  public Column.Type type(String metric) {
    return metric(metric).orElseThrow().type();
  }

  /** The metrics that are flags, in order. */
  public List<Metric<?>> flags() {
    return metrics.stream().filter(metric -> metric.type() == Column.Type.FLAG).toList();
  }

  /** The flag that tells, if the experiment measures it, whether a run was stable. */
  public Optional<String> stable() {
    return flags().stream()
        .filter(metric -> metric.meaning().summary().role() == Metric.Role.STABLE)
        .map(Metric::name)
        .findFirst();
  }

  /** The metric that holds what guessing would score on the selection's, if it is measured. */
  public Optional<String> chance() {
    return metric(select.metric())
        .map(metric -> metric.meaning().chance())
        .filter(chance -> numbers().stream().anyMatch(metric -> metric.name().equals(chance)));
  }

  /** What readers call an axis, a metric, or a column of one of the experiment's tables. */
  public String columnLabel(String table, String name) {
    return axis(name)
        .map(Axis::label)
        .or(() -> column(table, name).or(() -> metric(name)).map(Metric::label))
        .orElse(name);
  }

  /** An axis by its name. */
  public Optional<Axis> axis(String name) {
    return grid.axes().stream().filter(axis -> axis.name().equals(name)).findFirst();
  }

  /** What readers call an axis, a metric, or a column of whichever table has it. */
  public String said(String name) {
    return plots.tables().stream()
        .filter(table -> named(name, table.columns()).isPresent())
        .findFirst()
        .map(table -> columnLabel(table.name(), name))
        .orElseGet(() -> columnLabel("", name));
  }

  /** A value of an axis, or of a column, as readers see it. */
  public String text(String name, Object value) {
    return axis(name).map(axis -> axis.text(value)).orElseGet(() -> AxisText.of(value));
  }

  /** The same whose axes have labels, where a sweep did not keep any. */
  public Design labelled(Labels labels) {
    List<Axis> axes = grid.axes().stream().map(labels::of).toList();
    Grid labelled = new Grid(axes, grid.seeds(), grid.cells());
    return new Design(
        sweep, experiment, labelled, metrics, headline, select, reference, plots, tables, claims);
  }

  /** The same with another number of cells, where only its search could tell how many. */
  public Design withCells(long cells) {
    Grid other = new Grid(grid.axes(), grid.seeds(), cells);
    return new Design(
        sweep, experiment, other, metrics, headline, select, reference, plots, tables, claims);
  }

  /** Of every axis its first value. */
  private Values first() {
    Map<String, Object> first = new HashMap<>();
    grid.axes().stream()
        .filter(axis -> !axis.values().isEmpty())
        .forEach(axis -> first.put(axis.name(), axis.values().get(0)));
    return Values.of(first);
  }

  /**
   * What a cell of the sweep is.
   *
   * @throws neurosweep.core.UserError if this program has no such experiment
   */
  public Experiment kind() {
    return Experiment.of(experiment, first());
  }

  /** Whether its cells start programs that are not of this project. */
  public boolean startsPrograms() {
    return kind().program(first()).isPresent();
  }

  /** Whether its cells can be run by this program; others were run elsewhere, and imported. */
  public boolean canRun() {
    return !Experiment.CATALOG.has(experiment) || Experiment.CATALOG.get(experiment).isRun();
  }

  /** The same that knows on which examples runs of a version were judged stable or not. */
  public Design judged(Experiment declared, int version) {
    Split split = declared.judgedOn(version, first()).orElse(null);
    List<Metric<?>> known = new ArrayList<>();
    for (Metric<?> metric : metrics) {
      boolean verdict = metric.meaning().summary().role() == Metric.Role.STABLE;
      known.add(verdict ? metric.on(split) : metric);
    }
    return new Design(
        sweep, experiment, grid, known, headline, select, reference, plots, tables, claims);
  }

  /** The same with what its metrics and tables mean, where a sweep did not keep it. */
  public Design explained(List<Metric<?>> declared, List<Table> tables) {
    List<Metric<?>> known = new ArrayList<>();
    for (Metric<?> metric : metrics) {
      Optional<Metric<?>> same =
          named(metric.name(), declared).filter(found -> found.type() == metric.type());
      known.add(metric.meaning().equals(Metric.Meaning.NONE) ? same.orElse(metric) : metric);
    }
    Plots drawn = new Plots(plots.declared(), plots.asked(), tables);
    return new Design(
        sweep, experiment, grid, known, headline, select, reference, drawn, this.tables, claims);
  }
}

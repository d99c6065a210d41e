package neurosweep.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.ColumnName;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.spec.Claim;
import neurosweep.spec.Selection;
import neurosweep.statistics.Looks;
import neurosweep.statistics.relation.Relation;

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

  private static final int LONGEST_NAME = 500;
  private static final int MOST_PARTS = 500;

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
   */
  public record Tables(
      List<String> asked, double margin, Map<String, String> defaults, Looks looks) {
    /** Every table, and nothing more known. */
    public static final Tables ALL = new Tables(List.of(), 0, Map.of());

    /** Without a schedule of seeds. */
    public Tables(List<String> asked, double margin, Map<String, String> defaults) {
      this(asked, margin, defaults, Looks.NONE);
    }

    /** Copies list and map, in their order. */
    public Tables {
      looks = looks == null ? Looks.NONE : looks;
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
    Problems problems = new Problems();
    reference = reference == null ? "" : reference;
    plots = plots == null ? Plots.NONE : plots;
    tables = tables == null ? Tables.ALL : tables;
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    claims = claims == null ? List.of() : List.copyOf(claims);
    checkColumns(metrics, problems);
    requireFew("metrics", metrics.size(), problems);
    requireFew("headline", headline == null ? 0 : headline.size(), problems);
    requireFew("plots", plots.declared().size() + plots.asked().size(), problems);
    requireFew("plots.tables", plots.tables().size(), problems);
    requireFew("tables", tables.asked().size(), problems);
    requireFew("looks", tables.looks().seeds().size(), problems);
    requireFew("claims", claims.size(), problems);
    problems.throwIfAny(); // without names nothing below makes sense
    headline =
        headline == null || headline.isEmpty() ? Headline.of(metrics) : List.copyOf(headline);
    for (Headline shown : headline) {
      requireText("headline", shown.label(), problems);
      requireText("headline", shown.peak(), problems);
    }
    requireText("sweep", sweep, problems);
    requireText("experiment", experiment, problems);
    if (grid == null) {
      problems.add("grid", "is missing, must hold axes, seeds and cells");
    } else {
      checkGrid(grid, problems);
      checkNames(grid, metrics, problems);
      checkReference(grid, reference, problems);
      for (Claim claim : claims) {
        checkClaim(claim, grid, metrics, problems);
      }
    }
    checkSelect(select, metrics, problems);
    if (!(tables.margin() >= 0 && Double.isFinite(tables.margin()))) {
      problems.add("tables", "margin is " + tables.margin() + ", must be at least 0");
    }
    for (Headline shown : headline) {
      for (String metric : shown.metrics()) {
        checkNumber("headline " + shown.label(), metric, metrics, problems);
      }
    }
    problems.throwIfAny();
  }

  private static void requireText(String where, String text, Problems problems) {
    if (text == null || text.isBlank()) {
      problems.add(where, "is empty, must be a name");
    } else if (text.length() > LONGEST_NAME) {
      problems.add(
          where, "has " + text.length() + " characters, must have at most " + LONGEST_NAME);
    }
  }

  /** Every one of them is a part of many tables or a figure of its own. */
  private static void requireFew(String where, int count, Problems problems) {
    if (count > MOST_PARTS) {
      problems.add(where, "are " + count + ", must be at most " + MOST_PARTS);
    }
  }

  private static void checkGrid(Grid grid, Problems problems) {
    if (grid.seeds().isEmpty() || new HashSet<>(grid.seeds()).size() < grid.seeds().size()) {
      problems.add("seeds", "are " + grid.seeds() + ", must be distinct and at least one");
    }
    if (grid.cells() < 1) {
      problems.add("cells", "is " + grid.cells() + ", must be at least 1");
    }
  }

  private static void checkNames(Grid grid, List<Metric<?>> metrics, Problems problems) {
    Set<String> seen = new HashSet<>(ResultColumns.FIXED);
    seen.addAll(SummaryColumns.FIXED);
    for (Axis axis : grid.axes()) {
      requireText("axis " + axis.name(), axis.label(), problems);
      axis.words().values().forEach(word -> requireText("axis " + axis.name(), word, problems));
      if (!seen.add(axis.name())) {
        problems.add("axis " + axis.name(), "has the name of another column; rename one of them");
      }
    }
    for (Metric<?> metric : metrics) {
      if (!seen.add(metric.name())) {
        problems.add(
            "metric " + metric.name(), "has the name of another column; rename one of them");
      }
    }
  }

  private static void checkColumns(List<Metric<?>> metrics, Problems problems) {
    for (Metric<?> metric : metrics) {
      requireText("metric", metric.name(), problems);
      requireText("metric", metric.label(), problems);
      problems.check("metric", () -> new ColumnName(metric.name()));
      if (metric.type() == null) {
        problems.add("metric " + metric.name(), "type is missing");
      }
    }
  }

  private static void checkReference(Grid grid, String reference, Problems problems) {
    if (!reference.isEmpty() && referenceAxis(grid, reference).isEmpty()) {
      problems.add(
          "reference",
          "is \"" + reference + "\", must be a value of an axis that is not selected over");
    }
  }

  private static void checkSelect(Select select, List<Metric<?>> metrics, Problems problems) {
    if (select == null
        || select.metric() == null
        || select.goal() == null
        || select.stable() == null) {
      problems.add("select", "is " + select + ", must have metric, goal and stable");
    } else {
      checkNumber("select", select.metric(), metrics, problems);
    }
  }

  private static void checkNumber(
      String where, String name, List<Metric<?>> metrics, Problems problems) {
    List<String> numbers =
        metrics.stream().filter(Metric::isNumber).map(Metric::name).sorted().toList();
    if (!numbers.contains(name)) {
      problems.add(where, Names.unknown("metric", name, numbers));
    }
  }

  /** What a job's reader has checked; a manifest may come from anybody. */
  private static void checkClaim(
      Claim claim, Grid grid, List<Metric<?>> metrics, Problems problems) {
    requireText("claim", claim.claim(), problems);
    String where = "claim \"" + claim.claim() + "\"";
    Relation relation =
        Relation.CATALOG.has(claim.relation()) ? Relation.CATALOG.get(claim.relation()) : null;
    if (relation == null) {
      problems.add(where, Relation.CATALOG.missing(claim.relation()));
    } else if (relation.forms().stream().noneMatch(claim.given()::equals)) {
      problems.add(where, "has " + claim.given() + ", must have " + relation.forms());
    }
    if (claim.countsFlags()) {
      List<String> flags = new ArrayList<>();
      metrics.stream()
          .filter(metric -> metric.type() == Column.Type.FLAG)
          .forEach(metric -> flags.add(metric.name()));
      if (!flags.contains(claim.metric())) {
        problems.add(where, Names.unknown("flag", claim.metric(), flags));
      }
    } else {
      checkNumber(where, claim.metric(), metrics, problems);
    }
    for (double number : claim.numbers().values()) {
      if (!Double.isFinite(number)) {
        problems.add(where, "has the number " + number + ", must be finite");
      }
    }
    if (claim.number("within").filter(within -> !(within > 0)).isPresent()) {
      problems.add(where, "within is " + claim.numbers().get("within") + ", must be > 0");
    }
    if (!(claim.level() > 0 && claim.level() < 0.5)) {
      problems.add(where, "level is " + claim.level() + ", must be above 0 and below 0.5");
    }
    requireFew(where + " where", claim.where().size(), problems);
    for (String axis : claim.where().keySet()) {
      requireText(where, axis, problems);
      requireFew(where + " where " + axis, claim.where().get(axis).size(), problems);
    }
    boolean halves =
        claim.compare() != null
            && (claim.compare().axis() == null
                || claim.compare().left() == null
                || claim.compare().right() == null);
    if (halves) {
      problems.add(where, "compare is " + claim.compare() + ", must have axis, left and right");
    }
    grid.axes().stream()
        .filter(axis -> axis.name().equals(claim.over()))
        .filter(axis -> axis.type() != Column.Type.REAL && axis.type() != Column.Type.INTEGER)
        .forEach(axis -> problems.add(where, "over is " + axis.name() + ", must be numeric"));
  }

  private static Optional<Axis> referenceAxis(Grid grid, String reference) {
    return grid.axes().stream()
        .filter(axis -> !axis.over() && axis.values().contains(reference))
        .findFirst();
  }

  /** The axis that the reference is a value of. */
  public Optional<Axis> referenceAxis() {
    return reference.isEmpty() ? Optional.empty() : referenceAxis(grid, reference);
  }

  /**
   * The metric that configurations are compared by once they are selected: where a validation set
   * selects, what the test set says at the same step; otherwise the selection's own.
   */
  public String compared() {
    return compared(select, metrics);
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

  /** The same whose axes have the labels that are declared, where a sweep did not keep any. */
  public Design labelled(Labels labels) {
    List<Axis> axes =
        grid.axes().stream()
            .map(
                axis ->
                    axis.label().equals(axis.name()) && axis.words().isEmpty()
                        ? labels.of(axis)
                        : axis)
            .toList();
    Grid labelled = new Grid(axes, grid.seeds(), grid.cells());
    return new Design(
        sweep, experiment, labelled, metrics, headline, select, reference, plots, tables, claims);
  }

  /** The same that knows on which examples runs of a version were judged stable or not. */
  public Design judged(Experiment declared, int version) {
    Map<String, Object> first = new HashMap<>();
    grid.axes().stream()
        .filter(axis -> !axis.values().isEmpty())
        .forEach(axis -> first.put(axis.name(), axis.values().get(0)));
    Split split = declared.judgedOn(version, Values.of(first)).orElse(null);
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

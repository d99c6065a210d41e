package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Experiment;
import neurosweep.spec.SweepSpec;

/**
 * Every cell of a sweep, checked against its data, with its price.
 *
 * @param spec what was asked for
 * @param experiment what a cell is
 * @param version of the experiment when the sweep began
 * @param cells configurations times seeds, in the order of the job; seeds vary fastest
 * @param prices predicted cost by configuration id
 * @param digests SHA-256 of each raw data set, by its description
 * @param shapes examples, features and classes of each raw data set in words, likewise
 * @param notices what a user should know of the data before they are learned from
 */
public record Plan(
    SweepSpec spec,
    Experiment experiment,
    int version,
    List<Cell> cells,
    Map<String, Price> prices,
    Map<String, String> digests,
    Map<String, String> shapes,
    List<String> notices) {

  private static final int SHOWN_FAULTS = 20;

  /**
   * The predicted cost of one cell.
   *
   * @param flops floating-point operations
   * @param bytes memory at work
   * @param steps into which the operations are cut, 0 where they are not
   * @param outputBytes of its results and tables, journaled and tabled
   * @param plots figures of the experiment over tables that it fills
   */
  public record Price(double flops, double bytes, double steps, double outputBytes, long plots) {}

  /** Of a cell's plan, journal and result rows, by measurement of sweeps of many tiny cells. */
  private static final double RESULT_BYTES = 1500;

  /** A number of a table, in the compressed journal and in Parquet, by measurement. */
  private static final double VALUE_BYTES = 11;

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

  /**
   * Expands and checks a job.
   *
   * @param library loads the data sets that cells ask for
   * @param begun the experiment's version when the sweep began, which it keeps where that is still
   *     computed
   * @throws UserError with the faults of all configurations
   */
  public static Plan of(
      SweepSpec spec, Experiment experiment, DataLibrary library, OptionalInt begun) {
    int newest =
        begun.isPresent() && experiment.computes(begun.getAsInt())
            ? begun.getAsInt()
            : experiment.version();
    List<Cell> cells = new ArrayList<>();
    Map<String, Price> prices = new HashMap<>();
    Map<String, String> digests = new LinkedHashMap<>();
    Map<String, String> shapes = new LinkedHashMap<>();
    List<String> notices = new ArrayList<>();
    Map<String, List<String>> faults = new LinkedHashMap<>();
    for (Values values : spec.configurations()) {
      Problems problems = new Problems();
      Optional<DataRequest> request = experiment.data(values);
      Optional<Dataset> data = load(library, request, values, problems);
      if (problems.isEmpty()) {
        experiment.check(values, data, problems, "");
        spec.seeds().forEach(seed -> experiment.checkSeed(values, seed, problems, ""));
      }
      if (!problems.isEmpty()) {
        problems
            .lines()
            .forEach(
                line -> faults.computeIfAbsent(line, k -> new ArrayList<>()).add(values.text()));
        continue;
      }
      String digest = data.map(Dataset::digest).orElse("");
      request.ifPresent(asked -> digests.put(describe(asked), digest));
      request.ifPresent(
          asked -> shapes.computeIfAbsent(describe(asked), set -> shape(library, asked, notices)));
      int version = Math.min(newest, experiment.version(values));
      Cell any = new Cell(experiment.name(), version, values, 0, digest);
      spec.seeds().forEach(seed -> cells.add(any.withSeed(seed)));
      prices.put(any.configId(), price(experiment, values, data));
    }
    refuse(faults, spec.configurations().size());
    return new Plan(spec, experiment, newest, List.copyOf(cells), prices, digests, shapes, notices);
  }

  private static String shape(DataLibrary library, DataRequest asked, List<String> notices) {
    RawData raw = library.raw(asked);
    if (!raw.emptyClasses().isEmpty()) {
      notices.add("data " + describe(asked) + ": " + raw.shape());
    }
    return raw.shape();
  }

  private static Price price(Experiment experiment, Values values, Optional<Dataset> data) {
    double output = RESULT_BYTES;
    Set<String> filled = new HashSet<>();
    for (Table table : experiment.tables()) {
      double rows = experiment.rows(table, values, data);
      output += rows * table.columns().size() * VALUE_BYTES;
      if (rows > 0) {
        filled.add(table.name());
      }
    }
    long plots =
        experiment.plots().stream().filter(plot -> filled.contains(plot.data().table())).count();
    return new Price(
        experiment.flops(values, data),
        experiment.bytes(values, data),
        experiment.steps(values, data),
        output,
        plots);
  }

  private static Optional<Dataset> load(
      DataLibrary library, Optional<DataRequest> request, Values values, Problems problems) {
    try {
      return request.map(asked -> library.dataset(asked, values));
    } catch (UserError e) {
      e.problems().forEach(line -> problems.add("", line));
      return Optional.empty();
    }
  }

  /** The same fault of many configurations is one line. */
  private static void refuse(Map<String, List<String>> faults, int configurations) {
    if (faults.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    faults.forEach(
        (fault, where) -> {
          String first = where.get(0).isEmpty() ? "every knob at its default" : where.get(0);
          String more = where.size() > 1 ? " and " + (where.size() - 1) + " more" : "";
          boolean everywhere = where.size() == configurations;
          lines.add(everywhere ? fault : fault + " (configuration " + first + more + ")");
        });
    if (lines.size() > SHOWN_FAULTS) {
      int rest = lines.size() - SHOWN_FAULTS;
      lines.subList(SHOWN_FAULTS, lines.size()).clear();
      lines.add("and " + rest + " more faults");
    }
    throw new UserError(lines, UserError.USAGE);
  }

  private static String describe(DataRequest request) {
    String knobs = request.values().text();
    return knobs.isEmpty() ? request.source() : request.source() + " " + knobs;
  }

  /** Identifies the set of cells, whatever their order. */
  public String hash() {
    return Cell.hash(String.join(" ", cells.stream().map(Cell::id).sorted().toList()));
  }

  /** The predicted cost of a cell. */
  public Price price(Cell cell) {
    return prices.get(cell.configId());
  }

  /** Predicted size of all that a run leaves: cells, tables, summaries, figures and page. */
  public double outputBytes() {
    double bytes = REPORT_BYTES + CONFIGURATION_BYTES * prices.size();
    for (Cell cell : cells) {
      bytes += price(cell).outputBytes();
    }
    long axes = spec.axes().values().stream().filter(values -> values.size() > 1).count();
    long plots = prices.values().stream().mapToLong(Price::plots).max().orElse(0);
    long figures = FIGURES + (axes >= FEWEST_AXES ? FIGURES_OVER_AXES : 0) + plots;
    return bytes + figures * (FIGURE_BYTES + DRAWN_BYTES * Math.min(MOST_DRAWN, prices.size()));
  }

  /**
   * The values of a cell on the given knobs, defaults included, those that do not apply left out.
   */
  public Values onAxes(Cell cell, Iterable<String> names) {
    return onAxes(experiment, cell, names);
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

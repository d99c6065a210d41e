package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.Metric;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.RawData;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Context;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.Program;
import neurosweep.spec.Keep;
import neurosweep.spec.SweepSpec;

/**
 * Configurations checked against their data, and their prices: those of a plan, and others that its
 * search comes upon.
 */
final class Survey {
  private static final int SHOWN_FAULTS = 20;

  /** Of a cell's plan, journal and result rows, by measurement of sweeps of many tiny cells. */
  private static final double RESULT_BYTES = 1500;

  /** A number of a table, in the compressed journal and in Parquet, by measurement. */
  private static final double VALUE_BYTES = 11;

  /** As numbers, in the file that grows, and in the file. */
  private static final double COPIES_OF_WEIGHTS = 4;

  private final Experiment experiment;
  private final DataLibrary library;
  private final List<Long> seeds;
  private final Keep keep;
  private final int newest;
  private final Map<String, Plan.Price> prices = new HashMap<>();
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final Set<Program> programs = new LinkedHashSet<>();
  private final Map<String, String> shapes = new LinkedHashMap<>();
  private final Map<String, String> balances = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private final Map<String, List<String>> faults = new LinkedHashMap<>();

  /**
   * Of an experiment.
   *
   * @param spec says the seeds, and whether weights are kept
   * @param newest version of its cells
   */
  Survey(Experiment experiment, DataLibrary library, SweepSpec spec, int newest) {
    this.experiment = experiment;
    this.library = library;
    this.seeds = spec.seeds();
    this.keep = spec.keep();
    this.newest = newest;
  }

  /** What a cell is. */
  Experiment experiment() {
    return experiment;
  }

  /** The flags that tell whether a cell was stable. */
  List<String> stable() {
    return experiment.metrics().stream()
        .filter(metric -> metric.meaning().summary().role() == Metric.Role.STABLE)
        .map(Metric::name)
        .toList();
  }

  /** The cell of a configuration with seed 0; nothing where it is refused, which is noted. */
  Optional<Cell> cell(Values values) {
    Problems problems = new Problems();
    Optional<DataRequest> request = experiment.data(values);
    Optional<Dataset> data = load(request, values, problems);
    if (problems.isEmpty()) {
      experiment.check(values, data, problems, "");
      seeds.forEach(seed -> experiment.checkSeed(values, seed, problems, ""));
    }
    if (problems.isEmpty()) {
      requireKept(values, data, problems);
      experiment
          .program(values)
          .ifPresent(call -> problems.check("", () -> programs.add(library.program(call.files()))));
    }
    if (!problems.isEmpty()) {
      problems
          .lines()
          .forEach(line -> faults.computeIfAbsent(line, k -> new ArrayList<>()).add(values.text()));
      return Optional.empty();
    }
    String digest = data.map(Dataset::digest).or(() -> programDigest(values)).orElse("");
    request.ifPresent(asked -> digests.put(describe(asked), digest));
    request.ifPresent(asked -> shapes.computeIfAbsent(describe(asked), set -> shape(asked)));
    int version = Math.min(newest, experiment.version(values));
    Cell cell = new Cell(experiment.name(), version, values, 0, digest);
    prices.put(cell.configId(), price(values, data));
    return Optional.of(cell);
  }

  /** Better now than when the cell has been trained. */
  private void requireKept(Values values, Optional<Dataset> data, Problems problems) {
    double bytes = weightBytes(values, data);
    if (bytes > Context.MOST_ARTIFACT_BYTES) {
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "keep is %s, and the weights of a cell take %,.0f bytes, must be at most %,d; say keep:"
                  + " none, or train smaller nets",
              keep,
              bytes,
              Context.MOST_ARTIFACT_BYTES));
    }
  }

  private double weightBytes(Values values, Optional<Dataset> data) {
    return keep.any() ? experiment.weightBytes(values, data) : 0;
  }

  private Optional<String> programDigest(Values values) {
    return experiment.program(values).map(call -> library.program(call.files()).digest());
  }

  /** The programs that cells start, in order. */
  Set<Program> programs() {
    return programs;
  }

  /** The same configuration with a smaller budget. */
  Cell shorter(Cell cell, long budget) {
    BudgetKnob knob = experiment.budget().orElseThrow();
    Values values = knob.with(cell.values(), budget);
    int version = Math.min(newest, experiment.version(values));
    return new Cell(experiment.name(), version, values, 0, cell.dataDigest());
  }

  /** The predicted cost of a cell whose data are known. */
  Plan.Price price(Cell cell) {
    return prices.computeIfAbsent(
        cell.configId(),
        id -> {
          Values values = cell.values();
          return price(
              values, experiment.data(values).map(asked -> library.dataset(asked, values)));
        });
  }

  /** SHA-256 of each raw data set and of each program's files, by its description. */
  Map<String, String> digests() {
    Map<String, String> all = new LinkedHashMap<>(digests);
    programs.stream()
        .filter(program -> !program.names().isEmpty())
        .forEach(program -> all.put(program.title(), program.digest()));
    return all;
  }

  /** Examples, features and classes of each raw data set in words. */
  Map<String, String> shapes() {
    return shapes;
  }

  /** What a user should know of the data before they are learned from. */
  List<String> notices() {
    return Stream.concat(notices.stream(), remarks().stream()).toList();
  }

  /** The notices that the sets themselves bring. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** How the examples of each raw data set are divided among its classes. */
  Map<String, String> balances() {
    return balances;
  }

  private String shape(DataRequest asked) {
    RawData raw = library.raw(asked);
    String set = describe(asked);
    balances.put(set, raw.balance());
    raw.notices().forEach(notice -> remarks.add(asked.source() + ": " + notice));
    if (!raw.emptyClasses().isEmpty()) {
      notices.add("data " + set + ": " + raw.shape());
    }
    return raw.shape();
  }

  private Plan.Price price(Values values, Optional<Dataset> data) {
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
    double weights = weightBytes(values, data);
    return new Plan.Price(
        experiment.flops(values, data),
        experiment.bytes(values, data) + COPIES_OF_WEIGHTS * weights,
        experiment.steps(values, data),
        output,
        plots,
        experiment.stateBytes(values, data),
        weights);
  }

  private Optional<Dataset> load(Optional<DataRequest> request, Values values, Problems problems) {
    try {
      return request.map(asked -> library.dataset(asked, values));
    } catch (UserError e) {
      e.problems().forEach(line -> problems.add("", line));
      return Optional.empty();
    }
  }

  /**
   * Refuses a plan with configurations that cannot run; the same fault of many is one line.
   *
   * @param configurations how many there are
   */
  void refuseFaults(int configurations) {
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
}

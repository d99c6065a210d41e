package neurosweep.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.PlainText;
import neurosweep.experiment.BudgetKnob;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.math.Backend;
import neurosweep.result.AxisText;
import neurosweep.spec.Distribution;
import neurosweep.spec.Keep;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Demand;
import neurosweep.sweep.Heap;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
import neurosweep.sweep.Timetable;

/** A plan in words: axes, counts and price. */
final class PlanText {
  private static final int MOST_SHOWN = 30;
  private static final int FIRST_SHOWN = 10;
  private static final int LONGEST_SET = 40;

  private final Plan plan;
  private final SweepDirectory directory;
  private final Demand demand;
  private final History history;
  private final Pricing pricing;
  private final List<Cell> expected;
  private final List<Integer> executors;
  private final StringBuilder text = new StringBuilder();

  private PlanText(
      Plan plan,
      SweepDirectory directory,
      List<Cell> expected,
      Demand demand,
      History history,
      Pricing pricing,
      List<Integer> executors) {
    this.plan = plan;
    this.expected = expected;
    this.directory = directory;
    this.demand = demand;
    this.history = history;
    this.pricing = pricing;
    this.executors = executors;
  }

  /**
   * A plan in the light of what is in its directory.
   *
   * @param backend for a sweep that is not begun; another goes on with its own
   * @param executors numbers of executors to tell the time for
   */
  static PlanText of(
      Plan plan,
      SweepDirectory directory,
      DataLibrary library,
      BlasOptions blas,
      String backend,
      List<Integer> executors) {
    Backend chosen = blas.choose(directory.exists() ? Manifest.read(directory).backend() : backend);
    History history = Journal.read(directory).history();
    List<Cell> expected = plan.forecast(history);
    Pricing pricing = Pricing.here(plan, library, chosen, history);
    pricing.follow(expected);
    return new PlanText(
        plan, directory, expected, Demand.of(plan, expected, library), history, pricing, executors);
  }

  /** The plan, ending in a line feed. */
  String text() {
    SweepSpec spec = plan.spec();
    long done = expected.stream().filter(cell -> history.get(cell).isPresent()).count();
    line("sweep", spec.name() + (spec.description().isEmpty() ? "" : ": " + spec.description()));
    line("experiment", plan.experiment().name() + ", version " + plan.version());
    spec.axes().forEach((axis, values) -> line("axis", axis + " " + values(axis, values)));
    if (!spec.fixed().isEmpty()) {
      line("fixed", joined(spec.fixed()));
    }
    line("seeds", "(" + count(spec.seeds()) + "): " + join(spec.seeds()) + oneSeed(spec.seeds()));
    plan.digests()
        .forEach((set, digest) -> line("data", set + ", sha256 " + digest.substring(0, 16)));
    plan.shapes().forEach(this::data);
    plan.remarks().forEach(remark -> line("notice", remark));
    if (!spec.claims().isEmpty()) {
      line("claims", spec.claims().size() + " stated, judged by the report");
    }
    if (!spec.search().isGrid()) {
      line("search", (spec.search().method() + " " + spec.search().values().text()).strip());
    }
    if (!plan.cells().isEmpty()) { // others are drawn one after the other
      line("cells", cells());
    }
    line(
        "to run",
        String.format(
            Locale.ROOT,
            "%s%,d (%,d already done)%s",
            plan.cells().equals(expected) ? "" : "about ",
            expected.size() - done,
            done,
            rungs()));
    price();
    line("directory", directory.root().toString());
    line("plan hash", plan.hash());
    return text.toString();
  }

  /** On lines of their own where a set has many knobs. */
  private void data(String set, String shape) {
    if (set.length() <= LONGEST_SET) {
      line("data", set + ": " + shape);
    } else {
      line("data", set + ":");
      line("", shape);
    }
    String balance = plan.balances().getOrDefault(set, "");
    if (!balance.isEmpty()) {
      line("classes", balance);
    }
  }

  /** One number is one seed, where others may have meant so many. */
  private static String oneSeed(List<Long> seeds) {
    boolean doubtful = seeds.size() == 1 && seeds.get(0) > 1;
    return doubtful
        ? "; the one seed " + seeds.get(0) + ", not so many: those are 1.." + seeds.get(0)
        : "";
  }

  /** Configurations and seeds. */
  private String cells() {
    SweepSpec spec = plan.spec();
    String listed =
        String.format(
            Locale.ROOT,
            " (%,d duplicates merged, %,d excluded)",
            spec.configurations().duplicates(),
            spec.configurations().excluded());
    return String.format(
        Locale.ROOT,
        "%,d = %,d configurations x %,d seeds%s",
        plan.cells().size(),
        plan.cells().size() / spec.seeds().size(),
        spec.seeds().size(),
        spec.grid().drawn().isEmpty() ? listed : drawn());
  }

  private String drawn() {
    long merged = plan.mergedDraws();
    return merged == 0 ? "" : String.format(Locale.ROOT, " (%,d draws merged or excluded)", merged);
  }

  /** Of a listed axis its values, of a drawn one what they are drawn from. */
  private String values(String axis, List<Object> values) {
    Distribution drawn = plan.spec().grid().drawn().get(axis);
    return drawn == null ? "(" + count(values) + "): " + join(values) : "drawn: " + drawn.text();
  }

  /** How many cells there are of each budget, where there are several. */
  private String rungs() {
    Optional<Param<Long>> knob = plan.experiment().budget().map(BudgetKnob::knob);
    if (knob.isEmpty()) {
      return "";
    }
    Map<Long, Integer> counts = new TreeMap<>();
    expected.forEach(cell -> counts.merge(knob.get().of(cell.values()), 1, Integer::sum));
    return counts.size() == 1
        ? ""
        : counts.entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%,d for %,d", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", ", ": ", " " + knob.get().name()));
  }

  private void price() {
    List<Cell> left = expected.stream().filter(cell -> history.get(cell).isEmpty()).toList();
    if (left.isEmpty()) {
      line("price", "nothing: every cell has ended");
      return;
    }
    if (!pricing.isKnown(left)) {
      line("price", "not known before a cell has ended: the program tells nothing of its cost");
      line("output", output());
      return;
    }
    Timetable times = Timetable.of(pricing, left, history);
    Pricing.Total total = times.total();
    double flops = left.stream().mapToDouble(pricing::ownFlops).sum();
    int cores = Runtime.getRuntime().availableProcessors();
    line(
        "price",
        String.format(
            Locale.ROOT,
            "about %.3g core-hours for the cells, likely %.3g to %.3g (%.3g Tflop on backend %s),"
                + " and %.2g to %.2g for the run as such; %s here on %d cores, %s on 64",
            total.cells().seconds() / 3600,
            total.cells().low() / 3600,
            total.cells().high() / 3600,
            flops / 1e12,
            pricing.backend(),
            total.overhead().low() / 3600,
            total.overhead().high() / 3600,
            Progress.clock(times.on(cores).seconds()),
            cores,
            Progress.clock(times.on(64).seconds())));
    executors.forEach(count -> schedule(count, times.on(count)));
    memory(cores);
    if (plan.spec().keep().any()) {
      double weights = plan.weightBytes(expected);
      line("weights", String.format(Locale.ROOT, "%s, %.1f MB", kept(), weights / 1e6));
    }
    line("output", output());
  }

  private String output() {
    double states = plan.stateBytes(expected);
    return String.format(Locale.ROOT, "about %.1f MB", plan.outputBytes(expected) / 1e6)
        + (states == 0
            ? ""
            : String.format(
                Locale.ROOT, ", and while it runs %.1f MB of checkpoints", states / 1e6));
  }

  private String kept() {
    return plan.spec().keep() == Keep.ALL
        ? "kept of all cells"
        : "kept of all cells until the selected ones are known";
  }

  private void schedule(int count, Timetable.Line times) {
    line(
        "schedule",
        String.format(
            Locale.ROOT,
            "on %,d executor%s %s, %.1f %% idle, at least %s",
            count,
            count == 1 ? "" : "s",
            Progress.clock(times.seconds()),
            100 * times.idle(),
            Progress.clock(times.least())));
  }

  private void memory(int cores) {
    Heap heap = Heap.here(RunOptions.PROGRAM_BYTES, cores, "");
    line(
        "memory",
        String.format(
                Locale.ROOT,
                "%s a cell, %s data; %s for %d at a time here, whose heap may take %s%s",
                Heap.text(demand.cellBytes()),
                Heap.text(demand.dataBytes()),
                Heap.text(heap.needs(demand, cores)),
                cores,
                Heap.text(heap.heapBytes()),
                heap.holds(demand) ? "" : ": too little for one, run refuses it")
            + (plan.experiment().isPriced() ? "" : "; what programs take is not counted"));
  }

  private void line(String label, String value) {
    String line = String.format(Locale.ROOT, "%-11s %s", label, value);
    text.append(PlainText.line(line)).append(System.lineSeparator());
  }

  private static int count(List<?> values) {
    return values.size();
  }

  /** Of many values the first few and the last, so that a plan fits a screen. */
  private static String join(List<?> values) {
    int shown = values.size() <= MOST_SHOWN ? values.size() : FIRST_SHOWN;
    String first = values.stream().limit(shown).map(AxisText::of).collect(Collectors.joining(", "));
    return shown == values.size()
        ? first
        : first + ", ..., " + AxisText.of(values.get(values.size() - 1));
  }

  private static String joined(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + AxisText.of(entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}

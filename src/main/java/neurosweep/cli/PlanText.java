package neurosweep.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.PlainText;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.math.Backend;
import neurosweep.result.AxisText;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Demand;
import neurosweep.sweep.Heap;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;

/** A plan in words: axes, counts and price. */
final class PlanText {
  private static final int MOST_SHOWN = 30;
  private static final int FIRST_SHOWN = 10;

  private final Plan plan;
  private final SweepDirectory directory;
  private final Demand demand;
  private final History history;
  private final Pricing pricing;
  private final StringBuilder text = new StringBuilder();

  private PlanText(
      Plan plan, SweepDirectory directory, Demand demand, History history, Pricing pricing) {
    this.plan = plan;
    this.directory = directory;
    this.demand = demand;
    this.history = history;
    this.pricing = pricing;
  }

  /**
   * A plan in the light of what is in its directory.
   *
   * @param backend for a sweep that is not begun; another goes on with its own
   */
  static PlanText of(
      Plan plan, SweepDirectory directory, DataLibrary library, BlasOptions blas, String backend) {
    Backend chosen = blas.choose(directory.exists() ? Manifest.read(directory).backend() : backend);
    History history = Journal.read(directory).history();
    return new PlanText(
        plan,
        directory,
        Demand.of(plan, plan.cells(), library),
        history,
        Pricing.here(plan, library, chosen, history));
  }

  /** The plan, ending in a line feed. */
  String text() {
    SweepSpec spec = plan.spec();
    long done = plan.cells().stream().filter(cell -> history.get(cell).isPresent()).count();
    line("sweep", spec.name() + (spec.description().isEmpty() ? "" : ": " + spec.description()));
    line("experiment", plan.experiment().name() + ", version " + plan.version());
    spec.axes()
        .forEach(
            (axis, values) -> line("axis", axis + " (" + count(values) + "): " + join(values)));
    if (!spec.fixed().isEmpty()) {
      line("fixed", joined(spec.fixed()));
    }
    line("seeds", "(" + count(spec.seeds()) + "): " + join(spec.seeds()) + oneSeed(spec.seeds()));
    plan.digests()
        .forEach((set, digest) -> line("data", set + ", sha256 " + digest.substring(0, 16)));
    plan.shapes().forEach((set, shape) -> line("data", set + ": " + shape));
    if (!spec.claims().isEmpty()) {
      line("claims", spec.claims().size() + " stated, judged by the report");
    }
    line(
        "cells",
        String.format(
            Locale.ROOT,
            "%,d = %,d configurations x %,d seeds (%,d duplicates merged, %,d excluded)",
            plan.cells().size(),
            spec.configurations().size(),
            spec.seeds().size(),
            spec.configurations().duplicates(),
            spec.configurations().excluded()));
    line(
        "to run",
        String.format(Locale.ROOT, "%,d (%,d already done)", plan.cells().size() - done, done));
    price();
    line("directory", directory.root().toString());
    line("plan hash", plan.hash());
    return text.toString();
  }

  /** One number is one seed, where others may have meant so many. */
  private static String oneSeed(List<Long> seeds) {
    boolean doubtful = seeds.size() == 1 && seeds.get(0) > 1;
    return doubtful
        ? "; the one seed " + seeds.get(0) + ", not so many: those are 1.." + seeds.get(0)
        : "";
  }

  private void price() {
    List<Cell> left = plan.cells().stream().filter(cell -> history.get(cell).isEmpty()).toList();
    if (left.isEmpty()) {
      line("price", "nothing: every cell has ended");
      return;
    }
    Pricing.Total total = pricing.total(left);
    double flops = left.stream().mapToDouble(cell -> plan.price(cell).flops()).sum();
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
            Progress.clock(total.clock(cores)),
            cores,
            Progress.clock(total.clock(64))));
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
            heap.holds(demand) ? "" : ": too little for one, run refuses it"));
    line("output", String.format(Locale.ROOT, "about %.1f MB", plan.outputBytes() / 1e6));
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

package neurosweep.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.Table;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.math.Backend;
import neurosweep.math.Precision;
import neurosweep.report.NumberText;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Demand;
import neurosweep.sweep.Machine;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Room;

/** A plan in words: axes, counts and price. */
final class PlanText {
  /** Share of a matrix product's speed that training reaches, by measurement. */
  private static final double EFFICIENCY = 0.5;

  private static final double RESULT_BYTES = 500;
  private static final double VALUE_BYTES = 8;

  private final Plan plan;
  private final SweepDirectory directory;
  private final Backend backend;
  private final Demand demand;
  private final StringBuilder text = new StringBuilder();

  PlanText(Plan plan, SweepDirectory directory, Backend backend, Demand demand) {
    this.plan = plan;
    this.directory = directory;
    this.backend = backend;
    this.demand = demand;
  }

  /** The plan, ending in a line feed. */
  String text() {
    SweepSpec spec = plan.spec();
    History history = Journal.read(directory).history();
    long done = plan.cells().stream().filter(cell -> history.get(cell).isPresent()).count();
    line("sweep", spec.name() + (spec.description().isEmpty() ? "" : ": " + spec.description()));
    line("experiment", plan.experiment().name() + ", version " + plan.experiment().version());
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
    price(history);
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

  private void price(History history) {
    double flops32 = 0;
    double flops64 = 0;
    for (Cell cell : plan.cells()) {
      Plan.Price price = plan.price(cell);
      if (history.get(cell).isEmpty()) {
        flops32 += price.float64() ? 0 : price.flops();
        flops64 += price.float64() ? price.flops() : 0;
      }
    }
    double rate32 = EFFICIENCY * Machine.flopsPerSecond(backend, Precision.FLOAT32);
    double rate64 = EFFICIENCY * Machine.flopsPerSecond(backend, Precision.FLOAT64);
    double seconds = flops32 / rate32 + flops64 / rate64;
    int cores = Runtime.getRuntime().availableProcessors();
    line(
        "price",
        String.format(
            Locale.ROOT,
            "about %.3g core-hours (%.3g Tflop at %.3g Gflop/s on backend %s); %s here on %d cores,"
                + " %s on 64",
            seconds / 3600,
            (flops32 + flops64) / 1e12,
            rate32 / 1e9,
            backend.name(),
            Progress.clock(seconds / cores),
            cores,
            Progress.clock(seconds / 64)));
    Room room = Room.here(RunOptions.PROGRAM_BYTES, cores, "");
    line(
        "memory",
        String.format(
            Locale.ROOT,
            "%s a cell, %s data; %s for %d at a time here, whose heap may take %s",
            Room.text(demand.cellBytes()),
            Room.text(demand.dataBytes()),
            Room.text(room.needs(demand, cores)),
            cores,
            Room.text(room.heapBytes())));
    line("output", String.format(Locale.ROOT, "about %.1f MB", outputBytes() / 1e6 + 0.1));
  }

  private double outputBytes() {
    double columns = plan.experiment().metrics().size();
    double rows = 0;
    for (Table table : plan.experiment().tables()) {
      rows += 100.0 * table.columns().size() * VALUE_BYTES;
    }
    return plan.cells().size() * (RESULT_BYTES + columns * VALUE_BYTES + rows);
  }

  private void line(String label, String value) {
    text.append(String.format(Locale.ROOT, "%-11s %s%n", label, value));
  }

  private static int count(List<?> values) {
    return values.size();
  }

  private static String join(List<?> values) {
    return values.stream().map(NumberText::axis).collect(Collectors.joining(", "));
  }

  private static String joined(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + NumberText.axis(entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}

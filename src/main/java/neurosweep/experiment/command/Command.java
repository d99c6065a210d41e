package neurosweep.experiment.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.ColumnName;
import neurosweep.core.FileName;
import neurosweep.core.ListText;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Context;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.ProgramCall;
import neurosweep.experiment.TrainingEnd;
import neurosweep.math.random.Streams;

/**
 * A program of the user's own as a cell: it gets its knobs as arguments and prints what it measures
 * as lines of JSON. Nothing is started without the leave that {@link Context#workplace} asks for.
 */
public final class Command implements Experiment {
  static final Param<String> RUN =
      Param.list(
          "run",
          "the program and its arguments, in which {knob}, {seed}, {sweep_seed} and {cell} stand for"
              + " their values; no shell reads them");
  private static final Param<String> FILES =
      Param.list(
          "files",
          "files and directories that it needs, relative to the job file; every cell finds them in"
              + " its working directory, and cells of other files are other cells");
  private static final Param<String> STEP =
      Param.text(
          "step", "step", "key that says of which step a line tells; one without is a result");
  private static final Param<String> BUDGET =
      Param.text(
          "budget_knob",
          "",
          "whole-number knob that says how long it trains, for searches that train some for less;"
              + " empty for none");
  static final Param<Long> PATIENCE =
      Param.integer(
              "patience",
              0,
              "steps in a row without a better value of the first metric with a better end, after"
                  + " which the program is ended; 0 is none")
          .within(0, 1_000_000)
          .in("steps");
  static final Param<Double> MIN_DELTA =
      Param.real("min_delta", 0, "for patience, better is by more than this").atLeast(0);
  static final Param<String> OUTPUTS =
      Param.list(
          "outputs",
          "files in its working directory that are kept with the sweep once it has ended, such as"
              + " weights.npz or *.csv");
  private static final List<Param<?>> OWN =
      List.of(
          RUN,
          FILES,
          Definition.KNOBS,
          Definition.METRICS,
          STEP,
          BUDGET,
          PATIENCE,
          MIN_DELTA,
          OUTPUTS,
          Streams.SWEEP_SEED);

  static final String SEED = "seed";
  static final String CELL = "cell";

  static final Metric<Boolean> DIVERGED = Metric.flag("diverged", "a metric was not finite").flaw();
  private static final List<Metric<?>> END =
      List.of(TrainingEnd.STOP_REASON, DIVERGED, TrainingEnd.STABLE);

  /** Stands for what a program costs until one has ended. */
  private static final double UNKNOWN_FLOPS = 1e9;

  private static final double BYTES = 1e6;

  private final Optional<Definition> definition;
  private final String step;
  private final String budget;

  /** As it is listed: what it measures and varies is up to the job. */
  public Command() {
    this(Optional.empty(), STEP.defaultValue(), BUDGET.defaultValue());
  }

  private Command(Optional<Definition> definition, String step, String budget) {
    this.definition = definition;
    this.step = step;
    this.budget = budget;
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String doc() {
    return "a program of one's own, started with the knobs as arguments, that prints its metrics as"
        + " lines of JSON";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Param<?>> defining() {
    return List.of(RUN, Definition.KNOBS, Definition.METRICS, STEP, BUDGET);
  }

  @Override
  public Experiment defined(Values values) {
    Problems problems = new Problems();
    Set<String> taken = new HashSet<>(Set.of(SEED, CELL));
    OWN.forEach(param -> taken.add(param.name()));
    END.forEach(metric -> taken.add(metric.name()));
    String key = STEP.of(values);
    List<Definition> read = new ArrayList<>();
    problems.check(
        "",
        () ->
            read.add(
                Definition.of(Definition.KNOBS.of(values), Definition.METRICS.of(values), taken)));
    if (!read.isEmpty()) {
      checkStep(key, read.get(0), problems);
      checkBudget(BUDGET.of(values), read.get(0), problems);
      checkCommand(RUN.of(values), read.get(0), problems);
    }
    problems.throwIfAny();
    return new Command(Optional.of(read.get(0)), key, BUDGET.of(values));
  }

  private static void checkStep(String key, Definition read, Problems problems) {
    problems.check(STEP.name(), () -> new ColumnName(key));
    if (read.metrics().stream().anyMatch(metric -> metric.name().equals(key))
        || read.knobs().stream().anyMatch(knob -> knob.name().equals(key))) {
      problems.add(STEP.name(), "is " + key + ", which is a knob or a metric; name another key");
    }
  }

  private static void checkBudget(String name, Definition read, Problems problems) {
    if (!name.isEmpty() && read.whole(name).isEmpty()) {
      List<String> whole =
          read.knobs().stream()
              .filter(knob -> knob.kind() == Param.Kind.INTEGER)
              .map(Param::name)
              .toList();
      problems.add(BUDGET.name(), Names.unknown("whole-number knob", name, whole));
    }
  }

  /** A knob that is nowhere in the command does nothing. */
  private static void checkCommand(String text, Definition read, Problems problems) {
    List<String> command = ListText.split(text);
    if (command.isEmpty() || command.get(0).isBlank()) {
      problems.add(
          RUN.name(), "is empty, must be a program and its arguments, as in [python3, train.py]");
      return;
    }
    Template template;
    try {
      template = new Template(command);
    } catch (UserError e) {
      problems.add(RUN.name(), e.getMessage());
      return;
    }
    List<String> known = new ArrayList<>(read.knobs().stream().map(Param::name).toList());
    known.addAll(List.of(SEED, CELL, Streams.SWEEP_SEED.name()));
    for (String name : template.names()) {
      if (!known.contains(name)) {
        problems.add(RUN.name(), "{" + name + "}: " + Names.unknown("knob", name, known));
      }
    }
    for (Param<?> knob : read.knobs()) {
      if (!template.names().contains(knob.name())) {
        problems.add(
            RUN.name(),
            "has no {"
                + knob.name()
                + "}, so that the knob would do nothing; pass it, as in --"
                + knob.name()
                + "={"
                + knob.name()
                + "}, or drop it from knobs");
      }
    }
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(OWN);
    definition.ifPresent(known -> params.addAll(known.knobs()));
    return params;
  }

  private List<Metric<Double>> measured() {
    return definition.map(Definition::metrics).orElse(List.of());
  }

  @Override
  public List<Metric<?>> metrics() {
    List<Metric<?>> metrics = new ArrayList<>();
    measured().forEach(metric -> metrics.add(metric.lastOf(metric)));
    metrics.addAll(END);
    return metrics;
  }

  private Table history() {
    List<Metric<?>> columns = new ArrayList<>();
    columns.add(Metric.integer(step, "", "of the program, as it counts"));
    columns.addAll(measured());
    return new Table(Table.HISTORY, columns);
  }

  @Override
  public List<Table> tables() {
    return List.of(history());
  }

  @Override
  public Metric<?> objective(Values values) {
    return definition.orElseThrow().objective();
  }

  @Override
  public Optional<ProgramCall> program(Values values) {
    return Optional.of(
        new ProgramCall(ListText.split(RUN.of(values)), ListText.split(FILES.of(values))));
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    if (PATIENCE.of(values) == 0 && MIN_DELTA.of(values) > 0) {
      problems.add(
          where,
          "min_delta is "
              + MIN_DELTA.of(values)
              + ", must be 0 without patience: give patience too, as in patience: 5");
    }
    if (Streams.SWEEP_SEED.of(values) != 0 && !takes(values, Streams.SWEEP_SEED.name())) {
      problems.add(
          where, "sweep_seed would do nothing: run has no {sweep_seed}; pass it to the program");
    }
    for (String name : ListText.split(OUTPUTS.of(values))) {
      if (!FileName.is(name.replace('*', '_').replace('?', '_'))) {
        problems.add(
            where,
            "outputs has \""
                + name
                + "\", must be the name of a file, in which * and ? stand for any");
      }
    }
    for (String file : ListText.split(FILES.of(values))) {
      boolean inside =
          !file.startsWith("/")
              && !file.contains("\\")
              && !List.of(file.split("/", -1)).contains("..")
              && !List.of(file.split("/", -1)).contains("");
      if (!inside) {
        problems.add(
            where,
            "files has \"" + file + "\", must be a path below the directory of the job file");
      }
    }
  }

  @Override
  public void checkSeed(Values values, long seed, Problems problems, String where) {
    if (seed != 1 && !takes(values, SEED)) {
      problems.add(
          where,
          "seed "
              + seed
              + " would repeat seed 1: run has no {seed}; pass it, as in --seed={seed}, or run"
              + " seed 1 alone");
    }
  }

  private static boolean takes(Values values, String name) {
    return new Template(ListText.split(RUN.of(values))).names().contains(name);
  }

  @Override
  public Optional<BudgetKnob> budget() {
    return definition
        .flatMap(known -> known.whole(budget))
        .map(knob -> new BudgetKnob(knob, values -> 1));
  }

  /** None of this program's, whatever a knob is called. */
  @Override
  public Optional<DataRequest> data(Values values) {
    return Optional.empty();
  }

  @Override
  public String shared() {
    return "what the program makes of it";
  }

  @Override
  public boolean isPriced() {
    return false;
  }

  /** In proportion to the budget, in a unit that means nothing until a cell has ended. */
  @Override
  public double flops(Values values, Optional<Dataset> data) {
    return UNKNOWN_FLOPS * Math.max(1, budget().map(knob -> knob.of(values)).orElse(1L));
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return BYTES; // of its lines; its own memory is not this process's
  }

  @Override
  public boolean isWhole(Measurements measurements) {
    return TrainingEnd.COMPLETED.equals(measurements.scalars().get(TrainingEnd.STOP_REASON.name()));
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values().filled(params());
    MetricLines lines = new MetricLines(measured(), history(), step);
    return new Attempt(definition.orElseThrow(), values, lines, context).run(cell);
  }
}

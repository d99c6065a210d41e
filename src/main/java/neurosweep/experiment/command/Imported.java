package neurosweep.experiment.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.TrainingEnd;
import neurosweep.math.random.Streams;

/** Trials that another tool has run, of which there is what it wrote down. */
public final class Imported implements Experiment {
  /** A metric was not finite, or the table says that it diverged. */
  public static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "a metric was not finite, or the other tool says so").flaw();

  /** Names that are neither a knob's nor a metric's. */
  public static final Set<String> TAKEN =
      Set.of(
          Command.SEED,
          Streams.SWEEP_SEED.name(),
          Definition.KNOBS.name(),
          Definition.METRICS.name(),
          DIVERGED.name(),
          TrainingEnd.STABLE.name());

  private final Optional<Definition> definition;

  /** As it is listed: what was measured and varied is up to the table. */
  public Imported() {
    this(Optional.empty());
  }

  private Imported(Optional<Definition> definition) {
    this.definition = definition;
  }

  @Override
  public String name() {
    return "imported";
  }

  @Override
  public String doc() {
    return "trials that another tool has run; 'neurosweep import' brings them in";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean isRun() {
    return false;
  }

  /** None of this program's, whatever a knob is called. */
  @Override
  public Optional<DataRequest> data(Values values) {
    return Optional.empty();
  }

  @Override
  public String shared() {
    return "what the other tool made of it; where trials were numbered for want of seeds, nothing: pairs are"
        + " of chance then";
  }

  @Override
  public boolean isPriced() {
    return false;
  }

  @Override
  public List<Param<?>> defining() {
    return List.of(Definition.KNOBS, Definition.METRICS);
  }

  @Override
  public Experiment defined(Values values) {
    return new Imported(
        Optional.of(
            Definition.of(
                Definition.KNOBS.of(values), Definition.METRICS.of(values), new HashSet<>(TAKEN))));
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(defining());
    definition.ifPresent(known -> params.addAll(known.knobs()));
    return params;
  }

  @Override
  public List<Metric<?>> metrics() {
    List<Metric<?>> metrics = new ArrayList<>();
    definition.ifPresent(known -> metrics.addAll(known.metrics()));
    metrics.add(DIVERGED);
    metrics.add(TrainingEnd.STABLE);
    return metrics;
  }

  @Override
  public List<Table> tables() {
    return List.of();
  }

  @Override
  public Metric<?> objective(Values values) {
    return definition.orElseThrow().objective();
  }

  /** Nothing is left to compute. */
  @Override
  public double flops(Values values, Optional<Dataset> data) {
    return 1;
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return 0;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return new Outcome.Failed(
        Measurements.NONE, "was run elsewhere; bring it in with 'neurosweep import'", "");
  }
}

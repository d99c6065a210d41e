package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Measured;

/** A spiking experiment that runs a {@link Simulation} under a {@link Recording}. */
abstract class RecordedExperiment extends SpikingExperiment {
  /** Steps between two looks at the time limit. */
  static final int POLL = 1000;

  RecordedExperiment(String name, String doc, List<Param<?>> own, List<Metric<?>> metrics) {
    super(
        name,
        doc,
        joined(own, List.of(Recording.KEPT_SPIKES, Recording.SAMPLES)),
        joined(metrics, Recording.METRICS));
  }

  static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  @Override
  public final List<Table> tables() {
    return joined(super.tables(), Recording.TABLES);
  }

  @Override
  public final List<Plot> plots() {
    return joined(super.plots(), Recording.PLOTS);
  }

  /** All but those of a step response, which is recorded on request where there is one. */
  @Override
  public final boolean measures(Metric<?> metric, Values values) {
    return StepResponse.measures(metric, values);
  }

  @Override
  public final String without(Metric<?> metric) {
    return StepResponse.NEEDED;
  }

  /** Steps of its one simulation; 0 where a cell runs several or learns before. */
  abstract double simulated(Values values);

  @Override
  public final double steps(Values values, Optional<Dataset> data) {
    return Math.ceil(simulated(values) / POLL);
  }

  /** Runs to a number of completed steps; false if the time limit came first. */
  static boolean runTo(long steps, Simulation simulation, Context context, Observer... observers) {
    while (simulation.steps() < steps) {
      simulation.run(Math.min(POLL, steps - simulation.steps()), observers);
      if (context.expired()) {
        return false;
      }
    }
    return true;
  }

  /** The outcome of a run of one simulation. */
  static Outcome outcome(
      Simulation simulation, Recording recording, Weights weights, Measured measured) {
    recording.measure(measured);
    // the conditions are those of two populations, Dale's law that of what ran
    measured.set(DALE, simulation.circuit().weights().obeyDale());
    return outcome(measured, recording.saturated(), weights, simulation.time());
  }
}

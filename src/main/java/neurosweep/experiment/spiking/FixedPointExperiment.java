package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.design.AttractorDesign;
import neurosweep.circuit.design.AttractorRecall;
import neurosweep.circuit.design.StoredState;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.core.Cell;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.AttractorFiles;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Measured;
import neurosweep.math.random.RandomSource;

/**
 * A network that stores states of activity as fixed points (Li and Pehlevan, NeurIPS 2020, figure
 * 3): cued by noisy spikes, then left alone. Weights and states are read from files, or designed
 * here for random states. Balance, spikes and currents are those of the recall of the first state.
 */
public final class FixedPointExperiment extends RecordedExperiment {
  private static final Param<String> WEIGHTS_FROM =
      Param.choice("weights", List.of("designed", "given"), "designed here, or given by files");
  private static final Param<Double> TAU_E =
      Param.real("tau", 0.5, "decay time of excitation").called("τ").within(1e-3, 100).in("s");
  private static final Param<Double> TAU_I =
      Param.real("tau_i", 0.4, "decay time of inhibition")
          .called("inhibitory τ")
          .within(1e-3, 100)
          .in("s");
  private static final Param<Double> DT =
      Param.real("dt", 1e-3, "step").called("Δt").within(1e-6, 0.1).in("s");
  private static final Param<Double> CUE =
      Param.real("cue_seconds", 10, "length of the cue").within(0.1, 1e4).in("s");
  private static final Param<Double> FREE =
      Param.real("free_seconds", 40, "length of the free run; its second half counts")
          .within(0.1, 1e4)
          .in("s");
  private static final Param<Double> NOISE =
      Param.real("noise", 0, "of the cue: standard deviation added to its filtered counts")
          .within(0, 1e4);
  private static final Param<Double> THETA =
      Param.real("theta", 1, "factor of both thetas, those of the files or of the design")
          .called("θ")
          .within(0, 100);
  private static final Param<Long> N_E =
      Param.integer("n_e", 15, "excitatory units, if designed")
          .called("excitatory units")
          .within(2, 200);
  private static final Param<Long> N_I =
      Param.integer("n_i", 15, "inhibitory units, if designed")
          .called("inhibitory units")
          .within(2, 200);
  private static final Param<Long> STATES =
      Param.integer("states", 2, "states to store, if designed").within(1, 20);
  private static final Param<Long> ACTIVE =
      Param.integer("active", 3, "active units of each population in a state, if designed")
          .within(1, 100);
  private static final Param<Double> MARGIN =
      Param.real("margin", 30, "of silent units below theta, if designed").within(0, 1000);
  private static final Param<Double> STABILITY =
      Param.real("stability", 1, "smallest real part to reach, if designed").within(-100, 100);
  private static final Param<Long> STARTS =
      Param.integer("starts", 8, "most random starts of the design").within(1, 1000);

  /** Filtered counts of active units, as in the published states. */
  private static final double LEAST_COUNT = 2;

  private static final double MOST_COUNT = 28;

  private static final Metric<Double> BLOCK_STABILITY =
      Metric.real("block_stability", "", "smallest real part over active blocks, 1 / tau");
  private static final Metric<Double> DESIGN_LOSS =
      Metric.real("design_loss", "", "what remained of the design's objective");
  private static final Metric<Double> DESIGN_HELD =
      Metric.real("design_held", "", "share of the design's own cues that were recovered");
  private static final Metric<Long> DESIGN_STARTS =
      Metric.integer("design_starts", "", "the start it came from, from 1");

  /** For the catalogue. */
  public FixedPointExperiment() {
    super(
        "fixed-point-attractor",
        "states that a learned network holds after a cue (Li & Pehlevan, Fig. 3)",
        knobs(),
        measures());
  }

  private static List<Metric<?>> measures() {
    List<Metric<?>> metrics = new ArrayList<>(Recalls.METRICS);
    metrics.addAll(List.of(BLOCK_STABILITY, DESIGN_LOSS, DESIGN_HELD, DESIGN_STARTS));
    return metrics;
  }

  private static List<Param<?>> knobs() {
    List<Param<?>> knobs = new ArrayList<>(List.of(WEIGHTS_FROM));
    knobs.addAll(new AttractorFiles().params());
    knobs.addAll(List.of(TAU_E, TAU_I, DT, CUE, FREE, NOISE, THETA));
    knobs.addAll(List.of(N_E, N_I, STATES, ACTIVE, MARGIN, STABILITY, STARTS));
    return knobs;
  }

  @Override
  List<Table> ownTables() {
    return List.of(Recalls.RECALLS, Recalls.COURSE);
  }

  @Override
  List<Plot> ownPlots() {
    return Recalls.PLOTS;
  }

  @Override
  public Metric<?> objective(Values values) {
    return Recalls.MEAN_OVERLAP;
  }

  private static boolean areGiven(Values values) {
    return WEIGHTS_FROM.of(values).equals("given");
  }

  @Override
  public Optional<DataRequest> data(Values values) {
    if (!areGiven(values)) {
      return Optional.empty();
    }
    AttractorFiles files = new AttractorFiles();
    return Optional.of(new DataRequest(files.name(), values.canonical(files.params())));
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    for (Param<Double> tau : List.of(TAU_E, TAU_I)) {
      checkStep(tau, DT.of(values), values, problems, where);
    }
    long least = Math.min(N_E.of(values), N_I.of(values));
    if (!areGiven(values) && ACTIVE.of(values) > least) {
      problems.add(
          where, "active is " + ACTIVE.of(values) + ", must be at most the " + least + " units");
    }
    data.ifPresent(set -> new GivenAttractor(set.matrices()).check(problems, where));
  }

  @Override
  double simulated(Values values) {
    return 0;
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    double steps = (CUE.of(values) + FREE.of(values)) / DT.of(values);
    double design = areGiven(values) ? 0 : 2 * 6000 * STATES.of(values) * 200 * units * units;
    return STATES.of(values) * steps * 100 * units + design;
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return 1e7;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    TimeConstants time =
        new TimeConstants(DT.of(values), TAU_E.of(values), TAU_I.of(values), TAU_E.of(values));
    Measured measured = new Measured();
    if (areGiven(values)) {
      GivenAttractor given = new GivenAttractor(context.dataset(cell).matrices());
      Circuit circuit = given.circuit(THETA.of(values));
      List<StoredState> states = given.states();
      measured.set(BLOCK_STABILITY, design(states, time, values).stability(circuit));
      return recall(circuit, time, states, draws, values, context, measured);
    }
    List<StoredState> states = randomStates(values, draws.of("init"));
    Optional<AttractorDesign.Result> found =
        design(states, time, values)
            .design(whole(STARTS, values), draws.of("init", 1), context::expired);
    if (found.isEmpty()) {
      return timedOut();
    }
    AttractorDesign.Result best = found.get();
    measured
        .set(DESIGN_LOSS, best.loss())
        .set(DESIGN_HELD, best.held())
        .set(DESIGN_STARTS, (long) best.starts())
        .set(BLOCK_STABILITY, best.stability());
    Circuit circuit = GivenAttractor.withThetas(best.circuit(), THETA.of(values));
    return recall(circuit, time, states, draws, values, context, measured);
  }

  private static AttractorDesign design(
      List<StoredState> states, TimeConstants time, Values values) {
    return new AttractorDesign(states, time, MARGIN.of(values), STABILITY.of(values));
  }

  private static List<StoredState> randomStates(Values values, RandomSource random) {
    List<StoredState> states = new ArrayList<>();
    for (int state = 0; state < STATES.of(values); state++) {
      double[] rE = randomState(whole(N_E, values), whole(ACTIVE, values), random);
      states.add(
          new StoredState(rE, randomState(whole(N_I, values), whole(ACTIVE, values), random)));
    }
    return states;
  }

  private static double[] randomState(int units, int active, RandomSource random) {
    double[] r = new double[units];
    for (int placed = 0; placed < active; ) {
      int unit = (int) (units * random.nextDouble());
      if (r[unit] == 0) {
        r[unit] = LEAST_COUNT + (MOST_COUNT - LEAST_COUNT) * random.nextDouble();
        placed++;
      }
    }
    return r;
  }

  private static Outcome recall(
      Circuit circuit,
      TimeConstants time,
      List<StoredState> states,
      Draws draws,
      Values values,
      Context context,
      Measured measured) {
    AttractorRecall recall =
        new AttractorRecall(circuit, time, states, CUE.of(values), FREE.of(values));
    Recalls recalls = new Recalls(recall, values);
    for (int state = 0; state < states.size(); state++) {
      recalls.run(state, NOISE.of(values), draws.of("spikes", state));
      if (context.expired()) {
        return timedOut();
      }
    }
    recalls.measure(measured);
    return outcome(measured, recalls.saturated(), circuit.weights(), time);
  }
}

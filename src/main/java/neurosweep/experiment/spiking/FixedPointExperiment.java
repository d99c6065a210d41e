package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.circuit.AttractorDesign;
import neurosweep.circuit.AttractorRecall;
import neurosweep.circuit.Circuit;
import neurosweep.circuit.DenseSynapses;
import neurosweep.circuit.Observer;
import neurosweep.circuit.Simulation;
import neurosweep.circuit.StoredState;
import neurosweep.circuit.TimeConstants;
import neurosweep.circuit.Weights;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.AttractorFiles;
import neurosweep.data.Dataset;
import neurosweep.data.Matrix;
import neurosweep.experiment.Context;
import neurosweep.experiment.DataRequest;
import neurosweep.math.RandomSource;

/**
 * A network that stores states of activity as fixed points (Li and Pehlevan, NeurIPS 2020, figure
 * 3): cued by noisy spikes, then left alone. Weights and states are read from files, or designed
 * here for random states. Balance, spikes and currents are those of the recall of the first state.
 */
public final class FixedPointExperiment extends RecordedExperiment {
  private static final Param<String> WEIGHTS_FROM =
      Param.choice("weights", List.of("designed", "given"), "designed here, or given by files");
  private static final Param<Double> TAU_E =
      Param.real("tau", 0.5, "decay time of excitation").within(1e-3, 100).in("s");
  private static final Param<Double> TAU_I =
      Param.real("tau_i", 0.4, "decay time of inhibition").within(1e-3, 100).in("s");
  private static final Param<Double> DT = Param.real("dt", 1e-3, "step").within(1e-6, 0.1).in("s");
  private static final Param<Double> CUE =
      Param.real("cue_seconds", 10, "length of the cue").within(0.1, 1e4).in("s");
  private static final Param<Double> FREE =
      Param.real("free_seconds", 40, "length of the free run; its second half counts")
          .within(0.1, 1e4)
          .in("s");
  private static final Param<Double> NOISE =
      Param.real("noise", 0, "of the cue: standard deviation added to its filtered counts")
          .within(0, 1e4);
  private static final Param<Long> N_E =
      Param.integer("n_e", 15, "excitatory units, if designed").within(2, 200);
  private static final Param<Long> N_I =
      Param.integer("n_i", 15, "inhibitory units, if designed").within(2, 200);
  private static final Param<Long> STATES =
      Param.integer("states", 2, "states to store, if designed").within(1, 20);
  private static final Param<Long> ACTIVE =
      Param.integer("active", 3, "active units of each population in a state, if designed")
          .within(1, 100);
  private static final Param<Double> MARGIN =
      Param.real("margin", 1, "of silent units below theta, if designed").within(0, 100);
  private static final Param<Double> STABILITY =
      Param.real("stability", 0.3, "smallest real part to reach, if designed").within(-100, 100);
  private static final Param<Long> STARTS =
      Param.integer("starts", 8, "most random starts of the design").within(1, 1000);

  /** Filtered counts of active units, as in the published states. */
  private static final double LEAST_COUNT = 2;

  private static final double MOST_COUNT = 28;
  private static final int COURSE_POINTS = 200;

  private static final Table RECALLS =
      new Table(
          "recalls",
          List.of(
              Column.integer("state", "", "cued, from 1"),
              Column.real("overlap", "", "cosine of mean activity and the cued state"),
              Column.real("other_overlap", "", "largest with another state"),
              Column.real("relative_error", "", "|mean activity - state| / |state|")));
  private static final Table COURSE =
      new Table(
          "course",
          List.of(
              Column.real("time", "s", "since the start of the cue"),
              Column.integer("state", "", "cued, from 1"),
              Column.integer("stored", "", "compared with, from 1"),
              Column.real("overlap", "", "cosine of the present activity and the stored state")));

  /** For the catalogue. */
  public FixedPointExperiment() {
    super(
        "fixed-point-attractor",
        "states that a learned network holds after a cue (Li & Pehlevan, Fig. 3)",
        knobs(),
        List.of(
            Column.real("overlap", "", "with the cued state, mean over states"),
            Column.real("least_overlap", "", "of the state that is recalled worst"),
            Column.real("recall_error", "", "relative, mean over states"),
            Column.flag("recovered", "every overlap >= 0.9, relative error <= 0.5"),
            Column.real("block_stability", "", "smallest real part over active blocks, 1 / tau"),
            Column.real("design_loss", "", "what remained of the design's objective"),
            Column.integer("design_starts", "", "starts that were tried")));
  }

  private static List<Param<?>> knobs() {
    List<Param<?>> knobs = new ArrayList<>(List.of(WEIGHTS_FROM));
    knobs.addAll(new AttractorFiles().params());
    knobs.addAll(List.of(TAU_E, TAU_I, DT, CUE, FREE, NOISE));
    knobs.addAll(List.of(N_E, N_I, STATES, ACTIVE, MARGIN, STABILITY, STARTS));
    return knobs;
  }

  @Override
  List<Table> ownTables() {
    return List.of(RECALLS, COURSE);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.of(
                Plot.Kind.TRACE,
                "course",
                "overlap of the activity with the stored states, by the state that was cued",
                COURSE.name(),
                "time",
                "overlap")
            .series("stored")
            .panel("state"),
        Plot.of(
            Plot.Kind.POINTS,
            "recalls",
            "overlap with the cued state",
            RECALLS.name(),
            "state",
            "overlap"));
  }

  @Override
  public String objective(Values values) {
    return "overlap";
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
    data.ifPresent(set -> checkShapes(set.matrices(), problems, where));
  }

  private static void checkShapes(Map<String, Matrix> files, Problems problems, String where) {
    int nE = files.get(AttractorFiles.W_EE.name()).rows();
    int nI = files.get(AttractorFiles.W_II.name()).rows();
    int states = files.get(AttractorFiles.STATES_E.name()).columns();
    shape(files, AttractorFiles.W_EE, nE, nE, problems, where);
    shape(files, AttractorFiles.W_EI, nE, nI, problems, where);
    shape(files, AttractorFiles.W_IE, nI, nE, problems, where);
    shape(files, AttractorFiles.W_II, nI, nI, problems, where);
    shape(files, AttractorFiles.THETA, 1, 2, problems, where);
    shape(files, AttractorFiles.STATES_E, nE, states, problems, where);
    shape(files, AttractorFiles.STATES_I, nI, states, problems, where);
  }

  private static void shape(
      Map<String, Matrix> files,
      Param<String> file,
      int rows,
      int columns,
      Problems problems,
      String where) {
    Matrix found = files.get(file.name());
    if (found.rows() != rows || found.columns() != columns) {
      problems.add(
          where,
          "%s is %d x %d, must be %d x %d to fit the others"
              .formatted(file.name(), found.rows(), found.columns(), rows, columns));
    }
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
      Map<String, Matrix> files = context.dataset(cell).matrices();
      List<StoredState> states = states(files);
      AttractorDesign design =
          new AttractorDesign(states, time, MARGIN.of(values), STABILITY.of(values));
      Circuit circuit = circuit(files);
      measured.put("block_stability", design.stability(circuit));
      return recall(circuit, time, states, draws, cell, context, measured);
    }
    List<StoredState> states = randomStates(values, draws.of("init"));
    AttractorDesign design =
        new AttractorDesign(states, time, MARGIN.of(values), STABILITY.of(values));
    RandomSource random = draws.of("init", 1);
    AttractorDesign.Result best = null;
    for (int start = 1;
        start <= STARTS.of(values) && (best == null || !best.recovered());
        start++) {
      AttractorDesign.Result result = design.design(1, random);
      measured.put("design_starts", (long) start);
      boolean better = best == null || result.recovered() || result.loss() < best.loss();
      best = better ? result : best;
      if (context.expired()) {
        return timedOut();
      }
    }
    measured.put("design_loss", best.loss()).put("block_stability", best.stability());
    return recall(best.circuit(), time, states, draws, cell, context, measured);
  }

  private static Circuit circuit(Map<String, Matrix> files) {
    double[] theta = files.get(AttractorFiles.THETA.name()).values();
    double[][] ee = files.get(AttractorFiles.W_EE.name()).toRows();
    Weights weights =
        Weights.dense(
            ee,
            files.get(AttractorFiles.W_EI.name()).toRows(),
            files.get(AttractorFiles.W_IE.name()).toRows(),
            files.get(AttractorFiles.W_II.name()).toRows());
    return new Circuit(weights, DenseSynapses.none(ee.length), theta[0], theta[1]);
  }

  private static List<StoredState> states(Map<String, Matrix> files) {
    Matrix statesE = files.get(AttractorFiles.STATES_E.name());
    Matrix statesI = files.get(AttractorFiles.STATES_I.name());
    List<StoredState> states = new ArrayList<>();
    for (int state = 0; state < statesE.columns(); state++) {
      states.add(new StoredState(statesE.column(state), statesI.column(state)));
    }
    return states;
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
      Cell cell,
      Context context,
      Measured measured) {
    Values values = cell.values();
    AttractorRecall recall =
        new AttractorRecall(circuit, time, states, CUE.of(values), FREE.of(values));
    long cue = steps(CUE.of(values), time.dt());
    long all = cue + steps(FREE.of(values), time.dt());
    double[][] rows = new double[states.size()][];
    boolean recovered = true;
    List<double[]> course = new ArrayList<>();
    Recording first = null;
    Simulation firstRun = null;
    for (int state = 0; state < states.size(); state++) {
      Simulation simulation = recall.begin(state, NOISE.of(values), draws.of("spikes", state));
      Recording recording =
          new Recording(
              simulation, values, new Recording.Focus(cue, cue, cue + (all - cue) / 10, 1, 1));
      Observer overlaps = overlaps(state, states, Math.max(1, all / COURSE_POINTS), course);
      AttractorRecall.Recall found =
          recall.finish(state, simulation, recording.observers(overlaps));
      rows[state] =
          new double[] {state + 1, found.overlap(), found.otherOverlap(), found.relativeError()};
      recovered &= found.recovered();
      if (first == null) {
        first = recording;
        firstRun = simulation;
      }
      if (context.expired()) {
        return timedOut();
      }
    }
    measured
        .put("overlap", Arrays.stream(rows).mapToDouble(row -> row[1]).average().orElseThrow())
        .put("least_overlap", Arrays.stream(rows).mapToDouble(row -> row[1]).min().orElseThrow())
        .put("recall_error", Arrays.stream(rows).mapToDouble(row -> row[3]).average().orElseThrow())
        .put("recovered", recovered)
        .put(RECALLS, rows)
        .put(COURSE, course.toArray(double[][]::new));
    return outcome(firstRun, first, circuit.weights(), measured);
  }

  private static Observer overlaps(
      int cued, List<StoredState> states, long every, List<double[]> course) {
    return new Observer() {
      @Override
      public void after(Simulation now) {
        if (now.steps() % every == 0) {
          for (int stored = 0; stored < states.size(); stored++) {
            double overlap = states.get(stored).overlap(now.activityE(), now.activityI());
            double seconds = now.steps() * now.time().dt();
            course.add(new double[] {seconds, cued + 1, stored + 1, overlap});
          }
        }
      }
    };
  }
}

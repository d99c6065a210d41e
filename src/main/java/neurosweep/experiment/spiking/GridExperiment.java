package neurosweep.experiment.spiking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.design.GridDesign;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.ImmediateSimulation;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpatialPattern;
import neurosweep.circuit.simulation.SpikeDrive;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;

/**
 * A grid attractor on a torus (Li and Pehlevan, NeurIPS 2020, figure 4c): even Poisson input, and
 * bumps that arrange themselves in a hexagonal pattern. All inhibitory units are run as one.
 */
public final class GridExperiment extends RecordedExperiment {
  private static final Param<Long> SIDE =
      Param.integer("side", 63, "excitatory units along one side; as many inhibitory ones")
          .within(9, 200);
  private static final Param<Double> TAU_E =
      Param.real("tau", 0.5, "decay time of excitation").called("τ").within(1e-3, 100).in("s");
  private static final Param<Double> TAU_I =
      Param.real("tau_i", 0.2, "decay time of inhibition")
          .called("inhibitory τ")
          .within(1e-3, 100)
          .in("s");
  private static final Param<Double> TAU_X =
      Param.real("tau_x", 0.5, "decay time of the input")
          .called("input τ")
          .within(1e-3, 100)
          .in("s");
  private static final Param<Double> DT =
      Param.real("dt", 1e-3, "step").called("Δt").within(1e-6, 0.1).in("s");
  private static final Param<Double> DURATION =
      Param.real("duration", 30, "length of the run").within(0.1, 1e5).in("s");
  private static final Param<Double> INPUT_RATE =
      Param.real("input_rate", 4, "of the Poisson input of each unit").within(0, 900).in("Hz");
  private static final Param<Double> WIDTH =
      Param.real("lambda", 6, "width of the kernel")
          .called("kernel width λ")
          .within(1, 100)
          .in("units");
  private static final Param<Double> HEIGHT =
      Param.real("height", 1.1, "height of the kernel's narrow part").within(0, 100);
  private static final Param<Double> SELF =
      Param.real("self_inhibition", 201, "diagonal of W_II").above(0);
  private static final Param<Double> NOISE =
      Param.real("noise", 0, "voltage noise, a standard deviation in every step").within(0, 1e3);

  static final Metric<Long> X = Metric.integer("x", "", "excitatory unit");
  static final Metric<Long> Y = Metric.integer("y", "", "excitatory unit");
  static final Metric<Double> RATE = Metric.real("rate", "Hz", "r_E / tau at the end");
  static final Metric<Double> AUTOCORRELATION =
      Metric.real("autocorrelation", "", "of the rates, (0, 0) in the middle");

  private static final Table PATTERN = new Table("pattern", List.of(X, Y, RATE, AUTOCORRELATION));
  static final Metric<Double> TIME = Metric.real("time", "s", "since the start");
  static final Metric<Double> MEAN_RATE =
      Metric.real("rate", "Hz", "mean over the excitatory units");
  static final Metric<Double> GRIDNESS = Metric.real("gridness", "", "of the activity");

  private static final Table COURSE = new Table("course", List.of(TIME, MEAN_RATE, GRIDNESS));

  private static final int COURSE_POINTS = 30;
  private static final double LEAST_GRIDNESS = 0.3;

  private static final Metric<Double> BUMPS =
      Metric.real("bumps", "", "units more active than their neighbours and the mean");
  private static final Metric<Double> WAVELENGTH =
      Metric.real("wavelength", "units", "side over mean wave number, weighted by power");
  private static final Metric<Double> LAST_GRIDNESS =
      Metric.real("gridness", "", "autocorrelation's symmetry under turns by 60 degrees")
          .lastOf(GRIDNESS)
          .goal(Goal.MAX);
  private static final Metric<Double> BUMP_RATE =
      Metric.real("bump_rate", "Hz", "largest rate of a unit at the end");
  private static final Metric<Boolean> HEXAGONAL = Metric.flag("hexagonal", "gridness >= 0.3");

  /** For the catalogue. */
  public GridExperiment() {
    super(
        "grid-attractor",
        "a hexagonal pattern of bumps on a torus (Li & Pehlevan, Fig. 4)",
        List.of(SIDE, TAU_E, TAU_I, TAU_X, DT, DURATION, INPUT_RATE, WIDTH, HEIGHT, SELF, NOISE),
        List.of(BUMPS, WAVELENGTH, LAST_GRIDNESS, BUMP_RATE, HEXAGONAL));
  }

  @Override
  List<Table> ownTables() {
    return List.of(PATTERN, COURSE);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.image("pattern", "activity at the end", PATTERN, X, Y, RATE),
        Plot.image(
            "autocorrelation",
            "autocorrelation of the activity at the end",
            PATTERN,
            X,
            Y,
            AUTOCORRELATION),
        Plot.of(
            Plot.Kind.LINE,
            "course",
            "gridness of the activity over time",
            COURSE,
            TIME,
            GRIDNESS));
  }

  @Override
  public Metric<?> objective(Values values) {
    return LAST_GRIDNESS;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    for (Param<Double> tau : List.of(TAU_E, TAU_I, TAU_X)) {
      checkStep(tau, DT.of(values), values, problems, where);
    }
    checkRate(INPUT_RATE.of(values), DT.of(values), problems, where);
    Draws.check(values, DURATION.of(values) / DT.of(values) * units(values), problems, where);
  }

  private static int units(Values values) {
    return whole(SIDE, values) * whole(SIDE, values);
  }

  @Override
  double simulated(Values values) {
    return DURATION.of(values) / DT.of(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = units(values);
    return DURATION.of(values) / DT.of(values) * units * (60 + 0.03 * units);
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double spikes = DURATION.of(values) * INPUT_RATE.of(values) * units(values);
    return 8.0 * 60 * units(values) + (Draws.isPublished(values) ? 8 * spikes : 0) + 1e7;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    TimeConstants time =
        new TimeConstants(DT.of(values), TAU_E.of(values), TAU_I.of(values), TAU_X.of(values));
    long steps = steps(DURATION.of(values), time.dt());
    int side = whole(SIDE, values);
    GridDesign design = new GridDesign(side, WIDTH.of(values), HEIGHT.of(values), SELF.of(values));
    Circuit circuit = design.circuit().merged();
    double[] rates = new double[units(values)];
    Arrays.fill(rates, INPUT_RATE.of(values));
    SpikeSource spikes = draws.spikes(rates, time.dt(), steps, 0);
    SpikeDrive even = new SpikeDrive(circuit.input(), spikes);
    double noise = NOISE.of(values);
    Simulation simulation =
        new ImmediateSimulation(
            circuit, time, noise == 0 ? even : new NoisyDrive(even, noise, draws.of("noise")));
    long from = steps / 2;
    int everyUnit = Math.max(1, side * side / 60);
    Recording.Focus focus =
        new Recording.Focus(from, from, from + Math.max(1, steps / 10), 0, everyUnit);
    Recording recording = new Recording(simulation, values, focus);
    Course course = new Course(side, Math.max(1, steps / COURSE_POINTS));
    if (!runTo(steps, simulation, context, recording.observers(course))) {
      return timedOut();
    }
    Measured measured = measured(side, simulation);
    measured.set(course.rows);
    return outcome(simulation, recording, circuit.weights(), measured);
  }

  private static Measured measured(int side, Simulation simulation) {
    double[] rates = simulation.activityE().clone();
    for (int i = 0; i < rates.length; i++) {
      rates[i] /= simulation.time().tauE();
    }
    SpatialPattern pattern = new SpatialPattern(side, rates);
    Rows rows = new Rows(PATTERN);
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        double correlation = pattern.autocorrelation(x - side / 2, y - side / 2);
        rows.add()
            .set(X, x)
            .set(Y, y)
            .set(RATE, rates[x * side + y])
            .set(AUTOCORRELATION, correlation);
      }
    }
    return new Measured()
        .set(BUMPS, (double) pattern.bumps())
        .set(WAVELENGTH, pattern.wavelength())
        .set(LAST_GRIDNESS, pattern.gridness())
        .set(BUMP_RATE, Arrays.stream(rates).max().orElseThrow())
        .set(HEXAGONAL, pattern.gridness() >= LEAST_GRIDNESS)
        .set(rows);
  }

  /** Mean rate and gridness, a few times. */
  private static final class Course implements Observer {
    private final int side;
    private final long every;
    private final Rows rows = new Rows(COURSE);

    Course(int side, long every) {
      this.side = side;
      this.every = every;
    }

    @Override
    public void after(Simulation now) {
      if (now.steps() % every == 0) {
        double[] r = now.activityE();
        double rate = Arrays.stream(r).average().orElseThrow() / now.time().tauE();
        rows.add()
            .set(TIME, now.steps() * now.time().dt())
            .set(MEAN_RATE, rate)
            .set(GRIDNESS, new SpatialPattern(side, r).gridness());
      }
    }
  }
}

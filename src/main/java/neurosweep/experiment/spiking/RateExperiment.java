package neurosweep.experiment.spiking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.design.BalancedDesign;
import neurosweep.circuit.design.RatePrediction;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.MeanActivity;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeDrive;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.Matrices;
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
import neurosweep.math.random.RandomSource;

/**
 * Rates of a random balanced network against the saddle point of its objective (Li and Pehlevan,
 * NeurIPS 2020, figure 1). With {@code dynamics: descent} inhibition is eliminated and excitation
 * alone descends, see {@link Dynamics}.
 */
public final class RateExperiment extends RecordedExperiment {
  private static final Param<Double> TAU =
      Param.real("tau", 0.1, "decay time of activities and input")
          .called("τ")
          .within(1e-4, 1e3)
          .in("s");
  private static final Param<Double> DT =
      Param.real("dt", 1e-4, "step, as a share of tau").called("Δt").within(1e-6, 0.1).in("tau");
  private static final Param<Double> DURATION =
      Param.real("duration", 100, "length of the run; its second half counts")
          .within(1, 1e5)
          .in("tau");
  private static final Param<Long> N_E =
      Param.integer("n_e", 20, "excitatory units").called("excitatory units").within(2, 1000);
  private static final Param<Long> N_I =
      Param.integer("n_i", 20, "inhibitory units, at most n_e")
          .called("inhibitory units")
          .within(1, 1000);
  private static final Param<Long> INPUTS =
      Param.integer("inputs", 20, "Poisson inputs").within(1, 1000);
  private static final Param<Double> MOST_RATE =
      Param.real("input_rate", 150, "inputs have rates uniform up to this").within(0, 1e4).in("Hz");
  private static final Param<Double> NOISE =
      Param.real("noise", 1, "standard deviation of the voltages at the start").within(0, 1e3);

  static final Metric<Long> POPULATION =
      Metric.integer("population", "", "0 excitatory, 1 inhibitory");
  static final Metric<Long> UNIT = Metric.integer("unit", "", "from 0");
  static final Metric<Double> SIMULATED =
      Metric.real("simulated", "Hz", "mean over the second half");
  static final Metric<Double> PREDICTED =
      Metric.real("predicted", "Hz", "at the saddle point for the mean input");

  private static final Table RATES =
      new Table("rates", List.of(POPULATION, UNIT, SIMULATED, PREDICTED));

  private static final Metric<Double> RATE_CORRELATION =
      Metric.real("rate_correlation", "", "of simulated and predicted rates, all units")
          .goal(Goal.MAX);
  private static final Metric<Double> RATE_ERROR =
      Metric.real("rate_error", "", "|simulated - predicted| / |predicted|, all units")
          .goal(Goal.MIN);
  private static final Metric<Double> PUBLISHED_ERROR =
      Metric.real("published_error", "Hz", "sqrt(sum of squares over E units) / n_e")
          .goal(Goal.MIN);
  private static final Metric<Boolean> HAS_PREDICTION =
      Metric.flag("predicted", "a saddle point was found");

  /** For the catalogue. */
  public RateExperiment() {
    super(
        "rate-prediction",
        "rates of a random balanced network against its saddle point (Li & Pehlevan, Fig. 1)",
        List.of(
            TAU,
            DT,
            DURATION,
            N_E,
            N_I,
            INPUTS,
            MOST_RATE,
            NOISE,
            Dynamics.KNOB,
            StepResponse.RECORDED),
        joined(
            List.of(RATE_CORRELATION, RATE_ERROR, PUBLISHED_ERROR, HAS_PREDICTION),
            StepResponse.METRICS));
  }

  @Override
  List<Table> ownTables() {
    return List.of(RATES, ResidualPath.TABLE, StepResponse.TABLE);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.of(
                Plot.Kind.SCATTER,
                "rates",
                "simulated rates against those of the saddle point",
                RATES,
                PREDICTED,
                SIMULATED)
            .series(POPULATION)
            .identity(),
        ResidualPath.PLOT,
        StepResponse.PLOT);
  }

  @Override
  public Metric<?> objective(Values values) {
    return RATE_CORRELATION;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    if (N_I.of(values) > N_E.of(values)) {
      problems.add(
          where,
          "n_i is "
              + N_I.of(values)
              + ", must be at most n_e = "
              + N_E.of(values)
              + ": W_II would be singular");
    }
    checkRate(MOST_RATE.of(values), DT.of(values) * TAU.of(values), problems, where);
    Draws.check(values, total(values) * INPUTS.of(values), problems, where);
  }

  private static double total(Values values) {
    return DURATION.of(values) / DT.of(values);
  }

  @Override
  double simulated(Values values) {
    return StepResponse.RECORDED.of(values) ? 0 : total(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return (total(values) + StepResponse.steps(time(values), values))
            * (40 * units + 20.0 * INPUTS.of(values) + units)
        + StepResponse.smoothFlops(units, values);
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values) + INPUTS.of(values);
    double kept = Draws.isPublished(values) ? 5 * total(values) : 0;
    return 8 * (20 * units * units) + kept + StepResponse.bytes(units, values) + 1e6;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    TimeConstants time = time(values);
    long steps = Math.round(total(values));
    int nE = whole(N_E, values);
    int inputs = whole(INPUTS, values);
    RandomSource random = draws.of("init");
    BalancedDesign design =
        new BalancedDesign(random.uniforms(nE, nE), random.uniforms(nE, whole(N_I, values)));
    double[] rates = new double[inputs];
    for (int j = 0; j < inputs; j++) {
      rates[j] = MOST_RATE.of(values) * random.nextDouble();
    }
    SpikeSource spikes = draws.spikes(rates, time.dt(), steps, 0);
    double[][] f = random.gaussians(nE, inputs);
    for (double[] row : f) {
      for (int j = 0; j < inputs; j++) {
        row[j] = 0.1 + 0.5 * row[j];
      }
    }
    Circuit circuit = new Circuit(design.weights(), DenseSynapses.of(f));
    Dynamics dynamics = Dynamics.of(circuit, values);
    Simulation simulation = dynamics.simulation(time, new SpikeDrive(circuit.input(), spikes));
    start(simulation, steps, NOISE.of(values), draws);
    Measured measured = new Measured();
    double[] input = rates.clone();
    Matrices.scale(input, time.tauX());
    if (!StepResponse.measure(dynamics, time, input, values, context, measured)) {
      return timedOut();
    }
    return run(simulation, circuit, steps, values, context, measured);
  }

  private static TimeConstants time(Values values) {
    double tau = TAU.of(values);
    return TimeConstants.shared(DT.of(values) * tau, tau);
  }

  private static void start(Simulation simulation, long steps, double noise, Draws draws) {
    RandomSource random = draws.of("noise");
    Draws.normal(simulation.voltageE(), noise, random);
    if (draws.arePublished()) {
      for (long rest = steps * simulation.voltageE().length; rest > 0; rest--) {
        random.nextGaussian(); // the program draws voltages for every step and uses the first
      }
    }
    Draws.normal(simulation.voltageI(), noise, random);
  }

  private static Outcome run(
      Simulation simulation,
      Circuit whole,
      long steps,
      Values values,
      Context context,
      Measured measured) {
    // the published figure shows neuron 11 in columns 30000 to 80001 of a million
    long from = MeanActivity.secondHalf(steps);
    Recording.Focus focus = new Recording.Focus(from, steps * 3 / 100, steps * 8 / 100, 10, 1);
    Recording recording = new Recording(simulation, values, focus);
    ResidualPath residuals = new ResidualPath(simulation);
    if (!runTo(steps, simulation, context, recording.observers(residuals))) {
      return timedOut();
    }
    MeanActivity mean = recording.mean();
    Optional<RatePrediction> predicted = RatePrediction.of(whole, mean.input());
    double[] rE = mean.excitatory();
    double[] rI = mean.inhibitory();
    RatePrediction goal =
        new RatePrediction(
            predicted.map(RatePrediction::rE).orElse(nans(rE.length)),
            // pure descent has no inhibitory units to compare
            predicted.map(p -> Arrays.copyOf(p.rI(), rI.length)).orElse(nans(rI.length)));
    double tau = simulation.time().tauE();
    measured
        .set(HAS_PREDICTION, predicted.isPresent())
        .set(residuals.rows())
        .set(RATE_CORRELATION, goal.correlation(rE, rI))
        .set(RATE_ERROR, goal.relativeError(rE, rI))
        .set(PUBLISHED_ERROR, goal.publishedError(rE, tau))
        .set(rates(rE, rI, goal, tau));
    return outcome(simulation, recording, whole.weights(), measured);
  }

  private static double[] nans(int length) {
    double[] nans = new double[length];
    Arrays.fill(nans, Double.NaN);
    return nans;
  }

  private static Rows rates(double[] rE, double[] rI, RatePrediction goal, double tau) {
    Rows rows = new Rows(RATES);
    add(0, rE, goal.rE(), tau, rows);
    add(1, rI, goal.rI(), tau, rows);
    return rows;
  }

  private static void add(int population, double[] r, double[] goal, double tau, Rows to) {
    for (int i = 0; i < r.length; i++) {
      to.add()
          .set(POPULATION, population)
          .set(UNIT, i)
          .set(SIMULATED, r[i] / tau)
          .set(PREDICTED, goal[i] / tau);
    }
  }
}

package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import neurosweep.circuit.design.RingDesign;
import neurosweep.circuit.design.TunedRingDesign;
import neurosweep.circuit.simulation.BumpPath;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Drive;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.PhasedSpikes;
import neurosweep.circuit.simulation.PopulationVector;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeDrive;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.simulation.VoltageSimulation;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Rows;
import neurosweep.math.random.RandomSource;

/**
 * Experiments on a ring of units (Li and Pehlevan, NeurIPS 2020, figure 4): the circuit, its input
 * and the path of its bump. Inhibitory units that are all the same are run as one.
 */
abstract class RingExperiment extends RecordedExperiment {
  static final Param<Double> TAU =
      Param.real("tau", 0.1, "decay time of activities and input")
          .called("τ")
          .within(1e-3, 100)
          .in("s");
  static final Param<Double> DT =
      Param.real("dt", 1e-3, "step").called("Δt").within(1e-6, 0.1).in("s");
  static final Param<Double> NOISE =
      Param.real("noise", 0, "voltage noise, standard deviation per square root of a second")
          .within(0, 1e3);
  static final Param<Double> W1 = Param.real("w1", 2.7, "modulation of the kernel").within(0, 100);
  static final Param<Long> N_E =
      Param.integer("n_e", 100, "excitatory units").called("excitatory units").within(4, 10_000);
  static final Param<Long> N_I =
      Param.integer("n_i", 100, "inhibitory units, all the same where factorisation is rank-one")
          .called("inhibitory units")
          .within(1, 10_000);
  static final Param<Double> INPUT_RATE =
      Param.real("input_rate", 10, "h0, mean rate of the Poisson inputs").within(0, 900).in("Hz");

  private static final Param<Double> W0 =
      Param.real("w0", 0.5, "uniform part of the kernel").within(0, 100);
  private static final Param<Double> SELF =
      Param.real("self_inhibition", 3, "diagonal of W_II; leaves the effective weight as it is")
          .above(0);
  private static final Param<String> FACTORISATION =
      Param.choice(
          "factorisation",
          List.of("rank-one", "full"),
          "inhibition by which the effective weight is made: rank-one: uniform; full: tuned to the"
              + " ring, W_EI of full rank");

  static final Metric<Double> TIME = Metric.real("time", "s", "since the start");
  static final Metric<Double> ANGLE =
      Metric.real("angle", "rad", "of the population vector, unwrapped");
  static final Metric<Double> COHERENCE =
      Metric.real("coherence", "", "length of the population vector over total activity");

  static final Table BUMP = new Table("bump", List.of(TIME, ANGLE, COHERENCE));
  static final Metric<Long> UNIT = Metric.integer("unit", "", "excitatory unit");
  static final Metric<Double> RATE = Metric.real("rate", "Hz", "r_E / tau");

  static final Table ACTIVITY = new Table("activity", List.of(TIME, UNIT, RATE));

  /** Seconds between the angles that are kept, and most of them. */
  private static final double STRIDE = 0.005;

  private static final int MOST_ANGLES = 50_000;
  private static final int PICTURE_TIMES = 100;
  private static final int PICTURE_UNITS = 50;

  RingExperiment(String name, String doc, List<Param<?>> own, List<Metric<?>> metrics) {
    super(name, doc, knobs(own), metrics);
  }

  private static List<Param<?>> knobs(List<Param<?>> own) {
    List<Param<?>> all = new ArrayList<>(List.of(TAU, DT, N_E, N_I, W0, W1, INPUT_RATE, NOISE));
    all.addAll(List.of(SELF, FACTORISATION));
    all.addAll(own);
    return all;
  }

  @Override
  List<Table> ownTables() {
    return List.of(BUMP, ACTIVITY);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.image("activity", "activity of the ring over time", ACTIVITY, TIME, UNIT, RATE),
        Plot.of(Plot.Kind.TRACE, "bump", "angle of the bump over time", BUMP, TIME, ANGLE));
  }

  /** Length of the run, s. */
  abstract double seconds(Values values);

  /** The largest rate of an input, Hz. */
  double mostRate(Values values) {
    return INPUT_RATE.of(values);
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    checkStep(TAU, DT.of(values), values, problems, where);
    checkRate(mostRate(values), DT.of(values), problems, where);
    double steps = seconds(values) / DT.of(values);
    Draws.check(values, steps * N_E.of(values), problems, where);
    double least = TunedRingDesign.leastExcitatory(profile(values, 0));
    if (isTuned(values) && N_E.of(values) <= least) {
      problems.add(
          where,
          "n_e is "
              + N_E.of(values)
              + ", must be above 6.54 (w0 + w1) = "
              + (float) least
              + " where factorisation is full: with fewer the reset of excitatory units may be lost;"
              + " raise n_e or choose rank-one");
    }
  }

  @Override
  double simulated(Values values) {
    return seconds(values) / DT.of(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double steps = seconds(values) / DT.of(values);
    double units = N_E.of(values) + N_I.of(values);
    double tuned = steps * 0.3 * units * units + 40 * Math.pow(units, 3);
    return steps * 100 * N_E.of(values) + (isTuned(values) ? tuned : 0);
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return 8.0 * 100 * N_E.of(values) + (isTuned(values) ? 80 * units * units : 0) + 1e7;
  }

  private static boolean isTuned(Values values) {
    return FACTORISATION.of(values).equals("full");
  }

  private static RingDesign.Profile profile(Values values, double gamma) {
    return new RingDesign.Profile(W0.of(values), W1.of(values), gamma);
  }

  static Circuit circuit(Values values, double gamma) {
    int nE = whole(N_E, values);
    int nI = whole(N_I, values);
    double self = SELF.of(values);
    RingDesign.Profile profile = profile(values, gamma);
    return isTuned(values)
        ? new TunedRingDesign(nE, nI, profile, self).circuit()
        : new RingDesign(nE, nI, profile, self, self).circuit().merged();
  }

  static TimeConstants time(Values values) {
    return TimeConstants.shared(DT.of(values), TAU.of(values));
  }

  /** Rates h0 + h1 cos(theta - phi), Hz. */
  static double[] rates(Values values, double h1, double theta) {
    double[] rates = new double[whole(N_E, values)];
    Arrays.setAll(
        rates, i -> INPUT_RATE.of(values) + h1 * Math.cos(theta - 2 * Math.PI * i / rates.length));
    return rates;
  }

  /** The circuit under inputs that take turns. */
  static Simulation simulation(
      Circuit circuit, Values values, List<PhasedSpikes.Phase> phases, RandomSource noise) {
    Drive spikes = new SpikeDrive(circuit.input(), new PhasedSpikes(phases));
    double deviation = NOISE.of(values) * Math.sqrt(DT.of(values));
    Drive drive = deviation == 0 ? spikes : new NoisyDrive(spikes, deviation, noise);
    return new VoltageSimulation(circuit, time(values), drive);
  }

  static PhasedSpikes.Phase until(double seconds, Values values, SpikeSource source) {
    return new PhasedSpikes.Phase(steps(seconds, DT.of(values)), source);
  }

  /** Samples the bump; the activity of all units more rarely. */
  static final class Path implements Observer {
    private final PopulationVector vector;
    private final double tau;
    private final double dt;
    private final int everyBump;
    private final int everyPicture;
    private final int thinned;
    private final long pictureFrom;
    private final Rows bump = new Rows(BUMP);
    private final Rows picture = new Rows(ACTIVITY);

    /**
     * Empty.
     *
     * @param pictureFrom first step of the picture of all units, which reaches to the end
     */
    Path(Values values, long steps, long pictureFrom) {
      this.pictureFrom = pictureFrom;
      int units = whole(N_E, values);
      vector = new PopulationVector(units);
      tau = TAU.of(values);
      dt = DT.of(values);
      everyBump = (int) Math.max(Math.max(1, Math.round(STRIDE / dt)), steps / MOST_ANGLES);
      thinned = (int) Math.max(1, steps / everyBump / Recording.SAMPLES.of(values));
      everyPicture = (int) Math.max(1, (steps - pictureFrom) / PICTURE_TIMES);
    }

    @Override
    public void after(Simulation now) {
      double[] r = now.activityE();
      if (now.steps() % everyBump == 0) {
        bump.add()
            .set(TIME, now.steps() * dt)
            .set(ANGLE, vector.angle(r))
            .set(COHERENCE, vector.coherence(r));
      }
      if (now.steps() > pictureFrom && now.steps() % everyPicture == 0) {
        int everyUnit = (r.length + PICTURE_UNITS - 1) / PICTURE_UNITS;
        for (int unit = 0; unit < r.length; unit += everyUnit) {
          picture.add().set(TIME, now.steps() * dt).set(UNIT, unit).set(RATE, r[unit] / tau);
        }
      }
    }

    /** The way of the bump between two times, s. */
    BumpPath between(double from, double to) {
      int[] kept = within(from, to);
      return BumpPath.unwrapped(values(TIME, kept), values(ANGLE, kept));
    }

    /** Mean length of the population vector between two times. */
    double coherence(double from, double to) {
      return Arrays.stream(values(COHERENCE, within(from, to))).average().orElse(Double.NaN);
    }

    private int[] within(double from, double to) {
      return IntStream.range(0, bump.size())
          .filter(i -> bump.get(i, TIME) > from - dt / 2 && bump.get(i, TIME) < to + dt / 2)
          .toArray();
    }

    private double[] values(Metric<Double> column, int[] rows) {
      return IntStream.of(rows).mapToDouble(row -> bump.get(row, column)).toArray();
    }

    /** Seconds between samples. */
    double interval() {
      return everyBump * dt;
    }

    Rows bumpRows() {
      double[] times = bump.values(TIME).toArray();
      double[] angles = BumpPath.unwrapped(times, bump.values(ANGLE).toArray()).angles();
      Rows rows = new Rows(BUMP);
      for (int k = 0; k < times.length; k += thinned) {
        rows.add().set(TIME, times[k]).set(ANGLE, angles[k]).set(COHERENCE, bump.get(k, COHERENCE));
      }
      return rows;
    }

    Rows pictureRows() {
      return picture;
    }
  }
}

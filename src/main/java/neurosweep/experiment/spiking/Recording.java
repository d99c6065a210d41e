package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.InputCurrents;
import neurosweep.circuit.simulation.MeanActivity;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Raster;
import neurosweep.circuit.simulation.Saturation;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.Trace;
import neurosweep.circuit.solver.KktResiduals;
import neurosweep.circuit.solver.Objective;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;

/**
 * What every spiking experiment measures beside its own: balance, irregularity, the conditions of a
 * saddle point, saturation, and for the figures a stretch of spikes and of one unit's currents.
 * Nothing grows with the length of the run.
 */
final class Recording {
  static final Param<Long> KEPT_SPIKES =
      Param.integer("kept_spikes", 3000, "spikes kept of each population, for the raster")
          .within(0, 1_000_000);
  static final Param<Long> SAMPLES =
      Param.integer("samples", 500, "samples kept of a trace").within(2, 100_000);

  static final Metric<Double> TIME = Metric.real("time", "s", "since the beginning of the stretch");
  static final Metric<Long> POPULATION =
      Metric.integer("population", "", "0 excitatory, 1 inhibitory");
  static final Metric<Long> UNIT =
      Metric.integer("unit", "", "from 0; inhibitory units follow the excitatory ones");

  static final Table SPIKES = new Table("spikes", List.of(TIME, POPULATION, UNIT));
  static final Metric<Double> EXCITATION =
      Metric.real("excitation", "", "W_EE r_E + F x~ of one unit, its reset included");
  static final Metric<Double> INHIBITION =
      Metric.real("inhibition", "", "W_EI r_I of the same unit");

  static final Table CURRENTS = new Table("currents", List.of(TIME, EXCITATION, INHIBITION));
  static final List<Table> TABLES =
      List.of(SPIKES, CURRENTS, BalanceRecord.UNITS, BalanceRecord.BALANCE);
  static final Metric<Double> RATE_I = Metric.real("rate_i", "Hz", "mean over inhibitory units");
  static final Metric<Double> KKT_NATURAL =
      Metric.real("kkt_natural", "", "largest |min(r, theta - V)| at the mean activity");
  static final Metric<Double> KKT_DUAL = Metric.real("kkt_dual", "", "largest V - theta there");
  static final Metric<Double> KKT_COMPLEMENTARITY =
      Metric.real("kkt_complementarity", "", "largest |r (V - theta)| there");
  static final Metric<Double> PEAK_SHARE =
      Metric.real("peak_share", "", "largest share of E units firing a step, over one tau");
  static final Metric<Double> LAST_SHARE =
      Metric.real("last_share", "", "the same in the last tau; above 0.7 it is saturated");

  private static final List<Metric<?>> OWN =
      List.of(
          SpikingExperiment.RATE_E,
          RATE_I,
          KKT_NATURAL,
          KKT_DUAL,
          KKT_COMPLEMENTARITY,
          PEAK_SHARE,
          LAST_SHARE);
  static final List<Metric<?>> METRICS =
      Stream.of(BalanceRecord.METRICS, OWN).flatMap(List::stream).toList();
  static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  Plot.Kind.EVENTS,
                  "raster",
                  "spikes of population 0 (excitatory) and 1 (inhibitory), until one of them has"
                      + " fired kept_spikes: a panel that ends early does not fall silent there",
                  SPIKES,
                  TIME,
                  UNIT)
              .series(POPULATION),
          Plot.of(
              Plot.Kind.TRACE,
              "currents",
              "excitatory and inhibitory current of one excitatory unit",
              CURRENTS,
              TIME,
              EXCITATION,
              INHIBITION),
          BalanceRecord.PLOT);

  private final Simulation simulation;
  private final Focus focus;
  private final MeanActivity mean;
  private final BalanceRecord balance;
  private final Saturation saturation;
  private final Raster raster;
  private final Trace currents;

  /**
   * What is looked at.
   *
   * @param from completed steps of the first state that counts for means and balance
   * @param windowFrom first step of the figures' stretch
   * @param windowTo first step after it
   * @param unit whose currents are kept
   * @param everyUnit of which units spikes are kept
   */
  record Focus(long from, long windowFrom, long windowTo, int unit, int everyUnit) {
    /** A stretch as a share of a run. */
    static Focus of(long steps, double from, double window, int unit) {
      long start = (long) (from * steps);
      long end = Math.min(steps, Math.max(start + 1, (long) (window * steps)));
      return new Focus(start, start, end, unit, 1);
    }
  }

  /** Watches a simulation that has not begun. */
  Recording(Simulation simulation, Values values, Focus focus) {
    this.simulation = simulation;
    this.focus = focus;
    Circuit circuit = simulation.circuit();
    mean = new MeanActivity(circuit, focus.from);
    balance = new BalanceRecord(simulation, focus.from);
    saturation = new Saturation(simulation);
    int most = (int) (long) KEPT_SPIKES.of(values);
    raster = new Raster(new Raster.Window(focus.windowFrom, focus.windowTo, focus.everyUnit, most));
    int samples = (int) (long) SAMPLES.of(values);
    long stretch = focus.windowTo - focus.windowFrom;
    int every = (int) Math.max(1, (stretch + samples - 1) / samples);
    InputCurrents now = simulation.currents();
    int unit = Math.min(focus.unit, circuit.excitatory() - 1);
    currents =
        new Trace(
            focus.windowFrom + 1,
            every,
            (int) Math.min(samples, stretch / every),
            2,
            (state, to) -> {
              to[0] = now.recurrentE()[unit] + now.externalE()[unit];
              to[1] = now.inhibitionE()[unit];
            });
  }

  /** To run with. */
  Observer[] observers(Observer... more) {
    List<Observer> all = new ArrayList<>(List.of(more));
    all.addAll(balance.observers());
    all.addAll(List.of(mean, saturation, raster, currents));
    return all.toArray(Observer[]::new);
  }

  /** Means over the states that count. */
  MeanActivity mean() {
    return mean;
  }

  /** Whether excitation fired in almost every step at the end. */
  boolean saturated() {
    return saturation.runaway();
  }

  /** Rates of E units, Hz. */
  double[] ratesE() {
    return over(mean.excitatory(), simulation.time().tauE());
  }

  /** Rates of I units, Hz. */
  double[] ratesI() {
    return over(mean.inhibitory(), simulation.time().tauI());
  }

  private static double[] over(double[] counts, double tau) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= tau;
    }
    return counts;
  }

  /** Adds the scalars and tables of the run. */
  void measure(Measured measured) {
    double[] ratesE = ratesE();
    balance.measure(ratesE, measured);
    double[] h = new double[ratesE.length];
    simulation.circuit().input().addProduct(mean.input(), 1, h);
    KktResiduals residuals =
        new Objective(simulation.circuit(), h).residuals(mean.excitatory(), mean.inhibitory());
    measured
        .set(SpikingExperiment.RATE_E, average(ratesE))
        .set(RATE_I, average(ratesI()))
        .set(KKT_NATURAL, residuals.natural())
        .set(KKT_DUAL, residuals.dual())
        .set(KKT_COMPLEMENTARITY, residuals.complementarity())
        .set(PEAK_SHARE, saturation.peakShare())
        .set(LAST_SHARE, saturation.lastShare())
        .set(spikes())
        .set(currents());
  }

  /** Both populations, for as long as there was room for both. */
  private Rows spikes() {
    Raster.Spikes ofE = raster.excitatory();
    Raster.Spikes ofI = raster.inhibitory();
    long end = Math.min(end(ofE), end(ofI));
    Rows rows = new Rows(SPIKES);
    add(ofE, 0, 0, end, rows);
    add(ofI, 1, simulation.circuit().excitatory(), end, rows);
    return rows;
  }

  private static long end(Raster.Spikes spikes) {
    boolean full = spikes.dropped() > 0 && spikes.size() > 0;
    return full ? spikes.step(spikes.size() - 1) : Long.MAX_VALUE;
  }

  private void add(Raster.Spikes spikes, int population, int first, long end, Rows to) {
    for (int k = 0; k < spikes.size() && spikes.step(k) < end; k++) {
      to.add()
          .set(TIME, (spikes.step(k) - focus.windowFrom) * simulation.time().dt())
          .set(POPULATION, population)
          .set(UNIT, first + spikes.unit(k));
    }
  }

  private Rows currents() {
    double[][] samples = currents.samples();
    Rows rows = new Rows(CURRENTS);
    for (int k = 0; k < samples.length; k++) {
      rows.add()
          .set(TIME, (currents.step(k) - focus.windowFrom) * simulation.time().dt())
          .set(EXCITATION, samples[k][0])
          .set(INHIBITION, samples[k][1]);
    }
    return rows;
  }

  private static double average(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}

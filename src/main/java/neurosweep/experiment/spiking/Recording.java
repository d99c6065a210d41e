package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import neurosweep.circuit.Circuit;
import neurosweep.circuit.InputCurrents;
import neurosweep.circuit.KktResiduals;
import neurosweep.circuit.MeanActivity;
import neurosweep.circuit.Objective;
import neurosweep.circuit.Observer;
import neurosweep.circuit.Raster;
import neurosweep.circuit.Saturation;
import neurosweep.circuit.Simulation;
import neurosweep.circuit.Trace;
import neurosweep.core.Column;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;

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

  static final Table SPIKES =
      new Table(
          "spikes",
          List.of(
              Column.real("time", "s", "since the beginning of the stretch"),
              Column.integer("population", "", "0 excitatory, 1 inhibitory"),
              Column.integer("unit", "", "from 0; inhibitory units follow the excitatory ones")));
  static final Table CURRENTS =
      new Table(
          "currents",
          List.of(
              Column.real("time", "s", "since the beginning of the stretch"),
              Column.real("excitation", "", "W_EE r_E + F x~ of one unit, its reset included"),
              Column.real("inhibition", "", "W_EI r_I of the same unit")));
  static final List<Table> TABLES =
      List.of(SPIKES, CURRENTS, BalanceRecord.UNITS, BalanceRecord.BALANCE);
  private static final List<Column> OWN =
      List.of(
          Column.real("rate_e", "Hz", "mean over excitatory units"),
          Column.real("rate_i", "Hz", "mean over inhibitory units"),
          Column.real("kkt_natural", "", "largest |min(r, theta - V)| at the mean activity"),
          Column.real("kkt_dual", "", "largest V - theta there"),
          Column.real("kkt_complementarity", "", "largest |r (V - theta)| there"),
          Column.real("peak_share", "", "largest share of E units firing a step, over one tau"),
          Column.real("last_share", "", "the same in the last tau; above 0.7 it is saturated"));
  static final List<Column> METRICS =
      Stream.of(BalanceRecord.METRICS, OWN).flatMap(List::stream).toList();
  static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  Plot.Kind.EVENTS,
                  "raster",
                  "spikes of population 0 (excitatory) and 1 (inhibitory), until one of them has"
                      + " fired kept_spikes: a panel that ends early does not fall silent there",
                  SPIKES.name(),
                  "time",
                  "unit")
              .series("population"),
          Plot.of(
              Plot.Kind.TRACE,
              "currents",
              "excitatory and inhibitory current of one excitatory unit",
              CURRENTS.name(),
              "time",
              "excitation",
              "inhibition"),
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
  void measure(SpikingExperiment.Measured measured) {
    SortedMap<String, Object> scalars = measured.scalars;
    double[] ratesE = ratesE();
    scalars.put("rate_e", average(ratesE));
    scalars.put("rate_i", average(ratesI()));
    balance.measure(ratesE, measured);
    double[] h = new double[ratesE.length];
    simulation.circuit().input().addProduct(mean.input(), 1, h);
    KktResiduals residuals =
        new Objective(simulation.circuit(), h).residuals(mean.excitatory(), mean.inhibitory());
    scalars.put("kkt_natural", residuals.natural());
    scalars.put("kkt_dual", residuals.dual());
    scalars.put("kkt_complementarity", residuals.complementarity());
    scalars.put("peak_share", saturation.peakShare());
    scalars.put("last_share", saturation.lastShare());
    measured.put(SPIKES, spikes()).put(CURRENTS, currents());
  }

  /** Both populations, for as long as there was room for both. */
  private double[][] spikes() {
    Raster.Spikes ofE = raster.excitatory();
    Raster.Spikes ofI = raster.inhibitory();
    long end = Math.min(end(ofE), end(ofI));
    List<double[]> rows = new ArrayList<>();
    add(ofE, 0, 0, end, rows);
    add(ofI, 1, simulation.circuit().excitatory(), end, rows);
    return rows.toArray(double[][]::new);
  }

  private static long end(Raster.Spikes spikes) {
    boolean full = spikes.dropped() > 0 && spikes.size() > 0;
    return full ? spikes.step(spikes.size() - 1) : Long.MAX_VALUE;
  }

  private void add(Raster.Spikes spikes, int population, int first, long end, List<double[]> to) {
    for (int k = 0; k < spikes.size() && spikes.step(k) < end; k++) {
      double time = (spikes.step(k) - focus.windowFrom) * simulation.time().dt();
      to.add(new double[] {time, population, first + spikes.unit(k)});
    }
  }

  private double[][] currents() {
    double[][] samples = currents.samples();
    double[][] rows = new double[samples.length][];
    for (int k = 0; k < rows.length; k++) {
      double time = (currents.step(k) - focus.windowFrom) * simulation.time().dt();
      rows[k] = new double[] {time, samples[k][0], samples[k][1]};
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

package neurosweep.experiment.spiking;

import java.util.List;
import java.util.SortedMap;
import neurosweep.circuit.BalanceStatistics;
import neurosweep.circuit.Circuit;
import neurosweep.circuit.InputBalance;
import neurosweep.circuit.IntervalStatistics;
import neurosweep.circuit.Observer;
import neurosweep.circuit.Simulation;
import neurosweep.core.Column;
import neurosweep.core.Plot;
import neurosweep.core.Table;

/** Balance of excitation and inhibition and irregularity: as a whole, by unit, and over time. */
final class BalanceRecord {
  static final Table UNITS =
      new Table(
          "units",
          List.of(
              Column.integer("unit", "", "excitatory, from 0; thinned to a few hundred"),
              Column.real("rate", "Hz", "mean"),
              Column.real("correlation", "", "of its E and I current over time"),
              Column.real("ratio", "", "mean I over mean E current"),
              Column.real("net", "", "rms of E - I over mean E current"),
              Column.real("cv", "", "coefficient of variation of its intervals")));
  static final Table BALANCE =
      new Table(
          "balance",
          List.of(
              Column.real("time", "s", "middle of a window, since the first state that counts"),
              Column.real("correlation", "", "in it, mean of active E units"),
              Column.real("ratio", "", "the same of mean I over mean E current"),
              Column.real("net", "", "the same of rms of E - I over mean E current")));
  static final List<Column> METRICS =
      List.of(
          Column.real("active_e", "", "share of E units whose mean rate is above 1 Hz"),
          Column.real("ei_correlation", "", "of E and I current over time, mean of active E units"),
          Column.real("ei_ratio", "", "mean I over mean E current, mean of active E units"),
          Column.real("ei_net", "", "rms of E - I over mean E current, mean of active E units"),
          Column.real("cv", "", "coefficient of variation of intervals, mean of all units"));
  static final Plot PLOT =
      Plot.of(
          Plot.Kind.LINE,
          "balance",
          "correlation of excitation and inhibition in windows of time",
          BALANCE.name(),
          "time",
          "correlation");

  /** Below this mean rate, Hz, a unit is silent. */
  private static final double ACTIVE = 1;

  private static final int MOST_WINDOWS = 50;
  private static final int MOST_UNITS = 400;

  private final Simulation simulation;
  private final InputBalance balance;
  private final IntervalStatistics intervalsE;
  private final IntervalStatistics intervalsI;

  /**
   * Watches a simulation that has not begun.
   *
   * @param from completed steps of the first state that counts
   */
  BalanceRecord(Simulation simulation, long from) {
    this.simulation = simulation;
    Circuit circuit = simulation.circuit();
    balance = new InputBalance(simulation, from, MOST_WINDOWS);
    intervalsE = new IntervalStatistics(circuit.excitatory());
    intervalsI = new IntervalStatistics(circuit.inhibitory());
  }

  /** To run with. */
  List<Observer> observers() {
    return List.of(balance, intervalsE.ofExcitatory(), intervalsI.ofInhibitory());
  }

  /** Adds scalars and tables; the mean rates of E units say which are active. */
  void measure(double[] ratesE, SpikingExperiment.Measured measured) {
    SortedMap<String, Object> scalars = measured.scalars;
    BalanceStatistics whole = balance.excitatory();
    double[] means = means(whole, ratesE);
    scalars.put("ei_correlation", means[0]);
    scalars.put("ei_ratio", means[1]);
    scalars.put("ei_net", means[2]);
    scalars.put("active_e", means[3]);
    scalars.put("cv", IntervalStatistics.meanVariation(intervalsE, intervalsI));
    measured.put(UNITS, units(whole, ratesE)).put(BALANCE, course(ratesE));
  }

  /** Correlation, ratio and net current of active units, and the share of units that are. */
  private static double[] means(BalanceStatistics statistics, double[] ratesE) {
    double[] sums = new double[3];
    int active = 0;
    for (int i = 0; i < ratesE.length; i++) {
      if (ratesE[i] > ACTIVE) {
        sums[0] += statistics.correlation(i);
        sums[1] += statistics.ratio(i);
        sums[2] += statistics.relativeNet(i);
        active++;
      }
    }
    return new double[] {
      sums[0] / active, sums[1] / active, sums[2] / active, (double) active / ratesE.length
    };
  }

  private double[][] units(BalanceStatistics whole, double[] ratesE) {
    int every = (ratesE.length + MOST_UNITS - 1) / MOST_UNITS;
    double[][] rows = new double[(ratesE.length + every - 1) / every][];
    for (int k = 0; k < rows.length; k++) {
      int i = k * every;
      rows[k] =
          new double[] {
            i,
            ratesE[i],
            whole.correlation(i),
            whole.ratio(i),
            whole.relativeNet(i),
            intervalsE.counts(i) ? intervalsE.variation(i) : Double.NaN
          };
    }
    return rows;
  }

  private double[][] course(double[] ratesE) {
    List<BalanceStatistics> windows = balance.windows();
    double[][] rows = new double[windows.size()][];
    long before = 0;
    for (int k = 0; k < rows.length; k++) {
      BalanceStatistics window = windows.get(k);
      double[] means = means(window, ratesE);
      double time = (before + window.states() / 2.0) * simulation.time().dt();
      rows[k] = new double[] {time, means[0], means[1], means[2]};
      before += window.states();
    }
    return rows;
  }
}

package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.simulation.BalanceStatistics;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.InputBalance;
import neurosweep.circuit.simulation.IntervalStatistics;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.core.Metric;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;

/** Balance of excitation and inhibition and irregularity: as a whole, by unit, and over time. */
final class BalanceRecord {
  static final Metric<Long> UNIT =
      Metric.integer("unit", "", "excitatory, from 0; thinned to a few hundred");
  static final Metric<Double> RATE = Metric.real("rate", "Hz", "mean");
  static final Metric<Double> CORRELATION =
      Metric.real("correlation", "", "of its E and I current over time");
  static final Metric<Double> RATIO = Metric.real("ratio", "", "mean I over mean E current");
  static final Metric<Double> NET = Metric.real("net", "", "rms of E - I over mean E current");
  static final Metric<Double> CV =
      Metric.real("cv", "", "coefficient of variation of its intervals");

  static final Table UNITS = new Table("units", List.of(UNIT, RATE, CORRELATION, RATIO, NET, CV));
  static final Metric<Double> TIME =
      Metric.real("time", "s", "middle of a window, since the first state that counts");
  static final Metric<Double> MEAN_CORRELATION =
      Metric.real("correlation", "", "in it, mean of active E units");
  static final Metric<Double> MEAN_RATIO =
      Metric.real("ratio", "", "the same of mean I over mean E current");
  static final Metric<Double> MEAN_NET =
      Metric.real("net", "", "the same of rms of E - I over mean E current");

  static final Table BALANCE =
      new Table("balance", List.of(TIME, MEAN_CORRELATION, MEAN_RATIO, MEAN_NET));
  static final Metric<Double> ACTIVE_E =
      Metric.real("active_e", "", "share of E units whose mean rate is above 1 Hz");
  static final Metric<Double> EI_CORRELATION =
      Metric.real("ei_correlation", "", "of E and I current over time, mean of active E units");
  static final Metric<Double> EI_RATIO =
      Metric.real("ei_ratio", "", "mean I over mean E current, mean of active E units");
  static final Metric<Double> EI_NET =
      Metric.real("ei_net", "", "rms of E - I over mean E current, mean of active E units");
  static final Metric<Double> MEAN_CV =
      Metric.real("cv", "", "coefficient of variation of intervals, mean of all units");

  static final List<Metric<?>> METRICS =
      List.of(ACTIVE_E, EI_CORRELATION, EI_RATIO, EI_NET, MEAN_CV);
  static final Plot PLOT =
      Plot.of(
          Plot.Kind.LINE,
          "balance",
          "correlation of excitation and inhibition in windows of time",
          BALANCE,
          TIME,
          MEAN_CORRELATION);

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
  void measure(double[] ratesE, Measured measured) {
    BalanceStatistics whole = balance.excitatory();
    double[] means = means(whole, ratesE);
    measured
        .set(EI_CORRELATION, means[0])
        .set(EI_RATIO, means[1])
        .set(EI_NET, means[2])
        .set(ACTIVE_E, means[3])
        .set(MEAN_CV, IntervalStatistics.meanVariation(intervalsE, intervalsI))
        .set(units(whole, ratesE))
        .set(course(ratesE));
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

  private Rows units(BalanceStatistics whole, double[] ratesE) {
    int every = (ratesE.length + MOST_UNITS - 1) / MOST_UNITS;
    Rows rows = new Rows(UNITS);
    for (int i = 0; i < ratesE.length; i += every) {
      rows.add()
          .set(UNIT, i)
          .set(RATE, ratesE[i])
          .set(CORRELATION, whole.correlation(i))
          .set(RATIO, whole.ratio(i))
          .set(NET, whole.relativeNet(i))
          .set(CV, intervalsE.counts(i) ? intervalsE.variation(i) : Double.NaN);
    }
    return rows;
  }

  private Rows course(double[] ratesE) {
    Rows rows = new Rows(BALANCE);
    long before = 0;
    for (BalanceStatistics window : balance.windows()) {
      double[] means = means(window, ratesE);
      rows.add()
          .set(TIME, (before + window.states() / 2.0) * simulation.time().dt())
          .set(MEAN_CORRELATION, means[0])
          .set(MEAN_RATIO, means[1])
          .set(MEAN_NET, means[2]);
      before += window.states();
    }
    return rows;
  }
}

package neurosweep.circuit.simulation;

/**
 * How excitatory and inhibitory currents follow each other in time, unit by unit. Means and moments
 * are updated by Welford's formula, so that long runs keep their digits.
 */
public final class BalanceStatistics {
  private final double[] meanExc;
  private final double[] meanInh;
  private final double[] squaresExc;
  private final double[] squaresInh;
  private final double[] products;
  private final double[] squaresNet;
  private long states;

  /** Nothing yet, of that many units. */
  public BalanceStatistics(int units) {
    meanExc = new double[units];
    meanInh = new double[units];
    squaresExc = new double[units];
    squaresInh = new double[units];
    products = new double[units];
    squaresNet = new double[units];
  }

  /** One state more: the currents of each unit. */
  public void add(double[] exc, double[] inh) {
    states++;
    double share = 1.0 / states;
    for (int i = 0; i < meanExc.length; i++) {
      double fromExc = exc[i] - meanExc[i];
      double fromInh = inh[i] - meanInh[i];
      meanExc[i] += fromExc * share;
      meanInh[i] += fromInh * share;
      double after = inh[i] - meanInh[i];
      squaresExc[i] += fromExc * (exc[i] - meanExc[i]);
      squaresInh[i] += fromInh * after;
      products[i] += fromExc * after;
      double net = exc[i] - inh[i];
      squaresNet[i] += net * net;
    }
  }

  /** The states of another stretch of time too, by the formula of Chan, Golub and LeVeque. */
  public void add(BalanceStatistics other) {
    if (other.states == 0) {
      return;
    }
    long all = states + other.states;
    double share = (double) other.states / all;
    double weight = states * share;
    for (int i = 0; i < meanExc.length; i++) {
      double byExc = other.meanExc[i] - meanExc[i];
      double byInh = other.meanInh[i] - meanInh[i];
      meanExc[i] += byExc * share;
      meanInh[i] += byInh * share;
      squaresExc[i] += other.squaresExc[i] + byExc * byExc * weight;
      squaresInh[i] += other.squaresInh[i] + byInh * byInh * weight;
      products[i] += other.products[i] + byExc * byInh * weight;
      squaresNet[i] += other.squaresNet[i];
    }
    states = all;
  }

  /** Number of units. */
  public int units() {
    return meanExc.length;
  }

  /** Number of states seen. */
  public long states() {
    return states;
  }

  /** Pearson correlation over time of the two currents; NaN if one is constant. */
  public double correlation(int unit) {
    return products[unit] / Math.sqrt(squaresExc[unit] * squaresInh[unit]);
  }

  /** Mean excitatory current. */
  public double meanExcitation(int unit) {
    return meanExc[unit];
  }

  /** Mean inhibitory current, as a magnitude. */
  public double meanInhibition(int unit) {
    return meanInh[unit];
  }

  /** Mean inhibitory over mean excitatory current: 1 in balance. */
  public double ratio(int unit) {
    return meanInh[unit] / meanExc[unit];
  }

  /** Root mean square of excitatory less inhibitory current. */
  public double netRms(int unit) {
    return Math.sqrt(squaresNet[unit] / states);
  }

  /** Root mean square of the net current over the mean excitatory one: 0 in tight balance. */
  public double relativeNet(int unit) {
    return netRms(unit) / meanExc[unit];
  }
}

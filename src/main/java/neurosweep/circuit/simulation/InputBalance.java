package neurosweep.circuit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Balance of the currents of all units: in E units W_EE r_E + F x~ against W_EI r_I, in I units
 * W_IE r_E against W_II r_I. The reset on the diagonals belongs to the current of its population,
 * as published. Counts the states that steps start from; of E units also resolved in time, in
 * windows that begin at one tau_E and double in length when there are too many.
 */
public final class InputBalance implements Observer {
  private final InputCurrents currents;
  private final long from;
  private final int mostWindows;
  private final double[] excitation;
  private final BalanceStatistics inhibitory;
  private final List<BalanceStatistics> windows = new ArrayList<>();
  private long windowSteps;
  private BalanceStatistics window;

  /**
   * Watches a simulation that has not begun.
   *
   * @param from completed steps of the first state that counts
   * @param mostWindows so many windows at most, each of which keeps 6 numbers per E unit; 1 for the
   *     whole alone, otherwise even
   */
  public InputBalance(Simulation simulation, long from, int mostWindows) {
    if (mostWindows < 1 || (mostWindows > 1 && mostWindows % 2 == 1)) {
      throw new IllegalArgumentException(mostWindows + " windows are neither one nor even");
    }
    this.currents = simulation.currents();
    this.from = from;
    this.mostWindows = mostWindows;
    double perTau = simulation.time().tauE() / simulation.time().dt();
    windowSteps = mostWindows == 1 ? Long.MAX_VALUE : Math.max(1, Math.round(perTau));
    int nE = simulation.circuit().excitatory();
    excitation = new double[nE];
    inhibitory = new BalanceStatistics(simulation.circuit().inhibitory());
    begin();
  }

  private void begin() {
    window = new BalanceStatistics(excitation.length);
    windows.add(window);
  }

  @Override
  public void before(Simulation now) {
    if (now.steps() < from) {
      return;
    }
    double[] recurrent = currents.recurrentE();
    double[] external = currents.externalE();
    for (int i = 0; i < excitation.length; i++) {
      excitation[i] = recurrent[i] + external[i];
    }
    if (window.states() == windowSteps) {
      if (windows.size() == mostWindows) {
        halve();
      }
      begin();
    }
    window.add(excitation, currents.inhibitionE());
    inhibitory.add(currents.excitationI(), currents.inhibitionI());
  }

  /** Two neighbours become one. */
  private void halve() {
    for (int i = 0; i < mostWindows / 2; i++) {
      BalanceStatistics both = windows.get(2 * i);
      both.add(windows.get(2 * i + 1));
      windows.set(i, both);
    }
    windows.subList(mostWindows / 2, mostWindows).clear();
    windowSteps *= 2;
  }

  /** Of the E units, over all states that count. */
  public BalanceStatistics excitatory() {
    if (windows.size() == 1) {
      return window;
    }
    BalanceStatistics whole = new BalanceStatistics(excitation.length);
    windows.forEach(whole::add);
    return whole;
  }

  /** Of the I units, over all states that count. */
  public BalanceStatistics inhibitory() {
    return inhibitory;
  }

  /** Of the E units, window by window; the last one may be shorter. */
  public List<BalanceStatistics> windows() {
    return List.copyOf(windows);
  }
}

package neurosweep.circuit;

import java.util.ArrayList;
import java.util.List;

/**
 * Balance of the currents of all units: in E units W_EE r_E + F x~ against W_EI r_I, in I units
 * W_IE r_E against W_II r_I. The reset on the diagonals belongs to the current of its population,
 * as published. Counts the states that steps start from; also resolved in time, window by window.
 */
public final class InputBalance implements Observer {
  private final InputCurrents currents;
  private final long from;
  private final long windowSteps;
  private final double[] excitation;
  private final BalanceStatistics excitatory;
  private final BalanceStatistics inhibitory;
  private final List<BalanceStatistics> windows = new ArrayList<>();
  private BalanceStatistics window;

  /**
   * Watches a simulation that has not begun.
   *
   * @param from completed steps of the first state that counts
   * @param windowSteps length of a window, which keeps 6 numbers per E unit; 0 for none
   */
  public InputBalance(Simulation simulation, long from, long windowSteps) {
    this.currents = simulation.currents();
    this.from = from;
    this.windowSteps = windowSteps;
    int nE = simulation.circuit().excitatory();
    excitation = new double[nE];
    excitatory = new BalanceStatistics(nE);
    inhibitory = new BalanceStatistics(simulation.circuit().inhibitory());
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
    excitatory.add(excitation, currents.inhibitionE());
    inhibitory.add(currents.excitationI(), currents.inhibitionI());
    if (windowSteps > 0) {
      resolve();
    }
  }

  private void resolve() {
    if (window == null || window.states() == windowSteps) {
      window = new BalanceStatistics(excitation.length);
      windows.add(window);
    }
    window.add(excitation, currents.inhibitionE());
  }

  /** Of the E units, over all states that count. */
  public BalanceStatistics excitatory() {
    return excitatory;
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

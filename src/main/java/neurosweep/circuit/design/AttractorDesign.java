package neurosweep.circuit.design;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.DelayedSimulation;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.solver.Objective;
import neurosweep.math.random.RandomSource;

/**
 * Weights that hold given states (section 5 of the method, figure 3 of the paper). With W_EE = A -
 * I and W_II = B + I, A and B symmetric, W_IE = W_EI' and everything non-negative, it minimises
 * over all states: (V - theta)^2 of active units, max(0, V - theta + margin)^2 of silent ones
 * (together the conditions of a saddle point, convex in weights and thetas), and max(0, stability -
 * s)^2, with s the smallest real part of the eigenvalues of the active block of M = [-W_EE, W_EI;
 * -W_IE, W_II], inhibitory rows times tau_E / tau_I. Errors are relative to the length of each
 * state. Without the last term the fit is exact and useless: activity dies out or grows twentyfold.
 * With it at 1 and silent units far below theta, which spikes of others must not reach, most pairs
 * of random states are held. The real parts are those of a loop that is late, see {@link
 * ActiveBlock}. Projected Adam from random starts; success is judged by simulation alone, see
 * {@link AttractorRecall}.
 *
 * @param states filtered counts, positive where active, 0 where silent
 * @param time time constants
 * @param margin how far below theta silent units are to stay
 * @param stability the smallest real part to reach
 */
public record AttractorDesign(
    List<StoredState> states, TimeConstants time, double margin, double stability) {
  private static final int STEPS = 20000;
  private static final double RATE = 0.05;
  private static final int CUES = 3;

  /** Steps from a spike to what it does to its own unit in {@link DelayedSimulation}. */
  private static final int LOOP_STEPS = 3;

  /** One stored state is needed at least. */
  public AttractorDesign {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one state to store");
    }
  }

  /**
   * A design and what is known of it.
   *
   * @param circuit weights and thetas
   * @param loss what remained of the objective
   * @param stability the smallest real part over all states
   * @param starts random starts that were tried
   * @param held share of the cues, three of each state, that were recovered
   */
  public record Result(Circuit circuit, double loss, double stability, int starts, double held) {
    private boolean beats(Result other) {
      return other == null || held > other.held || (held == other.held && loss < other.loss);
    }
  }

  /**
   * Tries random starts until simulations recover every state from three cues each, of 10 s, after
   * which they run free for 20 s.
   *
   * @param most starts
   * @param stop whether to give up before the next start
   * @return the first that holds all, or else the one that holds most, of these the one of the
   *     smallest loss; empty if it was stopped before
   */
  public Optional<Result> design(int most, RandomSource random, BooleanSupplier stop) {
    Result best = null;
    for (int start = 1; start <= most; start++) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      AttractorFit fit = new AttractorFit(this, random);
      double loss = fit.minimise(STEPS, RATE);
      Circuit circuit = fit.circuit();
      double held = new AttractorRecall(circuit, time, states, 10, 20).share(CUES, random);
      Result result = new Result(circuit, loss, stability(circuit), start, held);
      if (held == 1) {
        return Optional.of(result);
      }
      best = result.beats(best) ? result : best;
    }
    return Optional.of(best);
  }

  /** The smallest real part over the active blocks of all states, tau_E times per second. */
  public double stability(Circuit circuit) {
    double[][] m = new Objective(circuit, new double[circuit.excitatory()]).problem().m();
    return states.stream()
        .mapToDouble(state -> ActiveBlock.smallest(block(m, state), 0))
        .min()
        .orElseThrow();
  }

  /** Delay of the loop, in units of tau_E. */
  double delay() {
    return LOOP_STEPS * time.dt() / time.tauE();
  }

  /** Active units of a state, excitatory first; inhibitory ones count from NE. */
  static int[] active(StoredState state) {
    int nE = state.rE().length;
    return IntStream.range(0, nE + state.rI().length)
        .filter(i -> (i < nE ? state.rE()[i] : state.rI()[i - nE]) > 0)
        .toArray();
  }

  /** The active block of M, in units of tau_E. */
  double[][] block(double[][] m, StoredState state) {
    int[] active = active(state);
    int nE = state.rE().length;
    double[][] block = new double[active.length][active.length];
    for (int i = 0; i < active.length; i++) {
      double speed = active[i] < nE ? 1 : time.tauE() / time.tauI();
      for (int j = 0; j < active.length; j++) {
        block[i][j] = speed * m[active[i]][active[j]];
      }
    }
    return block;
  }

  /** z = [r_E; r_I]. */
  static double[] joined(StoredState state) {
    double[] z = Arrays.copyOf(state.rE(), state.rE().length + state.rI().length);
    System.arraycopy(state.rI(), 0, z, state.rE().length, state.rI().length);
    return z;
  }
}

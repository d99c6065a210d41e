package neurosweep.circuit.design;

import java.util.Arrays;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.math.random.RandomSource;

/**
 * The minimisation of {@link AttractorDesign} from one random start. Parameters are the elements of
 * a symmetric, non-negative (NE + NI)^2 matrix P = [A, W_EI; W_IE, B] and the two thetas.
 */
final class AttractorFit {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  private final AttractorDesign design;
  private final int nE;
  private final int n;
  private final double[] parameters;
  private final double[] gradient;
  private final double[] first;
  private final double[] second;

  AttractorFit(AttractorDesign design, RandomSource random) {
    this.design = design;
    StoredState state = design.states().get(0);
    this.nE = state.rE().length;
    this.n = nE + state.rI().length;
    parameters = new double[n * n + 2];
    gradient = new double[parameters.length];
    first = new double[parameters.length];
    second = new double[parameters.length];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        parameters[i * n + j] = random.nextDouble();
        parameters[j * n + i] = parameters[i * n + j];
      }
    }
    parameters[n * n] = random.nextDouble();
    // Inhibition that begins only above a rate is what holds a state: M is stable by theta_I / r_E.
    parameters[n * n + 1] = 2 * mean(state.rE()) * random.nextDouble();
  }

  /** Of the active units. */
  private static double mean(double[] counts) {
    return Arrays.stream(counts).filter(count -> count > 0).average().orElse(1);
  }

  /** Projected Adam with a rate that falls to a hundredth; returns the last loss. */
  double minimise(int steps, double rate) {
    for (int step = 1; step <= steps; step++) {
      loss();
      double now = rate * Math.pow(0.01, (double) step / steps);
      double corrected = now * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
      for (int k = 0; k < parameters.length; k++) {
        first[k] = BETA1 * first[k] + (1 - BETA1) * gradient[k];
        second[k] = BETA2 * second[k] + (1 - BETA2) * gradient[k] * gradient[k];
        double change = corrected * first[k] / (Math.sqrt(second[k]) + 1e-10);
        parameters[k] = Math.max(0, parameters[k] - change);
      }
    }
    return loss();
  }

  /** The loss at the parameters; fills the gradient. */
  private double loss() {
    Arrays.fill(gradient, 0);
    double loss = 0;
    double[][] m = matrix();
    for (StoredState state : design.states()) {
      double[] z = AttractorDesign.joined(state);
      loss += conditions(m, z);
      loss += instability(m, state);
    }
    symmetrise();
    return loss;
  }

  /** M = [-A + I, W_EI; -W_IE, B + I]. */
  private double[][] matrix() {
    double[][] m = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = sign(j) * parameters[i * n + j] + (i == j ? 1 : 0);
      }
    }
    return m;
  }

  /** The sign of P in M: that of the source. */
  private int sign(int source) {
    return source < nE ? -1 : 1;
  }

  private double conditions(double[][] m, double[] z) {
    double square = 0;
    for (double value : z) {
      square += value * value;
    }
    double scale = 1 / Math.sqrt(square);
    double loss = 0;
    for (int i = 0; i < n; i++) {
      int theta = n * n + (i < nE ? 0 : 1);
      double excess = -parameters[theta];
      for (int j = 0; j < n; j++) {
        excess -= m[i][j] * z[j];
      }
      double error = scale * (z[i] > 0 ? excess : Math.max(0, excess + design.margin()));
      loss += error * error;
      gradient[theta] -= 2 * error * scale;
      for (int j = 0; j < n; j++) {
        gradient[i * n + j] -= 2 * error * scale * sign(j) * z[j];
      }
    }
    return loss;
  }

  private double instability(double[][] m, StoredState state) {
    ActiveBlock block = ActiveBlock.of(design.block(m, state), design.delay());
    double missing = design.stability() - block.smallest();
    if (missing <= 0) {
      return 0;
    }
    int[] active = AttractorDesign.active(state);
    for (int i = 0; i < active.length; i++) {
      double speed = active[i] < nE ? 1 : design.time().tauE() / design.time().tauI();
      for (int j = 0; j < active.length; j++) {
        double slope = speed * block.gradient()[i][j] * sign(active[j]);
        gradient[active[i] * n + active[j]] -= 2 * missing * slope;
      }
    }
    return missing * missing;
  }

  /** P_ij and P_ji are one parameter. */
  private void symmetrise() {
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double both = gradient[i * n + j] + gradient[j * n + i];
        gradient[i * n + j] = both;
        gradient[j * n + i] = both;
      }
    }
  }

  /** The circuit of the present parameters. */
  Circuit circuit() {
    int nI = n - nE;
    double[][] ee = part(0, nE, 0, nE);
    double[][] ii = part(nE, nI, nE, nI);
    for (int i = 0; i < nE; i++) {
      ee[i][i] -= 1;
    }
    for (int j = 0; j < nI; j++) {
      ii[j][j] += 1;
    }
    Weights weights = Weights.dense(ee, part(0, nE, nE, nI), part(nE, nI, 0, nE), ii);
    return new Circuit(weights, DenseSynapses.none(nE), parameters[n * n], parameters[n * n + 1]);
  }

  private double[][] part(int row, int rows, int column, int columns) {
    double[][] part = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        part[i][j] = parameters[(row + i) * n + column + j];
      }
    }
    return part;
  }
}

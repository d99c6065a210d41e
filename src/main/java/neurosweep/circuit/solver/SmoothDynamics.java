package neurosweep.circuit.solver;

import java.util.Arrays;

/**
 * The smooth dynamics of a circuit with one time constant, from rest: tau dr_E/dt = V_E - theta_E,
 * tau dr_I/dt = V_I - theta_I with r kept at 0 or above, which is descent in r_E and ascent in r_I
 * (equations 4 and 5 of the paper), or pure descent without inhibitory units. In z = [r_E; r_I] it
 * is tau dz/dt = -(M z + q). Runge-Kutta steps of fourth order, each of which ends with what is
 * negative put to 0.
 */
public final class SmoothDynamics {
  /** Longest step, in tau; and a step is at most this over the largest row sum of |M|. */
  private static final double LONGEST = 0.01;

  private static final double SHARE = 0.5;

  private final ComplementarityProblem problem;
  private final double longest;
  private double[] z;

  /** At rest: z = 0. */
  public SmoothDynamics(ComplementarityProblem problem) {
    this.problem = problem;
    double largest = 0;
    for (double[] row : problem.m()) {
      largest = Math.max(largest, Arrays.stream(row).map(Math::abs).sum());
    }
    longest = Math.min(LONGEST, SHARE / largest);
    z = new double[problem.q().length];
  }

  /**
   * Goes on.
   *
   * @param time in tau
   * @return mean of z over that time, by the trapezoidal rule
   */
  public double[] advance(double time) {
    int steps = (int) Math.ceil(time / longest);
    double[] mean = new double[z.length];
    for (int step = 0; step < steps; step++) {
      double[] next = step(time / steps);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (z[i] + next[i]) / (2 * steps);
      }
      z = next;
    }
    return mean;
  }

  private double[] step(double h) {
    double[] w1 = problem.slack(z);
    double[] w2 = problem.slack(from(h / 2, w1));
    double[] w3 = problem.slack(from(h / 2, w2));
    double[] w4 = problem.slack(from(h, w3));
    double[] next = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      next[i] = Math.max(0, z[i] - h / 6 * (w1[i] + 2 * w2[i] + 2 * w3[i] + w4[i]));
    }
    return next;
  }

  private double[] from(double h, double[] w) {
    double[] to = new double[z.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = z[i] - h * w[i];
    }
    return to;
  }
}

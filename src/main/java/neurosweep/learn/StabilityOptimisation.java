package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.stability.InversionStability;
import neurosweep.math.stability.SmoothedAbscissa;

/**
 * Makes the loop of a layer stable by descent of its spectral abscissa s along B: {@code B = B -
 * rate ds/dB} while fewer than the least number of iterations are done, or s > -0.01 and fewer than
 * the most (SSA_opt of Podlaski and Machens, NeurIPS 2020).
 *
 * <p>The gradient is that of the abscissa itself, as in the authors' program: erratic at ties and
 * double roots, where a step without a finite gradient leaves B as it is. Or of the smoothed
 * abscissa, the method that the paper cites.
 *
 * @param method whose gradient is taken
 * @param rate step
 * @param most iterations
 * @param least iterations
 * @param epsilon of the smoothed abscissa
 */
public record StabilityOptimisation(
    Method method, double rate, int most, int least, double epsilon) {

  /** Which abscissa descends. */
  public enum Method {
    /** The spectral abscissa. */
    PLAIN,
    /** The smoothed spectral abscissa. */
    SMOOTHED
  }

  private static final double ENOUGH = -0.01;

  private static final Param<String> METHOD =
      Param.choice("ssa_method", List.of("plain", "smoothed"), "abscissa that descends")
          .called("SSA method");

  /** Step. */
  public static final Param<Double> RATE =
      Param.real("ssa_rate", 0.05, "step of stability optimisation").called("SSA rate").above(0);

  /** Most iterations. */
  public static final Param<Long> MOST =
      Param.integer("ssa_most", 200, "most iterations of stability optimisation")
          .called("most SSA iterations")
          .within(0, 1_000_000);

  /** Least iterations. */
  public static final Param<Long> LEAST =
      Param.integer("ssa_least", 10, "least iterations of stability optimisation")
          .called("least SSA iterations")
          .within(0, 1_000_000);

  private static final Param<Double> EPSILON =
      Param.real("ssa_epsilon", 0.01, "smoothing of the smoothed abscissa")
          .called("SSA ε")
          .above(0);

  /** The knobs. */
  public static final List<Param<?>> PARAMS = List.of(METHOD, RATE, MOST, LEAST, EPSILON);

  /** The optimisation that a cell's knobs describe. */
  public static StabilityOptimisation of(Values values) {
    return new StabilityOptimisation(
        METHOD.of(values).equals("plain") ? Method.PLAIN : Method.SMOOTHED,
        RATE.of(values),
        (int) (long) MOST.of(values),
        (int) (long) LEAST.of(values),
        EPSILON.of(values));
  }

  /**
   * What an optimisation came to.
   *
   * @param feedback B (d2 x d1)
   * @param iterations made
   * @param before the abscissa at the start
   * @param after the abscissa at the end
   */
  public record Result(double[][] feedback, int iterations, double before, double after) {

    /** Whether the loop is stable; an abscissa that is not a number is not. */
    public boolean stable() {
      return after < 0;
    }
  }

  /**
   * Optimises the feedback of one layer.
   *
   * @param w W (d1 x d2). Not modified
   * @param start B (d2 x d1). Not modified
   * @param alpha the leak
   */
  public Result run(double[][] w, double[][] start, double alpha) {
    double[][] b = new double[start.length][];
    for (int i = 0; i < b.length; i++) {
      b[i] = start[i].clone();
    }
    InversionStability now = InversionStability.of(w, b, alpha);
    double before = now.abscissa();
    double s = before;
    int iteration = 0;
    while (iteration < least || (s > ENOUGH && iteration < most)) {
      if (descend(b, gradient(now, w, b, alpha))) {
        now = InversionStability.of(w, b, alpha);
        s = now.abscissa();
      }
      iteration++;
    }
    return new Result(b, iteration, before, s);
  }

  private double[][] gradient(InversionStability now, double[][] w, double[][] b, double alpha) {
    if (method == Method.PLAIN) {
      return now.gradient();
    }
    double[][] whole =
        SmoothedAbscissa.of(InversionStability.system(w, b, alpha), epsilon).gradient();
    double[][] block = new double[b.length][b[0].length];
    for (int i = 0; i < block.length; i++) {
      System.arraycopy(whole[i], b.length, block[i], 0, block[i].length);
    }
    return block;
  }

  /** Whether the gradient was finite and the step was made. */
  private boolean descend(double[][] b, double[][] gradient) {
    double sum = 0;
    for (double[] row : gradient) {
      for (double value : row) {
        sum += value * 0;
      }
    }
    if (sum != 0) {
      return false;
    }
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < b[i].length; j++) {
        b[i][j] -= rate * gradient[i][j];
      }
    }
    return true;
  }
}

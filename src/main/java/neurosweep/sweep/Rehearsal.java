package neurosweep.sweep;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;

/**
 * The first steps of a cell, run to see what they cost. The clock is the processor time of this
 * thread, which a busy machine changes little.
 */
final class Rehearsal implements Context {
  private static final int FEWEST_STEPS = 6;
  private static final int MOST_STEPS = 4096;

  /** Two steps of another length are enough once they have cost so many budgets. */
  private static final int MOST_BUDGETS = 5;

  private final Optional<Dataset> data;
  private final String backend;
  private final double budget;
  private final long start = Machine.busyNanos();
  private final double[] ends = new double[MOST_STEPS];
  private int polled;

  private Rehearsal(Optional<Dataset> data, String backend, double budget) {
    this.data = data;
    this.backend = backend;
    this.budget = budget;
  }

  /**
   * Predicted processor seconds of the whole cell.
   *
   * @param budget processor seconds after which the rehearsal ends, once it has seen a few steps
   * @param rate floating-point operations a second in an evaluation
   * @return NaN if the cell failed or its experiment does not count its steps: a whole cell may do
   *     to this process what only executors are made for
   */
  static double seconds(
      Experiment experiment,
      Cell cell,
      Optional<Dataset> data,
      String backend,
      double budget,
      DoubleSupplier rate) {
    double steps = experiment.steps(cell.values(), data);
    if (!(steps > 0)) {
      return Double.NaN;
    }
    Rehearsal rehearsal = new Rehearsal(data, backend, budget);
    Outcome outcome;
    try {
      outcome = experiment.run(cell, rehearsal);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      // the sweep itself will tell what is wrong with the cell
      return Double.NaN;
    }
    if (!(outcome instanceof Outcome.TimedOut)) {
      return rehearsal.elapsed();
    }
    double evaluated = experiment.evaluationFlops(cell.values(), data);
    double stepped = extrapolate(Arrays.copyOf(rehearsal.ends, rehearsal.polled), steps);
    return stepped + (evaluated > 0 ? evaluated / rate.getAsDouble() : 0);
  }

  /**
   * What the first steps tell of all: the setup, and the median of the later half of the steps,
   * which warming up and evaluations have touched least.
   *
   * @param ends when each step had ended, in seconds from the beginning
   */
  static double extrapolate(double[] ends, double steps) {
    int first = ends.length / 2;
    double[] lengths = new double[ends.length - first];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = ends[first + i] - (first + i == 0 ? 0 : ends[first + i - 1]);
    }
    Arrays.sort(lengths);
    double step = lengths[lengths.length / 2];
    return Math.max(0, ends[0] - step) + steps * step;
  }

  private double elapsed() {
    return (Machine.busyNanos() - start) * 1e-9;
  }

  @Override
  public Dataset dataset(Cell cell) {
    return data.orElseThrow();
  }

  @Override
  public String backend() {
    return backend;
  }

  @Override
  public boolean expired() {
    ends[polled] = elapsed();
    polled++;
    double elapsed = ends[polled - 1];
    return polled == MOST_STEPS
        || (polled >= FEWEST_STEPS && elapsed > budget)
        || (polled >= 2 && elapsed > MOST_BUDGETS * budget);
  }
}

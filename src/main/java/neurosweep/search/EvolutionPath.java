package neurosweep.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import neurosweep.math.random.Rng;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.AbstractRandomGenerator;

/**
 * One run of a CMA evolution strategy in the unit cube. The library's optimizer calls the function
 * itself, so it is run from its start for each generation: it gets the values that are known, and
 * is left once it has shown the points after them. No point of a generation depends on a value of
 * the same generation, and the starting point's value on nothing in the first.
 */
final class EvolutionPath {
  private static final double BELOW_ONE = Math.nextDown(1.0);
  private static final int FEASIBLE_TRIES = 10;

  private final double[] start;
  private final double sigma;
  private final int population;
  private final Randomness randomness;
  private final List<Double> values = new ArrayList<>();

  /** Gives the stream of the run from its start. */
  interface Randomness {
    Rng begin();
  }

  /**
   * A run.
   *
   * @param start its first point
   * @param sigma standard deviation of the first generation along each axis
   * @param population points of a generation
   */
  EvolutionPath(double[] start, double sigma, int population, Randomness randomness) {
    this.start = start.clone();
    this.sigma = sigma;
    this.population = population;
    this.randomness = randomness;
  }

  /** Tells the values of the points of the last generation, in their order; smaller is better. */
  void tell(List<Double> generation) {
    values.addAll(generation);
  }

  /** The points of the next generation, the first with the starting point; none at its end. */
  List<double[]> next() {
    Replay replay = new Replay(values, values.isEmpty() ? population + 1 : population);
    int dimension = start.length;
    double[] sigmas = new double[dimension];
    Arrays.fill(sigmas, sigma);
    double[] upper = new double[dimension];
    Arrays.fill(upper, 1);
    CMAESOptimizer optimizer =
        new CMAESOptimizer(
            Integer.MAX_VALUE,
            0,
            true,
            0,
            FEASIBLE_TRIES,
            new Normals(randomness.begin()),
            false,
            null);
    try {
      optimizer.optimize(
          MaxEval.unlimited(),
          new ObjectiveFunction(replay::value),
          GoalType.MINIMIZE,
          new InitialGuess(start),
          new SimpleBounds(new double[dimension], upper),
          new CMAESOptimizer.Sigma(sigmas),
          new CMAESOptimizer.PopulationSize(population));
    } catch (Shown e) {
      return replay.points;
    } catch (MathIllegalStateException e) {
      return List.of(); // its matrix has degenerated
    }
    return List.of();
  }

  /** What the optimizer takes for the function. */
  private static final class Replay {
    private final List<Double> known;
    private final int size;
    private final List<double[]> points = new ArrayList<>();
    private int calls;

    Replay(List<Double> known, int size) {
      this.known = known;
      this.size = size;
    }

    double value(double[] point) {
      if (calls < known.size()) {
        return known.get(calls++);
      }
      double[] inside = new double[point.length];
      for (int a = 0; a < point.length; a++) {
        inside[a] = Math.min(point[a], BELOW_ONE);
      }
      points.add(inside);
      if (points.size() == size) {
        throw new Shown();
      }
      return 0;
    }
  }

  /** Leaves the optimizer. */
  private static final class Shown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Shown() {
      super("all points of the generation are known", null, false, false);
    }
  }

  /** The program's own random numbers for the library. */
  private static final class Normals extends AbstractRandomGenerator {
    private final Rng rng;

    Normals(Rng rng) {
      this.rng = rng;
    }

    @Override
    public void setSeed(long seed) {
      throw new UnsupportedOperationException("a stream has its seed");
    }

    @Override
    public double nextDouble() {
      return rng.nextDouble();
    }

    @Override
    public double nextGaussian() {
      return rng.nextGaussian();
    }
  }
}

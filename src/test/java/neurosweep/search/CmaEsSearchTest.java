package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;
import neurosweep.spec.Distribution;
import neurosweep.testing.SurfaceSpace;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.junit.jupiter.api.Test;

class CmaEsSearchTest {
  private static final List<Distribution> AXES =
      List.of(AdaptiveSearchTest.RATE, AdaptiveSearchTest.MOMENTUM);

  @Test
  void findsBetterConfigurationsThanIndependentDraws() {
    int[] after = {20, 40, 80};
    double[] cma = regret(new CmaEsSearch(), after);
    double[] random = regret(new RandomSearch(), after);
    String both = Arrays.toString(cma) + " against " + Arrays.toString(random);
    assertTrue(cma[0] < random[0], both);
    assertTrue(cma[1] < random[1] / 2, both);
    assertTrue(cma[2] < random[2] / 10, both);
  }

  private static double[] regret(Search search, int... after) {
    return Regret.median(
        seed -> SurfaceSpace.of(seed, AXES, AdaptiveSearchTest::bowl),
        search,
        AdaptiveSearchTest.samples(80),
        after);
  }

  /** The points of an undisturbed run of the library are those that are shown bit by bit. */
  @Test
  void showsTheLibrarysOwnRun() {
    List<double[]> library = libraryRun(0.9);
    EvolutionPath path =
        new EvolutionPath(new double[] {0.5, 0.5}, 0.3, 6, () -> new Rng(1, 2, 3, 4));
    List<double[]> shown = new ArrayList<>();
    List<double[]> points = path.next();
    assertEquals(7, points.size(), "the starting point and a generation");
    while (shown.size() + points.size() <= library.size() && !points.isEmpty()) {
      shown.addAll(points);
      path.tell(points.stream().map(point -> value(point, 0.9)).toList());
      points = path.next();
    }
    assertTrue(shown.size() > 200, shown.size() + " points");
    for (int i = 0; i < shown.size(); i++) {
      assertArrayEquals(library.get(i), shown.get(i), "point " + i);
    }
  }

  private static double value(double[] point, double best) {
    double x = point[0] - best;
    double y = point[1] - point[0];
    return x * x + 10 * y * y;
  }

  private static List<double[]> libraryRun(double best) {
    Rng rng = new Rng(1, 2, 3, 4);
    AbstractRandomGenerator random =
        new AbstractRandomGenerator() {
          @Override
          public void setSeed(long seed) {
            throw new UnsupportedOperationException();
          }

          @Override
          public double nextDouble() {
            return rng.nextDouble();
          }

          @Override
          public double nextGaussian() {
            return rng.nextGaussian();
          }
        };
    List<double[]> points = new ArrayList<>();
    new CMAESOptimizer(Integer.MAX_VALUE, 0, true, 0, 10, random, false, null)
        .optimize(
            MaxEval.unlimited(),
            new ObjectiveFunction(
                point -> {
                  points.add(point.clone());
                  return value(point, best);
                }),
            GoalType.MINIMIZE,
            new InitialGuess(new double[] {0.5, 0.5}),
            new SimpleBounds(new double[2], new double[] {1, 1}),
            new CMAESOptimizer.Sigma(new double[] {0.3, 0.3}),
            new CMAESOptimizer.PopulationSize(6));
    return points;
  }

  @Test
  void aGenerationWaitsForTheOneBefore() {
    SurfaceSpace space = SurfaceSpace.of(2, AXES, AdaptiveSearchTest::bowl);
    Values settings = Values.of(Map.of("samples", 30L, "population", 10L));
    PlayedCourse played = new PlayedCourse(space, new CmaEsSearch(), settings);
    played.ask(1);
    for (int expected : new int[] {11, 21, 30}) {
      assertEquals(expected, played.asked().size());
      while (!played.open().isEmpty()) {
        played.ask(1);
        assertEquals(expected, played.asked().size());
        played.train(0);
      }
      played.ask(1);
    }
    assertEquals(30, played.asked().size());
  }

  /** A flat surface ends each run of the library after a few generations. */
  @Test
  void beginsAnewUntilAllSamplesAreUsed() {
    SurfaceSpace space = SurfaceSpace.of(2, AXES, knobs -> 1);
    PlayedCourse played =
        new PlayedCourse(space, new CmaEsSearch(), AdaptiveSearchTest.samples(300)).inOrder();
    assertEquals(300, played.ids().size());
  }

  @Test
  void refusesChoicesAndTinyGenerations() {
    Distribution kind = SurfaceSpace.choice("kind", "a", "b");
    SurfaceSpace space = SurfaceSpace.of(1, List.of(AXES.get(0), kind), knobs -> 0);
    Problems problems = new Problems();
    Values settings = Values.of(Map.of("samples", 20L, "population", 2L));
    new CmaEsSearch().check(space.listing("x", "y"), settings, problems, "search");
    assertEquals(
        List.of(
            "search: population is 2, must be 0 or at least 4",
            "search: cma-es moves along numbers and kind is drawn from choices; list its values,"
                + " or use another search, such as tpe"),
        problems.lines());
    Problems none = new Problems();
    new CmaEsSearch().check(SurfaceSpace.of(1, List.of(), k -> 0), Values.NONE, none, "search");
    assertEquals(1, none.lines().size());
  }
}

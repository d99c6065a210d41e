package neurosweep.search;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.spec.Distribution;

/**
 * Covariance matrix adaptation evolution strategy (Hansen and Ostermeier, Evolutionary Computation
 * 9, 2001) over the axes that are numbers, in every combination of listed values. Whole numbers are
 * searched as if there were others between them.
 */
public final class CmaEsSearch extends DrawnSearch {
  private static final int LEAST_POPULATION = 4;

  static final Param<Long> POPULATION =
      Param.integer("population", 0, "trials of a generation; 0: 4 + 3 ln(number of axes)")
          .within(0, 10_000);
  static final Param<Double> SIGMA =
      Param.real("sigma", 0.3, "spread of the first generation, as a share of each axis")
          .within(0.001, 1);

  @Override
  public String name() {
    return "cma-es";
  }

  @Override
  public String label() {
    return "CMA-ES";
  }

  @Override
  public String doc() {
    return "moves a normal distribution over numbers to where good configurations are";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES, POPULATION, SIGMA);
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    super.check(space, settings, problems, where);
    long population = POPULATION.of(settings);
    if (population > 0 && population < LEAST_POPULATION) {
      problems.add(
          where, "population is " + population + ", must be 0 or at least " + LEAST_POPULATION);
    }
    space.branches().stream()
        .flatMap(branch -> branch.axes().stream())
        .filter(axis -> axis.count() > 0)
        .map(Distribution::knob)
        .distinct()
        .forEach(
            knob ->
                problems.add(
                    where,
                    "cma-es moves along numbers and "
                        + knob
                        + " is drawn from choices; list its values, or use another search, such as"
                        + " tpe"));
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    Board board = new Board(space);
    EvolutionSearch.Plan plan =
        new EvolutionSearch.Plan(
            space.sweepSeed(),
            Sampling.SAMPLES.of(settings),
            POPULATION.of(settings).intValue(),
            SIGMA.of(settings));
    return new TrialCourse(space, board, branch -> new EvolutionSearch(space, board, branch, plan));
  }
}

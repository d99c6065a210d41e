package neurosweep.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;

/**
 * A CMA evolution strategy in one branch, generation after generation. A run that has come to its
 * end, or only shows configurations that are known, is followed by one from a random point. A
 * configuration that comes again counts with the value that it has and is no trial.
 */
final class EvolutionSearch implements Proposer {
  private static final int IDLE_RUNS = 20;
  private static final double LARGEST = 1e100; // differences of values stay finite

  private final Board board;
  private final Plan plan;
  private final int dimension;
  private final Novelty novelty;
  private List<Optional<Trial>> generation = new ArrayList<>();
  private EvolutionPath path;
  private int runs;
  private int idleRuns;
  private double worst = Double.NaN; // of the finite values so far
  private boolean over;

  /**
   * What all branches share.
   *
   * @param samples how many trials at most
   * @param population points of a generation; 0: by the number of axes
   * @param sigma standard deviation of the first generation
   */
  record Plan(long sweepSeed, long samples, int population, double sigma) {}

  EvolutionSearch(Space space, Board board, Branch branch, Plan plan) {
    this.board = board;
    this.plan = plan;
    this.over = plan.samples() == 0;
    this.dimension = branch.axes().size();
    this.novelty = new Novelty(space, branch);
    this.path = begin();
  }

  @Override
  public List<Trial> propose() {
    List<Trial> proposed = new ArrayList<>();
    while (!over && ended()) {
      path.tell(values());
      int before = proposed.size();
      show(path.next(), proposed);
      if (proposed.size() > before) {
        idleRuns = 0;
      } else if (!over) {
        idleRuns++;
        over = idleRuns == IDLE_RUNS;
        generation = List.of();
        path = begin();
      }
    }
    return proposed;
  }

  /** The first run begins in the middle. */
  private EvolutionPath begin() {
    Streams streams = new Streams(plan.sweepSeed(), runs);
    double[] start = new double[dimension];
    Arrays.fill(start, 0.5);
    if (runs > 0) {
      Rng rng = streams.stream("start of cma-es", 0);
      for (int a = 0; a < dimension; a++) {
        start[a] = rng.nextDouble();
      }
    }
    runs++;
    int population =
        plan.population() > 0
            ? plan.population()
            : 4 + (int) Math.floor(3 * StrictMath.log(dimension));
    return new EvolutionPath(start, plan.sigma(), population, () -> streams.stream("cma-es", 0));
  }

  /** Makes trials of a generation's points, as many as are left. */
  private void show(List<double[]> points, List<Trial> proposed) {
    generation = new ArrayList<>();
    for (double[] point : points) {
      int before = novelty.size();
      Optional<Trial> trial = novelty.trial(point);
      generation.add(trial);
      if (novelty.size() > before) {
        proposed.add(trial.orElseThrow());
        if (novelty.size() >= plan.samples()) {
          over = true;
          return;
        }
      }
    }
  }

  private boolean ended() {
    for (Optional<Trial> trial : generation) {
      if (trial.isPresent() && !trial.get().ended(board)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What the strategy minimizes; a trial without a score is as bad as the worst with one so far.
   */
  private List<Double> values() {
    double[] values = new double[generation.size()];
    for (int i = 0; i < values.length; i++) {
      double score = generation.get(i).map(trial -> trial.value(board)).orElse(Board.NONE);
      values[i] = score == Board.NONE ? Double.NaN : -Math.max(-LARGEST, Math.min(LARGEST, score));
      if (values[i] > worst || Double.isNaN(worst)) {
        worst = values[i];
      }
    }
    double bad = Double.isNaN(worst) ? 0 : worst;
    List<Double> told = new ArrayList<>();
    for (double value : values) {
      told.add(Double.isNaN(value) ? bad : value);
    }
    return told;
  }
}

package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import neurosweep.spec.Distribution;

/**
 * Tree-structured Parzen estimators in one branch. A trial is chosen by exactly the results of
 * those that are {@code ahead} or more before it, in their order; the ones between count as bad,
 * whether they have ended or not, so that they are not chosen again, that no core waits, and that
 * nothing depends on which ends first.
 */
final class ParzenSearch implements Proposer, Ranking.Listener {
  private static final int DRAWS = 24;
  private static final int MODEL_TRIES = 20;
  private static final int RANDOM_TRIES = 200;

  private final Board board;
  private final Plan plan;
  private final List<Distribution> axes;
  private final Novelty novelty;
  private final ParzenAxis[] models;
  private final Ranking ranking = new Ranking();
  private final List<Trial> trials = new ArrayList<>();
  private int ended; // so many of the first ones have
  private int learned; // the results of so many are in the models
  private boolean changed;
  private boolean over;

  /**
   * What all branches share.
   *
   * @param draws of the first trials
   * @param samples how many trials at most
   * @param startup how many do not depend on results
   * @param ahead how far from each other a trial and one that it depends on are at least
   */
  record Plan(Sampling.Draws draws, long sweepSeed, long samples, long startup, long ahead) {}

  ParzenSearch(Space space, Board board, Branch branch, Plan plan) {
    this.board = board;
    this.plan = plan;
    this.over = plan.samples() == 0;
    this.axes = branch.axes();
    this.novelty = new Novelty(space, branch);
    this.models = axes.stream().map(ParzenAxis::of).toArray(ParzenAxis[]::new);
  }

  @Override
  public List<Trial> propose() {
    List<Trial> proposed = new ArrayList<>();
    while (!over && mayChoose(trials.size())) {
      Optional<Trial> next = choose(trials.size());
      next.ifPresent(
          trial -> {
            trials.add(trial);
            proposed.add(trial);
            setBad(trial, true);
          });
      over = next.isEmpty() || trials.size() >= plan.samples();
    }
    return proposed;
  }

  private boolean mayChoose(int index) {
    while (ended < trials.size() && trials.get(ended).ended(board)) {
      ended++;
    }
    return index < plan.startup() || ended > index - plan.ahead();
  }

  /** The first of several tries that is a configuration and new. */
  private Optional<Trial> choose(int index) {
    boolean first = index < plan.startup();
    Optional<Trial> found = Optional.empty();
    if (first) {
      found = novelty.fresh(plan.draws().point(index, axes));
    } else {
      learn(index);
    }
    int tries = first ? 0 : MODEL_TRIES;
    for (int i = 0; found.isEmpty() && i < tries + RANDOM_TRIES; i++) {
      found = novelty.fresh(point(index, i, i < tries));
    }
    return found;
  }

  private double[] point(int index, int attempt, boolean byModel) {
    double[] point = new double[models.length];
    Streams streams = new Streams(plan.sweepSeed(), index);
    for (int a = 0; a < point.length; a++) {
      Rng rng = streams.stream("tpe of " + axes.get(a).knob(), attempt);
      point[a] = byModel ? best(models[a], DRAWS >> attempt, rng) : rng.nextDouble();
    }
    return point;
  }

  /**
   * The best of some draws. Where it was refused, the next try looks at half as many, down to one:
   * an excluded region has no bad trials, so that the best would lie there again and again.
   */
  private static double best(ParzenAxis model, int draws, Rng rng) {
    double best = model.draw(rng);
    double most = model.ratio(best);
    for (int i = 1; i < draws; i++) {
      double other = model.draw(rng);
      double ratio = model.ratio(other);
      if (ratio > most) {
        best = other;
        most = ratio;
      }
    }
    return best;
  }

  /** Brings the models to what a trial may know. */
  private void learn(int index) {
    while (learned <= index - plan.ahead()) {
      ranking.add(learned, trials.get(learned).value(board), this);
      learned++;
    }
    if (changed) {
      for (int a = 0; a < models.length; a++) {
        double[] shares = new double[ranking.count()];
        int i = 0;
        for (int trial : ranking.best()) {
          shares[i++] = trials.get(trial).at(a);
        }
        models[a].setGood(shares);
      }
      changed = false;
    }
  }

  @Override
  public void enters(int trial) {
    setBad(trials.get(trial), false);
    changed = true;
  }

  @Override
  public void leaves(int trial) {
    setBad(trials.get(trial), true);
    changed = true;
  }

  private void setBad(Trial trial, boolean bad) {
    for (int a = 0; a < models.length; a++) {
      if (bad) {
        models[a].addBad(trial.at(a));
      } else {
        models[a].removeBad(trial.at(a));
      }
    }
  }
}

package neurosweep.analysis;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.result.Design;

/**
 * One score for every configuration of a group that has a result for each planned seed: its mean of
 * the selection's metric. A diverged run counts at chance where that is known, otherwise as the
 * worst finished run of the group, so that a configuration which diverges is no bargain; how much
 * worse it is nobody knows, so such a score is a bound.
 *
 * @param configurations those that have a score
 * @param scores one each
 */
public record GridScores(List<Replicates> configurations, double[] scores) {
  /** The scores of a group: each the mean of a configuration over the seeds. */
  public static GridScores of(Design design, Group group) {
    int seeds = design.grid().seeds().size();
    boolean any = group.configurations().stream().anyMatch(each -> each.selected().n() > 0);
    List<Replicates> scored = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    double lost = any ? lost(design, group) : Double.NaN;
    for (Replicates each : group.configurations()) {
      double score = any && each.results() >= seeds ? score(each, lost) : Double.NaN;
      if (Double.isFinite(score)) {
        scored.add(each);
        scores.add(score);
      }
    }
    return new GridScores(scored, scores.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double score(Replicates each, double level) {
    Sample sample = each.selected();
    int lost = each.results() - sample.n();
    if (lost == 0) {
      return sample.mean();
    }
    double chance = each.intentionToTreat();
    if (Double.isFinite(chance)) {
      return chance;
    }
    double sum = sample.n() == 0 ? 0 : sample.n() * sample.mean();
    return (sum + lost * level) / each.results();
  }

  /** What a lost run counts where its configuration knows no chance level. */
  private static double lost(Design design, Group group) {
    double[] chances =
        design.chance().stream()
            .flatMap(metric -> group.configurations().stream().map(each -> each.sample(metric)))
            .mapToDouble(Sample::mean)
            .toArray();
    double chance = Sample.of(chances).mean(); // of one data set all are the same
    return Double.isFinite(chance) ? chance : worst(design, group);
  }

  private static double worst(Design design, Group group) {
    boolean more = design.select().goal() == Goal.MAX;
    var extremes =
        group.configurations().stream()
            .filter(each -> each.n(State.FINISHED) > 0)
            .map(Replicates::selected)
            .filter(sample -> sample.n() > 0)
            .mapToDouble(sample -> more ? sample.min() : sample.max());
    return (more ? extremes.min() : extremes.max()).orElse(Double.NaN);
  }

  /** The best score; NaN if there is none. */
  public double best(Goal goal) {
    double best = Double.NaN;
    for (double score : scores) {
      if (Double.isNaN(best) || goal.better(score, best)) {
        best = score;
      }
    }
    return best;
  }
}

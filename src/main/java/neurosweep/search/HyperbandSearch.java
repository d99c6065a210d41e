package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * Hyperband (Li et al., Journal of Machine Learning Research 18, 2018): several brackets of
 * successive halving, from one that begins with the least budget to one that trains everything in
 * full, so that a job need not know how early a good configuration shows. The paper draws afresh
 * for each; here the candidates of a group are dealt out among them in the paper's proportions.
 */
public final class HyperbandSearch extends RungSearch {

  @Override
  public String name() {
    return "hyperband";
  }

  @Override
  public String label() {
    return "Hyperband";
  }

  @Override
  public String doc() {
    return "deals configurations out among brackets of halving that begin early and late";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES, Sampling.DRAWS, ETA, LEAST, RUNG_SEEDS);
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    List<Candidate> candidates =
        Sampling.candidates(space, Sampling.draws(space, settings), Sampling.SAMPLES.of(settings));
    Board board = new Board(space);
    Budget budget = space.budget().orElseThrow();
    long eta = ETA.of(settings);
    List<Long> budgets = Rungs.ladder(budget, eta, LEAST.of(settings));
    int count = budgets.size();
    List<Rounds> brackets = new ArrayList<>();
    for (List<Candidate> group : RoundsCourse.groups(candidates).values()) {
      List<List<Candidate>> dealt = deal(group, count, eta);
      for (int b = 0; b < count; b++) {
        List<Candidate> in = dealt.get(b);
        if (!in.isEmpty()) {
          String label = "bracket " + (b + 1) + " of " + count + ", ";
          List<Long> own = budgets.subList(b, count);
          Values one = settings.with(FINALISTS.name(), 1L); // as in the paper
          List<Bracket.Rung> rungs = Rungs.of(space, one, own, in.size());
          brackets.add(new Rounds(board, new Bracket(board, label, budget.knob(), rungs), in));
        }
      }
    }
    return new RoundsCourse(board, brackets, candidates);
  }

  /**
   * Deals out, each to the bracket that lacks most of its share: a bracket of s + 1 budgets gets a
   * share of eta^s / (s + 1), which costs all brackets about the same. What comes later changes
   * nothing about who was dealt where.
   *
   * @return by bracket, the one with the most budgets first
   */
  static <T> List<List<T>> deal(List<T> all, int brackets, long eta) {
    double[] share = new double[brackets];
    double sum = 0;
    for (int b = 0; b < brackets; b++) {
      int halvings = brackets - 1 - b;
      share[b] = Math.pow((double) eta, halvings) / (halvings + 1);
      sum += share[b];
    }
    List<List<T>> dealt = new ArrayList<>();
    for (int b = 0; b < brackets; b++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < all.size(); i++) {
      int neediest = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int b = 0; b < brackets; b++) {
        double lacks = (i + 1) * share[b] / sum - dealt.get(b).size();
        if (lacks > most) {
          neediest = b;
          most = lacks;
        }
      }
      dealt.get(neediest).add(all.get(i));
    }
    return dealt;
  }
}

package neurosweep.search;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import neurosweep.core.Cell;
import neurosweep.statistics.Differences;
import neurosweep.statistics.Spending;

/**
 * A race over seeds (Maron and Moore, NIPS 6, 1994; Birattari et al., GECCO 2002): after every seed
 * those leave that are surely worse than the leader. Seeds are common to all, so that pairs are
 * compared.
 *
 * <p>The level is divided by the number of those that the best could be taken for worse than, all
 * of the group from the beginning, and spent over the looks. So the best of a group leaves in no
 * more than that share of races, as far as differences are normal. Where all differences to the
 * leader are equal there is no spread for a t test; then it is the sign test that decides, whose p
 * is 2^-n, and which equal results never pass.
 */
final class Race implements Rounds.Rule {
  private final Board board;
  private final List<Long> seeds;
  private final int first;
  private final double[] levels;

  /**
   * A race.
   *
   * @param candidates how many set out
   * @param first how many seeds all are trained with
   * @param level the chance that the best leaves
   */
  Race(Board board, List<Long> seeds, int candidates, int first, double level, Spending spending) {
    this.board = board;
    this.seeds = seeds;
    this.first = first;
    List<Integer> looks = IntStream.range(first, seeds.size()).boxed().toList();
    this.levels =
        IntStream.range(0, looks.size())
            .mapToDouble(look -> spending.level(looks, look, level) / Math.max(1, candidates - 1))
            .toArray();
  }

  @Override
  public int count() {
    return seeds.size() - first + 1;
  }

  @Override
  public String name(int round) {
    return (first + round) + " of " + seeds.size() + " seeds";
  }

  /** One seed after another; all that are left for the only one that is left. */
  @Override
  public List<Cell> cells(int round, Candidate candidate, int entrants) {
    int from = round == 0 ? 0 : first + round - 1;
    int to = entrants == 1 ? seeds.size() : first + round;
    return seeds.subList(from, to).stream().map(candidate::cell).toList();
  }

  @Override
  public List<Candidate> next(int round, List<Candidate> candidates) {
    List<Run> runs =
        candidates.stream()
            .map(each -> new Run(each, scores(each, first + round)))
            .filter(run -> run.mean() > Board.NONE)
            .toList();
    if (runs.size() < 2) {
      return runs.stream().map(Run::candidate).toList();
    }
    double[] leader = best(runs).scores();
    return runs.stream()
        .filter(run -> !isWorse(run.scores(), leader, levels[round])) // the leader ties with itself
        .map(Run::candidate)
        .toList();
  }

  private record Run(Candidate candidate, double[] scores) {
    double mean() {
      double sum = 0;
      for (double score : scores) {
        sum += score / scores.length; // cannot overflow
      }
      return sum;
    }
  }

  private double[] scores(Candidate candidate, int count) {
    return seeds.subList(0, count).stream()
        .mapToDouble(seed -> board.score(candidate.cell(seed)))
        .toArray();
  }

  /** The first of the best. */
  private static Run best(List<Run> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(Run::mean).reversed())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether scores are surely below those of the leader, by a one-sided paired test.
   *
   * @param level below which p counts
   */
  static boolean isWorse(double[] scores, double[] leader, double level) {
    double size = 0;
    for (int i = 0; i < scores.length; i++) {
      size = Math.max(size, Math.max(Math.abs(scores[i]), Math.abs(leader[i])));
    }
    if (size == 0) {
      return false;
    }
    Differences lead = Differences.of(over(leader, size), over(scores, size));
    OptionalDouble p = lead.aboveTest(0);
    double sign = lead.equal() && lead.mean() > 0 ? Math.pow(2, -lead.n()) : 1;
    return p.orElse(sign) <= level;
  }

  /** Squares of what is at most 1 stay finite; t does not change. */
  private static double[] over(double[] scores, double size) {
    double[] small = new double[scores.length];
    for (int i = 0; i < small.length; i++) {
      small[i] = scores[i] / size;
    }
    return small;
  }

  @Override
  public boolean grows() {
    return false;
  }
}

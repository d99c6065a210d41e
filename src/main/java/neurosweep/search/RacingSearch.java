package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.statistics.Spending;

/** Racing over seeds in every group of configurations, see {@link Race}. */
public final class RacingSearch implements Search {
  private static final int FEWEST_SEEDS = 3;

  static final Param<Double> LEVEL =
      Param.real("level", 0.05, "chance that the best of a group leaves its race")
          .within(1e-6, 0.5);

  static final Param<Long> LEAST_SEEDS =
      Param.integer("least_seeds", 3, "seeds, the first of the job's, that all are trained with")
          .within(2, Sampling.MOST_SAMPLES);

  static final Param<String> SPENDING =
      Param.choice(
          "spending",
          List.of(Spending.POCOCK.word(), Spending.OBRIEN_FLEMING.word()),
          "how the level is divided among the seeds after which some may leave");

  @Override
  public String name() {
    return "racing";
  }

  @Override
  public String doc() {
    return "trains all with a few seeds, and with further ones what is not surely worse by then";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES, Sampling.DRAWS, LEVEL, LEAST_SEEDS, SPENDING);
  }

  @Override
  public boolean bySeeds() {
    return true;
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    Sampling.check(space, settings, problems, where);
    int seeds = space.seeds().size();
    if (seeds < FEWEST_SEEDS) {
      problems.add(
          where,
          "racing needs at least "
              + FEWEST_SEEDS
              + " seeds and the job has "
              + seeds
              + "; give it some, such as seeds: 1..5");
    } else if (LEAST_SEEDS.of(settings) >= seeds) {
      problems.add(
          where,
          "least_seeds is "
              + LEAST_SEEDS.of(settings)
              + ", must be below the number of the job's seeds, which is "
              + seeds
              + ": nobody would leave; give more seeds, such as seeds: 1.."
              + (LEAST_SEEDS.of(settings) + 2)
              + ", or a smaller least_seeds");
    }
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    List<Candidate> candidates =
        Sampling.candidates(space, Sampling.draws(space, settings), Sampling.SAMPLES.of(settings));
    Board board = new Board(space);
    int first = LEAST_SEEDS.of(settings).intValue();
    double level = LEVEL.of(settings);
    Spending spending = Spending.of(SPENDING.of(settings));
    List<Rounds> races = new ArrayList<>();
    for (List<Candidate> group : RoundsCourse.groups(candidates).values()) {
      Race race = new Race(board, space.seeds(), group.size(), first, level, spending);
      races.add(new Rounds(board, race, group));
    }
    return new RoundsCourse(board, races, candidates);
  }
}

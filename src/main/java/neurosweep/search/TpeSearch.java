package neurosweep.search;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/**
 * Tree-structured Parzen estimators (Bergstra, Bardenet, Bengio and Kegl, NeurIPS 2011), each axis
 * on its own, in every combination of listed values. Written here because there is no maintained
 * Java library for it.
 */
public final class TpeSearch extends DrawnSearch {
  static final Param<Long> STARTUP =
      Param.integer("startup", 10, "trials that are drawn before results are looked at")
          .within(1, Sampling.MOST_SAMPLES);
  static final Param<Long> AHEAD =
      Param.integer("ahead", 8, "trials that may be open at once; more keep more cores busy")
          .within(1, Sampling.MOST_SAMPLES);

  @Override
  public String name() {
    return "tpe";
  }

  @Override
  public String label() {
    return "TPE";
  }

  @Override
  public String doc() {
    return "draws configurations where good ones were and bad ones were not, by Parzen estimators";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES, Sampling.DRAWS, STARTUP, AHEAD);
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    super.check(space, settings, problems, where);
    long samples = Sampling.SAMPLES.of(settings);
    if (samples > 0 && STARTUP.of(settings) >= samples) {
      problems.add(
          where,
          "startup is "
              + STARTUP.of(settings)
              + ", must be below samples, which is "
              + samples
              + ": nothing would be learned from results; give more samples or a smaller startup");
    }
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    Board board = new Board(space);
    ParzenSearch.Plan plan =
        new ParzenSearch.Plan(
            Sampling.draws(space, settings),
            space.sweepSeed(),
            Sampling.SAMPLES.of(settings),
            STARTUP.of(settings),
            AHEAD.of(settings));
    return new TrialCourse(space, board, branch -> new ParzenSearch(space, board, branch, plan));
  }
}

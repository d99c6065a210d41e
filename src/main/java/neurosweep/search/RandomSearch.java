package neurosweep.search;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** Independent draws (Bergstra and Bengio, Journal of Machine Learning Research 13, 2012). */
public final class RandomSearch implements Search {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String label() {
    return "random search";
  }

  @Override
  public boolean givesUp() {
    return false;
  }

  @Override
  public boolean isFair() {
    return true;
  }

  @Override
  public String doc() {
    return "draws configurations independently of each other";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES);
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    Sampling.requireDrawn(space, name(), problems, where);
    Sampling.check(space, settings, problems, where);
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    return new WholeCourse(
        space,
        Sampling.candidates(
            space, Sampling.random(space.sweepSeed()), Sampling.SAMPLES.of(settings)));
  }
}

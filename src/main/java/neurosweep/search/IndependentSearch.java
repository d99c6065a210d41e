package neurosweep.search;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/** Draws that do not look at results. */
abstract class IndependentSearch extends DrawnSearch {

  /** How they are drawn. */
  abstract Sampling.Draws draws(Space space);

  @Override
  public boolean isFair() {
    return true;
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES);
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    long samples = Sampling.SAMPLES.of(settings);
    return new WholeCourse(space, Sampling.candidates(space, draws(space), samples));
  }
}

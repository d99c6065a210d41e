package neurosweep.search;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** Draws that fill the space evenly: a scrambled Sobol sequence. */
public final class SobolSearch implements Search {

  @Override
  public String name() {
    return "sobol";
  }

  @Override
  public String label() {
    return "Sobol points";
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
    return "draws configurations that fill the space evenly, by a scrambled Sobol sequence";
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
            space, SobolDraws.scrambled(space.sweepSeed()), Sampling.SAMPLES.of(settings)));
  }
}

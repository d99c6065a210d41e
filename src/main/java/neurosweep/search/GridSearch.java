package neurosweep.search;

import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.spec.SearchSettings;

/** Every configuration that the job lists, with every seed. */
public final class GridSearch implements Search {
  @Override
  public String name() {
    return SearchSettings.GRID.method();
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
    return "trains every configuration that the job lists";
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    if (space.isDrawn()) {
      problems.add(
          where,
          "a grid has no distributions; list the values, or draw them with another search, such as"
              + " search: {method: random, samples: 20}");
    }
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    Sampling.Draws none = (index, axes) -> new double[0];
    return new WholeCourse(space, Sampling.candidates(space, none, 0));
  }
}

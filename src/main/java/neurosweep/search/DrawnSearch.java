package neurosweep.search;

import neurosweep.core.Problems;
import neurosweep.core.Values;

/** What searches have in common that draw configurations and train every one to its end. */
abstract class DrawnSearch implements Search {

  @Override
  public boolean givesUp() {
    return false;
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    Sampling.requireDrawn(space, name(), problems, where);
    Sampling.check(space, settings, problems, where);
  }
}

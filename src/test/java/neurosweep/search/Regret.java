package neurosweep.search;

import java.util.Arrays;
import java.util.function.LongFunction;
import neurosweep.core.Values;
import neurosweep.testing.SurfaceSpace;

/** How far the best of the first trials is from zero, the best that there is. */
final class Regret {
  private static final int SWEEP_SEEDS = 151;

  private Regret() {}

  /** The median over sweep seeds after each of these numbers of trials. */
  static double[] median(
      LongFunction<SurfaceSpace> spaces, Search search, Values settings, int... after) {
    double[][] all = new double[after.length][SWEEP_SEEDS];
    for (int seed = 0; seed < SWEEP_SEEDS; seed++) {
      PlayedCourse played = new PlayedCourse(spaces.apply(seed), search, settings).inOrder();
      for (int i = 0; i < after.length; i++) {
        all[i][seed] = -played.best(after[i]);
      }
    }
    double[] medians = new double[after.length];
    for (int i = 0; i < after.length; i++) {
      Arrays.sort(all[i]);
      medians[i] = all[i][SWEEP_SEEDS / 2];
    }
    return medians;
  }
}

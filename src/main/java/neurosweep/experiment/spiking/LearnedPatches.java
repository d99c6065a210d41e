package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import neurosweep.circuit.design.SparseDictionary;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.data.DataSource;
import neurosweep.data.Dataset;
import neurosweep.data.Examples;
import neurosweep.data.Preparation;
import neurosweep.math.random.RandomSource;

/**
 * A dictionary learned from square patches of a set's training pictures, and patches of its test
 * pictures. A patch is cut out at random where the picture has contrast, its mean is taken off and
 * it is scaled to the contrast of the published patches; basis functions have their length.
 */
final class LearnedPatches {
  private static final Param<String> DATASET =
      Param.member("dataset", DataSource.CATALOG, "glyphs", "pictures to learn from");
  private static final Param<Long> SIDE =
      Param.integer("patch_side", 8, "side of a learned patch").within(2, 64).in("pixels");
  private static final Param<Long> FUNCTIONS =
      Param.integer("functions", 96, "basis functions to learn").within(2, 2000);
  private static final Param<Long> ACTIVE =
      Param.integer("functions_active", 8, "most functions in a learned patch").within(1, 100);
  private static final Param<Long> ROUNDS =
      Param.integer("learning_rounds", 15, "rounds of approximate K-SVD").within(1, 1000);
  private static final Param<Long> PATCHES =
      Param.integer("training_patches", 2000, "patches to learn from").within(10, 1_000_000);

  /** Root mean square of a published patch, and length of a published basis function. */
  private static final double CONTRAST = 0.45;

  private static final double LENGTH = 0.025;

  /** A patch of less contrast than this share of the range of grey is drawn again. */
  private static final double LEAST_CONTRAST = 0.1;

  private static final int MOST_TRIES = 1000;

  private final Values values;
  private final Dataset data;
  private final RandomSource random;
  private final RandomSource testing;
  private final int side;

  LearnedPatches(Values values, Dataset data, Draws draws) {
    this.values = values;
    this.data = data;
    this.random = draws.of("init");
    this.testing = draws.of("shuffle");
    this.side = SpikingExperiment.whole(SIDE, values);
  }

  static List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(DATASET));
    params.addAll(Preparation.params());
    params.addAll(List.of(SIDE, FUNCTIONS, ACTIVE, ROUNDS, PATCHES));
    return params;
  }

  static int pixels(Values values) {
    return SpikingExperiment.whole(SIDE, values) * SpikingExperiment.whole(SIDE, values);
  }

  static int functions(Values values) {
    return SpikingExperiment.whole(FUNCTIONS, values);
  }

  static double flops(Values values) {
    double coding = 2.0 * ACTIVE.of(values) * functions(values) * pixels(values);
    return ROUNDS.of(values) * PATCHES.of(values) * coding;
  }

  static double bytes(Values values) {
    return 8.0 * PATCHES.of(values) * (2.0 * pixels(values) + functions(values));
  }

  static void check(Values values, Dataset data, Problems problems, String where) {
    int picture = (int) Math.round(Math.sqrt(data.features()));
    if (picture * picture != data.features()) {
      problems.add(
          where, "pictures have " + data.features() + " pixels, must be square to be cut up");
    } else if (SIDE.of(values) > picture) {
      problems.add(
          where, "patch_side is " + SIDE.of(values) + ", must be at most the pictures' " + picture);
    }
  }

  /** Pixels x functions; null if time was up. */
  double[][] dictionary(BooleanSupplier expired) {
    double[][] patches = new double[SpikingExperiment.whole(PATCHES, values)][];
    for (int i = 0; i < patches.length; i++) {
      patches[i] = cut(data.train(), random);
    }
    SparseDictionary learner =
        new SparseDictionary(
            functions(values),
            SpikingExperiment.whole(ACTIVE, values),
            SpikingExperiment.whole(ROUNDS, values));
    double[][] basis = learner.learn(patches, random, expired::getAsBoolean);
    if (basis == null) {
      return null;
    }
    double[][] dictionary = new double[pixels(values)][basis.length];
    for (int k = 0; k < basis.length; k++) {
      for (int p = 0; p < dictionary.length; p++) {
        dictionary[p][k] = LENGTH * basis[k][p];
      }
    }
    return dictionary;
  }

  /** The index-th patch of the test pictures, from 0. */
  double[] patch(int index) {
    double[] patch = cut(data.test(), testing);
    for (int i = 0; i < index; i++) {
      patch = cut(data.test(), testing);
    }
    return patch;
  }

  /** Column by column. */
  private double[] cut(Examples examples, RandomSource draw) {
    int picture = (int) Math.round(Math.sqrt(examples.features()));
    double[] whole = new double[examples.features()];
    double[] patch = new double[side * side];
    double deviation = 0;
    for (int tries = 0; deviation < LEAST_CONTRAST && tries < MOST_TRIES; tries++) {
      examples.widen((int) (draw.nextDouble() * examples.size()), whole, 0);
      int top = (int) (draw.nextDouble() * (picture - side + 1));
      int left = (int) (draw.nextDouble() * (picture - side + 1));
      double mean = 0;
      for (int p = 0; p < patch.length; p++) {
        patch[p] = whole[(top + p % side) * picture + left + p / side];
        mean += patch[p] / patch.length;
      }
      double squares = 0;
      for (int p = 0; p < patch.length; p++) {
        patch[p] -= mean;
        squares += patch[p] * patch[p];
      }
      deviation = Math.sqrt(squares / patch.length);
    }
    double scale = deviation > 0 ? CONTRAST / deviation : 0;
    for (int p = 0; p < patch.length; p++) {
      patch[p] *= scale;
    }
    return patch;
  }
}

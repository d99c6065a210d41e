package neurosweep.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import neurosweep.spec.Distribution;

/**
 * The configurations of a space that do not depend on results: those that the job lists and, of
 * every combination that leaves axes open, the same number of draws. Combinations share the draws
 * of the axes that they share, so that what is compared is not luck in drawing, and a larger number
 * of samples adds to a smaller one.
 */
final class Sampling {
  /** More are drawn by nobody, and all of them are held. */
  static final int MOST_SAMPLES = 1_000_000;

  static final Param<Long> SAMPLES =
      Param.integer("samples", 0, "draws for every combination of listed values; 0: none given")
          .within(0, MOST_SAMPLES);

  private static final String RANDOM = "random";

  static final Param<String> DRAWS =
      Param.choice("draws", List.of(RANDOM, "sobol"), "how distributions are drawn from");

  private Sampling() {}

  /** Draws. */
  interface Draws {

    /**
     * The share of each distribution that a draw has.
     *
     * @param index from 0
     */
    double[] point(int index, List<Distribution> axes);
  }

  /** Independent draws, each axis from a stream of its own. */
  static Draws random(long sweepSeed) {
    return (index, axes) -> {
      double[] point = new double[axes.size()];
      for (int a = 0; a < point.length; a++) {
        String purpose = "draw of " + axes.get(a).knob();
        point[a] = new Streams(sweepSeed, index).stream(purpose, 0).nextDouble();
      }
      return point;
    };
  }

  /** By the settings of a search. */
  static Draws draws(Space space, Values settings) {
    return DRAWS.of(settings).equals(RANDOM)
        ? random(space.sweepSeed())
        : SobolDraws.scrambled(space.sweepSeed());
  }

  /** A search that only draws has nothing to do where everything is listed. */
  static void requireDrawn(Space space, String search, Problems problems, String where) {
    if (!space.isDrawn()) {
      problems.add(
          where,
          search
              + " draws from distributions and the job lists every value; give an axis one, such as"
              + " {loguniform: {from: 1.0e-5, to: 1.0e-2}} or {choice: [...]}, or remove search");
    }
  }

  /** Samples without distributions, and distributions without samples. */
  static void check(Space space, Values settings, Problems problems, String where) {
    boolean drawn = space.isDrawn();
    long samples = SAMPLES.of(settings);
    if (drawn && samples == 0) {
      problems.add(
          where,
          "the job has distributions, so it needs samples, such as samples: 20, or a --budget on"
              + " the command line");
    } else if (!drawn && samples > 0) {
      problems.add(
          where,
          "samples is "
              + samples
              + " and the job lists every value; give an axis a distribution, such as {loguniform:"
              + " {from: 1.0e-5, to: 1.0e-2}} or {choice: [...]}, or remove samples");
    } else if (!drawn && settings.get(DRAWS.name()) != null) {
      problems.add(
          where,
          "draws is "
              + DRAWS.of(settings)
              + " and the job lists every value: nothing is drawn; remove draws");
    }
  }

  /** All configurations, each once, combination after combination. */
  static List<Candidate> candidates(Space space, Draws draws, long samples) {
    List<Candidate> all = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Branch branch : space.branches()) {
      long count = branch.axes().isEmpty() ? 1 : samples;
      for (int i = 0; i < count; i++) {
        branch
            .at(draws.point(i, branch.axes()))
            .filter(candidate -> known.add(candidate.cell(0).configId()))
            .ifPresent(all::add);
      }
    }
    return all;
  }
}

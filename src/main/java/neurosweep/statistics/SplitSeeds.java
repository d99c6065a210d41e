package neurosweep.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How much the best of a grid flatters itself: choose on half of the seeds, report on the others,
 * and compare.
 *
 * @param splits how many ways of halving were averaged over
 * @param all whether they are all balanced ones
 * @param chosen mean over the splits of the chosen configuration's mean on the half that chose it
 * @param reported mean of its mean on the other half
 * @param wins how often each configuration was chosen
 */
public record SplitSeeds(int splits, boolean all, double chosen, double reported, int[] wins) {
  /** Seeds of which all splits are made; of 12 they are 924. */
  public static final int MOST_SEEDS = 12;

  /** How far the halves of many seeds are moved on between splits. */
  private static final int[] STRIDES = {1, 2, 3, 5, 7, 11, 13, 17};

  /** By how much the half that chose looks better than the other, 0 where choice does no harm. */
  public double optimism(boolean more) {
    return more ? chosen - reported : reported - chosen;
  }

  /**
   * Averages over splits of the seeds into halves; an odd seed goes to the half that reports. Up to
   * 12 seeds all splits are made; of more, those whose choosing half is every s-th seed beginning
   * anywhere, for eight s, which need no random numbers.
   *
   * @param values by configuration, then by seed, finite; at least one configuration
   * @param more whether more is better
   * @throws IllegalArgumentException for fewer than two seeds
   */
  public static SplitSeeds of(double[][] values, boolean more) {
    int seeds = values[0].length;
    if (seeds < 2) {
      throw new IllegalArgumentException(seeds + " seeds cannot be halved");
    }
    List<boolean[]> halves = seeds <= MOST_SEEDS ? every(seeds) : spread(seeds);
    double chosen = 0;
    double reported = 0;
    int[] wins = new int[values.length];
    for (boolean[] half : halves) {
      int best = 0;
      double leading = mean(values[0], half, true);
      for (int i = 1; i < values.length; i++) {
        double mean = mean(values[i], half, true);
        if (more ? mean > leading : mean < leading) {
          best = i;
          leading = mean;
        }
      }
      wins[best]++;
      chosen += leading;
      reported += mean(values[best], half, false);
    }
    int n = halves.size();
    return new SplitSeeds(n, seeds <= MOST_SEEDS, chosen / n, reported / n, wins);
  }

  private static double mean(double[] values, boolean[] half, boolean choosing) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (half[i] == choosing) {
        sum += values[i];
        n++;
      }
    }
    return sum / n;
  }

  private static List<boolean[]> every(int seeds) {
    List<boolean[]> halves = new ArrayList<>();
    for (int bits = 0; bits < 1 << seeds; bits++) {
      if (Integer.bitCount(bits) == seeds / 2) {
        boolean[] half = new boolean[seeds];
        for (int i = 0; i < seeds; i++) {
          half[i] = (bits >> i & 1) == 1;
        }
        halves.add(half);
      }
    }
    return halves;
  }

  private static List<boolean[]> spread(int seeds) {
    List<boolean[]> halves = new ArrayList<>();
    for (int stride : STRIDES) {
      for (int begin = 0; begin < seeds; begin++) {
        boolean[] half = new boolean[seeds];
        int at = begin;
        for (int i = 0; i < seeds / 2; i++) {
          while (half[at]) {
            at = (at + 1) % seeds;
          }
          half[at] = true;
          at = (at + stride) % seeds;
        }
        halves.add(half);
      }
    }
    return halves;
  }
}

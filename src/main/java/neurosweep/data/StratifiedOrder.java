package neurosweep.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A random order of examples whose every beginning holds the classes in proportion: the first n are
 * a stratified sample of n, and a smaller sample is part of every larger one.
 *
 * <p>Examples are shuffled; the r-th of a class with m examples (from 0) gets the rank (2 r + 1) /
 * m; the order is that of ranks, equal ones by class: the divisor method of Webster.
 */
public final class StratifiedOrder {
  private StratifiedOrder() {}

  /**
   * Marks the first examples of the order.
   *
   * @param size number of examples wanted, at most as many as there are
   * @param labels the class of each example
   * @param random decides which; only its {@code nextLong} is used
   */
  public static boolean[] first(int size, int[] labels, SplittableRandom random) {
    int classes = 1 + Arrays.stream(labels).max().orElse(0);
    long[] counts = new long[classes];
    for (int label : labels) {
      counts[label]++;
    }
    long[] seen = new long[classes];
    Ranked[] ranked = new Ranked[labels.length];
    int[] shuffled = shuffledPositions(labels.length, random);
    for (int i = 0; i < ranked.length; i++) {
      int label = labels[shuffled[i]];
      ranked[i] = new Ranked(2 * seen[label] + 1, counts[label], label, shuffled[i]);
      seen[label]++;
    }
    Arrays.sort(ranked);
    boolean[] chosen = new boolean[labels.length];
    for (int i = 0; i < size; i++) {
      chosen[ranked[i].position] = true;
    }
    return chosen;
  }

  /** Rank odd / count, compared exactly. */
  private record Ranked(long odd, long count, int label, int position)
      implements Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      int order = Long.compare(odd * other.count, other.odd * count);
      return order != 0 ? order : Integer.compare(label, other.label);
    }
  }

  private static int[] shuffledPositions(int size, SplittableRandom random) {
    int[] positions = new int[size];
    for (int i = 0; i < size; i++) {
      positions[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = below(i + 1, random);
      int kept = positions[i];
      positions[i] = positions[j];
      positions[j] = kept;
    }
    return positions;
  }

  /** From 0 to bound - 1, out of the top 32 bits; its bias is below bound / 2^32. */
  private static int below(int bound, SplittableRandom random) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }
}

package neurosweep.reference;

/** Counts how many spikes of a run differ from those expected. */
final class SpikeComparison {
  private final int[][] expected;
  private int next;
  private long matched;
  private long spikes;

  /** Expected as [step, unit] in ascending order. */
  SpikeComparison(int[][] expected) {
    this.expected = expected;
  }

  /** The spikes of a step, ascending. */
  void step(long step, int[] fired, int count) {
    spikes += count;
    int k = 0;
    while (next < expected.length && expected[next][0] == step) {
      while (k < count && fired[k] < expected[next][1]) {
        k++;
      }
      if (k < count && fired[k] == expected[next][1]) {
        matched++;
        k++; // a spike that is listed twice is met once
      }
      next++;
    }
  }

  /** Spikes of the run. */
  long spikes() {
    return spikes;
  }

  /** Those of the run that were not expected and those expected that did not come. */
  long different() {
    return spikes - matched + expected.length - matched;
  }
}

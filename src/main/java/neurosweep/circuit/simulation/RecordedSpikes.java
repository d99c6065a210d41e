package neurosweep.circuit.simulation;

import java.util.Arrays;

/** Spikes that are known beforehand; none after their last step. */
public final class RecordedSpikes implements SpikeSource {
  private final int[] starts;
  private int[] channels = new int[1024];

  private RecordedSpikes(int steps) {
    starts = new int[steps + 1];
  }

  /**
   * Draws all steps of a source now, for programs that draw their whole input before anything else.
   *
   * @param channels of the source
   */
  public static RecordedSpikes of(SpikeSource source, int channels, int steps) {
    RecordedSpikes recorded = new RecordedSpikes(steps);
    int[] fired = new int[channels];
    for (int step = 0; step < steps; step++) {
      int count = source.next(step, fired);
      recorded.append(step, fired, count);
    }
    return recorded;
  }

  private void append(int step, int[] fired, int count) {
    int start = starts[step];
    if (start + count > channels.length) {
      channels = Arrays.copyOf(channels, Math.max(start + count, 2 * channels.length));
    }
    System.arraycopy(fired, 0, channels, start, count);
    starts[step + 1] = start + count;
  }

  @Override
  public int next(long step, int[] fired) {
    if (step >= starts.length - 1) {
      return 0;
    }
    int start = starts[(int) step];
    int count = starts[(int) step + 1] - start;
    System.arraycopy(channels, start, fired, 0, count);
    return count;
  }
}

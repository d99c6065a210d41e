package neurosweep.sweep;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The time that has led to a state.
 *
 * @param seconds of the clock
 * @param cpuSeconds of a processor; NaN if it was not always known
 * @param inheritedSeconds of these, what cells with smaller budgets had spent
 */
record Spent(double seconds, double cpuSeconds, double inheritedSeconds) {
  static final Spent NOTHING = new Spent(0, 0, 0);

  /** With what one cell spends on. */
  Spent plus(double more, double cpuMore) {
    return new Spent(seconds + more, cpuSeconds + cpuMore, inheritedSeconds);
  }

  /** The same for a cell that goes on from another one's state. */
  Spent inherited() {
    return new Spent(seconds, cpuSeconds, processorSeconds());
  }

  /** Seconds of a processor as far as they are known, else of the clock. */
  double processorSeconds() {
    return Double.isNaN(cpuSeconds) ? seconds : cpuSeconds;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(seconds);
    out.writeDouble(cpuSeconds);
    out.writeDouble(inheritedSeconds);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IOException if it cannot be a time
   */
  static Spent read(DataInput in) throws IOException {
    Spent spent = new Spent(in.readDouble(), in.readDouble(), in.readDouble());
    boolean cpuFits = Double.isNaN(spent.cpuSeconds) || isTime(spent.cpuSeconds);
    if (!isTime(spent.seconds) || !cpuFits || !isTime(spent.inheritedSeconds)) {
      throw new IOException(spent + " is no time");
    }
    return spent;
  }

  private static boolean isTime(double seconds) {
    return seconds >= 0 && seconds < Double.POSITIVE_INFINITY;
  }
}

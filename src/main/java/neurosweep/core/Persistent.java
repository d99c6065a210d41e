package neurosweep.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is at work and can be laid down and taken up again to the bit: whoever goes on from what
 * {@link #load} has read computes the same numbers as whoever was never interrupted.
 */
public interface Persistent {

  /** Writes everything that changes as the work proceeds. Not modified. */
  void save(DataOutput out) throws IOException;

  /**
   * Takes up what {@link #save} has written, into an object that was made for the same cell.
   *
   * @throws IOException if it does not fit; the object is of no use then
   */
  void load(DataInput in) throws IOException;

  /**
   * A count that {@link #load} has read, which decides where work goes on.
   *
   * @throws IOException if it is not from {@code least} to {@code most}
   */
  static long within(long count, long least, long most) throws IOException {
    if (count < least || count > most) {
      throw new IOException(count + " is not from " + least + " to " + most);
    }
    return count;
  }
}

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
}

package neurosweep.journal;

import java.io.IOException;

/** The segment that is being written. */
interface ActiveSegment {

  /** Adds a line. */
  void append(byte[] line) throws IOException;

  /** Makes every line so far survive the loss of the machine, as far as the file system can. */
  void sync() throws IOException;

  /** Its size in bytes so far. */
  long size();

  /** Ends it under the name of a sealed segment. */
  void seal() throws IOException;

  /** Lets go of it as it is, after a fault; the next writer recovers what is in it. */
  void abandon();
}

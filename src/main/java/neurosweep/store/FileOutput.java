package neurosweep.store;

import java.io.IOException;
import java.io.OutputStream;

/** A new file that is being written. */
public abstract class FileOutput extends OutputStream {

  /** Whether {@link #flush} and {@link #sync} do what they say; object stores cannot. */
  public abstract boolean canSync();

  /** Hands all that was written to the operating system or the data nodes. */
  @Override
  public abstract void flush() throws IOException;

  /** Makes all that was written survive the loss of the machine. */
  public abstract void sync() throws IOException;
}

package neurosweep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;

/** A stream that remembers why it could not be written, which a {@link PrintWriter} forgets. */
final class StandardOutput extends FilterOutputStream {
  /** What a shell reports of a program that wrote to a closed pipe: 128 and SIGPIPE. */
  static final int CLOSED_PIPE = 141;

  private IOException fault;

  StandardOutput(OutputStream target) {
    super(target);
  }

  /** That of this process. */
  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      fault = fault == null ? e : fault;
      throw e;
    }
  }

  /**
   * The exit code once everything was written.
   *
   * @param code that of the command, which stays if it is not 0
   * @param err gets a line if output was lost; a reader who went away wants none
   */
  int ending(int code, PrintWriter err) {
    if (fault == null) {
      return code;
    }
    String reason = String.valueOf(fault.getMessage());
    boolean closed = reason.toLowerCase(Locale.ROOT).contains("broken pipe");
    if (!closed) {
      err.println("error: standard output cannot be written (" + reason + "); output was lost");
    }
    return code != 0 ? code : closed ? CLOSED_PIPE : 1;
  }
}

package neurosweep.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The person at the terminal, if there is one. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  /** After this long the width is asked for again: windows change. */
  private static final long LOOK_NANOS = 1_000_000_000;

  /** Back to the start of the line, which is emptied. */
  static final String CLEAR_LINE = "\r\u001b[K";

  /** From now on what does not fit into a line is cut there, and nothing scrolls. */
  static final String CUT_LINES = "\u001b[?7l";

  /** Lines go on below again, as shells expect. */
  static final String WRAP_LINES = "\u001b[?7h";

  /** Empties all from the cursor on. */
  static final String CLEAR_BELOW = "\u001b[J";

  /** A stream that may be a terminal. */
  enum Stream {
    OUT,
    ERR
  }

  private final Stream stream;
  private final boolean present;
  private int columns;
  private long looked;

  private Terminal(Stream stream) {
    this.stream = stream;
    String term = System.getenv("TERM");
    boolean capable = term != null && !term.isEmpty() && !term.equals("dumb");
    this.columns = capable ? look() : 0;
    this.present = columns > 0;
  }

  /** The terminal behind a stream of this process. */
  static Terminal of(Stream stream) {
    return new Terminal(stream);
  }

  /** The console, if both standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // later Javas need -Djdk.console=java.base for the same
  static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }

  /** Whether lines may be rewritten: a terminal, and not a dumb one. */
  boolean present() {
    return present;
  }

  /** So many lines up. */
  static String up(int lines) {
    return "\u001b[" + lines + "A";
  }

  /** How wide the terminal is now; 80 where it does not tell. */
  int columns() {
    if (System.nanoTime() - looked > LOOK_NANOS) {
      int found = look();
      columns = found > 0 ? found : columns;
    }
    return columns;
  }

  /** Columns, or 0 if the stream is no terminal. */
  private int look() {
    looked = System.nanoTime();
    if (stream == Stream.OUT && console().isEmpty()) {
      return 0;
    }
    // Standard output cannot be handed on, since it is where the answer comes; its console can.
    String asked = stream == Stream.OUT ? "stty size" : "test -t 2 && { stty size <&2 || echo; }";
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", asked)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(
                  stream == Stream.OUT
                      ? ProcessBuilder.Redirect.DISCARD
                      : ProcessBuilder.Redirect.INHERIT)
              .start();
      String size = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (size.isEmpty() && stream == Stream.ERR) {
        return 0;
      }
      String[] words = size.strip().split(" ", -1); // rows, columns
      int wide = words.length == 2 ? Integer.parseInt(words[1]) : 0;
      return wide > 0 ? wide : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }
}

package neurosweep.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The person at the terminal, if there is one. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** The console, if both standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // later Javas need -Djdk.console=java.base for the same
  static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }

  /** Whether lines may be rewritten. */
  static boolean present() {
    return console().isPresent();
  }

  /** How wide the terminal is; 80 where it does not tell. */
  static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] words = size.strip().split(" ", -1); // rows, columns
      int columns = words.length == 2 ? Integer.parseInt(words[1]) : 0;
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }
}

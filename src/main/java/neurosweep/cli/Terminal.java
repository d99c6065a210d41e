package neurosweep.cli;

import java.io.Console;
import java.util.Optional;

/** The person at the terminal, if there is one. */
final class Terminal {
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
}

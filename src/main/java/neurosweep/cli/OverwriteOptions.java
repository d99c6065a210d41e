package neurosweep.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import neurosweep.core.PlainText;
import neurosweep.core.UserError;
import neurosweep.store.SweepDirectory;
import picocli.CommandLine.Option;

/** Whether a sweep that is there may be given up: options of commands that begin one. */
final class OverwriteOptions {
  @Option(
      names = "--overwrite",
      description =
          "give up the sweep in the directory, whatever its plan, and start anew; files that"
              + " neurosweep did not write stay")
  private boolean overwrite;

  @Option(names = "-y", description = "do not ask before results are given up")
  private boolean yes;

  /** Whether it was asked for. */
  boolean given() {
    return overwrite;
  }

  /**
   * Asks for the sweep's name where one is given up, since what is given up cannot be had back.
   *
   * @throws UserError if the answer is another, or nobody can answer
   */
  void confirm(SweepDirectory directory, PrintWriter err) {
    boolean held = directory.exists() || directory.files().exists(directory.journal());
    if (!overwrite || yes || !held) {
      return;
    }
    Console console =
        Terminal.console()
            .orElseThrow(
                () ->
                    new UserError(
                        "--overwrite gives up the results in "
                            + directory.root()
                            + "; add -y to confirm"));
    List<String> others = directory.foreign();
    if (!others.isEmpty()) {
      err.println("stays, since neurosweep did not write it: " + String.join(", ", others));
    }
    String answer =
        console.readLine(
            "The results in %s are given up. Type the sweep's name, %s, to confirm: ",
            PlainText.line(directory.root().toString()), PlainText.line(directory.name()));
    if (answer == null || !answer.strip().equals(directory.name())) {
      throw new UserError("nothing was changed");
    }
  }
}

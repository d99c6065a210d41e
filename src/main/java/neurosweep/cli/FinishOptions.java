package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Sweep;
import picocli.CommandLine.Option;

/**
 * What is done when a run has ended, however it did: an option of {@code run} and {@code retry}.
 */
final class FinishOptions {
  private static final int FAILED = 1;

  @Option(
      names = "--on-finish",
      paramLabel = "CMD",
      description =
          "when the run has ended, complete or not, give CMD to sh -c, with what the run came to as"
              + " JSON on its standard input; its output goes to standard error, and it has five"
              + " minutes")
  private String command;

  /** Refuses a command that says nothing. */
  void check(Problems problems) {
    if (command != null && command.isBlank()) {
      problems.add("--on-finish", "is empty; give a command, such as 'cat > certificate.json'");
    }
  }

  /**
   * Runs, then gives the command what the run came to, if there is one; whatever became of the run.
   *
   * @param run tells its exit code
   */
  int around(Sweep sweep, Progress progress, PrintWriter err, IntSupplier run) {
    if (command == null) {
      return run.getAsInt();
    }
    int code;
    try {
      code = run.getAsInt();
    } catch (RuntimeException | Error e) {
      boolean refused = e instanceof UserError;
      List<String> problems = refused ? ((UserError) e).problems() : List.of(e.toString());
      int failed = refused ? ((UserError) e).exitCode() : FAILED;
      finish(Certificate.End.FAILED, failed, problems, sweep, progress, err);
      throw e;
    }
    Certificate.End end =
        progress.interruption().arrived()
            ? Certificate.End.INTERRUPTED
            : sweep.directory().isComplete()
                ? Certificate.End.COMPLETE
                : progress.stopReason().isEmpty()
                    ? Certificate.End.INCOMPLETE
                    : Certificate.End.STOPPED;
    finish(end, code, List.of(), sweep, progress, err);
    return code;
  }

  private void finish(
      Certificate.End end,
      int code,
      List<String> problems,
      Sweep sweep,
      Progress progress,
      PrintWriter err) {
    Certificate certificate =
        new Certificate(
            end,
            code,
            progress.stopReason(),
            problems,
            progress.seconds(),
            sweep,
            journaled(sweep.directory()));
    new FinishCommand(command, FinishCommand.LIMIT).run(certificate.json(), err);
  }

  private static Optional<History> journaled(SweepDirectory directory) {
    try {
      return Optional.of(Journal.read(directory).history());
    } catch (UserError e) {
      return Optional.empty(); // a journal that cannot be read is among the problems
    }
  }
}

package neurosweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Idleness;
import neurosweep.sweep.Sweep;
import picocli.CommandLine;

/** What {@code run} and {@code retry} say at their end, and the exit code. */
final class Ending {
  private Ending() {}

  /**
   * Makes the report unless it is current, prints verdicts and the main table, and counts what has
   * a result.
   */
  static int print(
      CommandLine line,
      Sweep sweep,
      History history,
      Progress progress,
      boolean quiet,
      Claims claims) {
    SweepDirectory directory = sweep.directory();
    PrintWriter out = line.getOut();
    PrintWriter err = line.getErr();
    Reporting reporting = new Reporting(directory);
    Reporting.Made made = reporting.current().orElseGet(() -> make(reporting, sweep));
    progress.learn();
    made.printLeft(err);
    if (!quiet) {
      made.printResults(out);
      out.println(made.figures());
      if (!made.pageLeft()) {
        out.println("Page: " + made.page());
      }
      out.println("Tables: " + directory.tables() + "; results: " + directory.results());
      if (sweep.plan().experiment().isRun()) {
        sweep.idleness().map(Ending::idle).ifPresent(out::println);
      }
    }
    if (progress.interruption().arrived()) {
      err.println("interrupted; run again to continue");
      return progress.interruption().exitCode();
    }
    if (!progress.stopReason().isEmpty()) {
      err.println("stopped: " + progress.stopReason() + "; run again to continue");
    }
    if (directory.isComplete()) {
      return claims.code(0, made.verdicts(), err);
    }
    List<Cell> wanted = sweep.plan().forecast(history);
    long failed = ended(wanted, history, Outcome.State.FAILED);
    long late = ended(wanted, history, Outcome.State.TIMED_OUT);
    long missing = wanted.stream().filter(cell -> history.get(cell).isEmpty()).count();
    String again = sweep.plan().experiment().isRun() ? ", then 'neurosweep retry %1$s'" : "";
    String hint =
        failed + late == 0
            ? ""
            : String.format(
                "; see 'neurosweep failures %1$s'" + again, directory.root().toUri().getPath());
    err.printf(
        Locale.ROOT,
        "%,d failed, %,d timed out, %,d missing of %,d cells%s%n",
        failed,
        late,
        missing,
        wanted.size(),
        hint);
    return 1;
  }

  private static long ended(List<Cell> cells, History history, Outcome.State state) {
    return cells.stream()
        .flatMap(cell -> history.get(cell).stream())
        .filter(result -> result.outcome().state() == state)
        .count();
  }

  /** What cores waited for, so that the next run can have as many as it keeps busy. */
  private static String idle(Idleness idle) {
    double seconds = idle.rungs() + idle.end();
    if (idle.rungs() == 0) {
      return String.format(
          Locale.ROOT,
          "Idle: %.3g core-seconds, %.1f %% of the cores' time, at the end",
          seconds,
          100 * idle.share());
    }
    return String.format(
        Locale.ROOT,
        "Idle: %.3g core-seconds, %.1f %% of the cores' time: %.3g until the search knew more, %.3g at the"
            + " end",
        seconds,
        100 * idle.share(),
        idle.rungs(),
        idle.end());
  }

  private static Reporting.Made make(Reporting reporting, Sweep sweep) {
    try {
      return sweep
          .analysis()
          .map(analysis -> reporting.make(sweep.directory(), analysis))
          .orElseGet(() -> reporting.make(sweep.directory()));
    } catch (UserError e) {
      throw e.getCause() instanceof IOException ? e.incomplete() : e;
    }
  }
}

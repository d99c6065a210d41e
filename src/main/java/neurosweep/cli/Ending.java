package neurosweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Plan;
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
      RunOptions options,
      Claims claims) {
    SweepDirectory directory = sweep.directory();
    Plan plan = sweep.plan();
    PrintWriter out = line.getOut();
    PrintWriter err = line.getErr();
    Reporting reporting = new Reporting(directory);
    Reporting.Made made = reporting.current().orElseGet(() -> make(reporting, sweep));
    progress.learn();
    made.printLeft(err);
    if (!options.quiet()) {
      made.printResults(out);
      out.println(made.figures());
      if (!made.pageLeft()) {
        out.println("Page: " + made.page());
      }
      out.println("Tables: " + directory.tables() + "; results: " + directory.results());
    }
    if (progress.interruption().arrived()) {
      err.println("interrupted; run again to continue");
      return progress.interruption().exitCode();
    }
    if (!progress.stopReason().isEmpty()) {
      err.println("stopped: " + progress.stopReason() + "; run again to continue");
    }
    long results = plan.cells().stream().filter(history::hasResult).count();
    if (results == plan.cells().size()) {
      return claims.code(0, made.verdicts(), err);
    }
    int failed = history.counts().get(Outcome.State.FAILED);
    int late = history.counts().get(Outcome.State.TIMED_OUT);
    long missing = plan.cells().size() - results - failed - late;
    String hint =
        failed + late == 0
            ? ""
            : String.format(
                "; see 'neurosweep failures %1$s', then 'neurosweep retry %1$s'",
                directory.root().toUri().getPath());
    err.printf(
        Locale.ROOT,
        "%,d failed, %,d timed out, %,d missing of %,d cells%s%n",
        failed,
        late,
        missing,
        plan.cells().size(),
        hint);
    return 1;
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

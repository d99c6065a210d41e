package neurosweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.core.Outcome;
import neurosweep.journal.History;
import neurosweep.report.Figures;
import neurosweep.report.Report;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Sweep;
import picocli.CommandLine;

/** What {@code run} and {@code retry} say at their end, and the exit code. */
final class Ending {
  private Ending() {}

  /** Says which files a report has not written, since somebody else's stand there. */
  static void printLeft(PrintWriter err, List<String> left) {
    if (!left.isEmpty()) {
      err.println(
          "not written, since what stands there is not as neurosweep left it: "
              + String.join(", ", left)
              + "; move it away, then run 'neurosweep report'");
    }
  }

  /** Writes tables, figures and the page, prints the main table and counts what has a result. */
  static int print(
      CommandLine line,
      Sweep sweep,
      SweepDirectory directory,
      Plan plan,
      History history,
      Progress progress,
      RunOptions options) {
    PrintWriter out = line.getOut();
    PrintWriter err = line.getErr();
    Report.Written written =
        Report.write(directory, sweep.design(), Manifest.read(directory).provenance(directory));
    Figures.Written figures = Figures.write(directory, sweep.design());
    List<String> left = new ArrayList<>(written.left());
    left.addAll(figures.left());
    left.addAll(ReportPage.write(directory, Manifest.read(directory), written, figures));
    printLeft(err, left);
    if (!options.quiet()) {
      out.println(written.main());
      out.println(figures);
      out.println("Page: " + directory.report());
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
      return 0;
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
}

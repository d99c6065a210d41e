package neurosweep.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.report.chart.Figures;
import neurosweep.report.format.Report;
import neurosweep.result.Provenance;
import neurosweep.testing.ShownSweeps;

/** Writes pages as the command does. */
final class Shown {
  private Shown() {}

  static final Origin ORIGIN =
      new Origin(
          new Provenance(
              Map.of("neurosweep", "0.1.0", "label " + ShownSweeps.NASTY, ShownSweeps.NASTY),
              Map.of(ShownSweeps.NASTY, "0123456789abcdef"),
              Map.of("cores", "2"),
              "",
              Optional.empty()),
          "name: x\n  indented: " + ShownSweeps.NASTY + "\n",
          "scripts/neurosweep show out/" + ShownSweeps.NASTY);

  /** The page's file. */
  static Path write(ShownSweeps.Shown sweep) {
    Analysis analysis = Analysis.read(sweep.directory(), sweep.design());
    Report.Written tables = Report.write(sweep.directory(), analysis);
    Figures.Written figures = Figures.write(sweep.directory(), analysis);
    Page.write(sweep.directory(), analysis, tables.files(), figures, ORIGIN);
    return Path.of(sweep.directory().report().toString());
  }

  static String text(ShownSweeps.Shown sweep) throws IOException {
    return Files.readString(write(sweep));
  }
}

package neurosweep.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.report.chart.Figures;
import neurosweep.report.format.Report;
import neurosweep.report.page.Origin;
import neurosweep.report.page.Page;
import neurosweep.result.Provenance;

/** Writes pages as the command does. */
public final class WrittenPage {
  private WrittenPage() {}

  public static final Origin ORIGIN =
      new Origin(
          new Provenance(
              Map.of("neurosweep", "0.1.0", "label " + PageSweeps.NASTY, PageSweeps.NASTY),
              Map.of(PageSweeps.NASTY, "0123456789abcdef"),
              Map.of("cores", "2"),
              "",
              Optional.empty(),
              List.of()),
          "name: x\n  indented: " + PageSweeps.NASTY + "\n",
          "scripts/neurosweep show out/" + PageSweeps.NASTY);

  /** The page's file. */
  public static Path write(PageSweeps.OnDisk sweep) {
    Analysis analysis = Analysis.read(sweep.directory(), sweep.design());
    Report.Written tables = Report.write(sweep.directory(), analysis);
    Figures.Written figures = Figures.write(sweep.directory(), analysis);
    Page.write(sweep.directory(), analysis, tables.files(), figures, ORIGIN);
    return Path.of(sweep.directory().report().toString());
  }

  public static String text(PageSweeps.OnDisk sweep) throws IOException {
    return Files.readString(write(sweep));
  }
}

package neurosweep.report;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.experiment.Experiment;
import neurosweep.report.chart.ReportFigure;
import neurosweep.report.table.ClaimsTable;
import neurosweep.report.table.ImportanceTable;
import neurosweep.report.table.ReportTable;
import neurosweep.report.table.SearchTable;
import neurosweep.result.Design;
import neurosweep.result.Select;
import neurosweep.spec.Margin;
import neurosweep.spec.SweepSpec;

/** What a job asks of its report, checked before anything runs. */
public final class ReportNames {
  /** Tables that there are of searches alone. */
  private static final List<String> SEARCHES =
      List.of(new SearchTable().name(), new ImportanceTable().name());

  private ReportNames() {}

  /**
   * Checks the names of tables and figures and the margin's unit, which the job's reader does not
   * know.
   *
   * @throws neurosweep.core.UserError for every name that is no table, or neither a kind of figure
   *     nor a plot of the experiment, and for percentage points of what is no accuracy
   */
  public static void check(SweepSpec spec, Experiment experiment) {
    List<String> known = new ArrayList<>(ReportFigure.CATALOG.names());
    experiment.plots().forEach(plot -> known.add(plot.name()));
    Problems problems = new Problems();
    for (String name : spec.report().figures()) {
      if (!known.contains(name)) {
        problems.add("report.figures", Names.unknown("figure", name, known));
      }
    }
    for (String name : spec.report().tables()) {
      if (!ReportTable.CATALOG.has(name)) {
        problems.add("report.tables", ReportTable.CATALOG.missing(name));
      } else if (name.equals(ClaimsTable.NAME) && spec.claims().isEmpty()) {
        problems.add(
            "report.tables", "names claims, but the job states none; add claims or drop it");
      } else if (SEARCHES.contains(name) && spec.search().isGrid()) {
        problems.add(
            "report.tables", "names " + name + ", but the job has no search; add one or drop it");
      }
    }
    String compared =
        spec.report()
            .metric()
            .orElseGet(() -> Design.compared(Select.of(spec, experiment), experiment.metrics()));
    if (spec.report().equivalenceMargin().filter(Margin::points).isPresent()
        && !isShare(compared, experiment)) {
      problems.add(
          "report.equivalence_margin",
          "is in percentage points, but "
              + compared
              + ", by which configurations are compared, is no share of examples; give a number in its unit,"
              + " such as 0.01");
    }
    problems.throwIfAny();
  }

  private static boolean isShare(String name, Experiment experiment) {
    return experiment.metrics().stream()
        .anyMatch(metric -> metric.name().equals(name) && metric.meaning().share());
  }
}

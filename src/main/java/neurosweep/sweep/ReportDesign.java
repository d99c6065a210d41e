package neurosweep.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.core.Column;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.report.Axis;
import neurosweep.report.Design;
import neurosweep.report.NumberText;
import neurosweep.report.ReportFigure;
import neurosweep.report.ReportTable;
import neurosweep.report.Select;
import neurosweep.spec.Margin;
import neurosweep.spec.Selection;
import neurosweep.spec.SweepSpec;

/** What a report needs to know of a plan: axes with their roles, seeds, metrics, selection. */
final class ReportDesign {
  private ReportDesign() {}

  static Design of(Plan plan) {
    SweepSpec spec = plan.spec();
    Experiment experiment = plan.experiment();
    List<Axis> axes = new ArrayList<>();
    for (Param<?> param : Param.possible(experiment.params())) {
      if (spec.fixed().containsKey(param.name())) {
        axes.add(axis(param, List.of(spec.fixed().get(param.name())), false));
      }
    }
    for (Map.Entry<String, List<Object>> axis : spec.axes().entrySet()) {
      boolean over = spec.selection().over().contains(axis.getKey());
      axes.add(axis(param(experiment, axis.getKey()), axis.getValue(), over));
    }
    return new Design(
        spec.name(),
        experiment.name(),
        new Design.Grid(axes, spec.seeds(), plan.cells().size()),
        experiment.metrics(),
        List.of(),
        select(spec, experiment),
        spec.report().reference().orElse(""),
        new Design.Plots(experiment.plots(), spec.report().figures()),
        new Design.Tables(
            spec.report().tables(),
            spec.report().equivalenceMargin().map(Margin::value).orElse(0.0),
            defaults(experiment, spec)));
  }

  /**
   * The knobs that the job leaves alone; what another knob's value brings along is not among them.
   */
  private static Map<String, String> defaults(Experiment experiment, SweepSpec spec) {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (Param<?> param : experiment.params()) {
      boolean given =
          spec.fixed().containsKey(param.name()) || spec.axes().containsKey(param.name());
      if (!given) {
        defaults.put(param.name(), NumberText.axis(param.defaultValue()));
      }
    }
    return defaults;
  }

  /**
   * Checks the names of tables and figures and the margin's unit, which the job's reader does not
   * know.
   *
   * @throws neurosweep.core.UserError for every name that is no table, or neither a kind of figure
   *     nor a plot of the experiment, and for percentage points of what is no accuracy
   */
  static void check(SweepSpec spec, Experiment experiment) {
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
      }
    }
    String compared = Design.compared(select(spec, experiment), experiment.metrics());
    if (spec.report().equivalenceMargin().filter(Margin::points).isPresent()
        && !Design.accuracy(compared)) {
      problems.add(
          "report.equivalence_margin",
          "is in percentage points, but "
              + compared
              + ", by which configurations are compared, is no accuracy; give a number in its unit,"
              + " such as 0.01");
    }
    problems.throwIfAny();
  }

  private static Param<?> param(Experiment experiment, String name) {
    return Param.possible(experiment.params()).stream()
        .filter(param -> param.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Axis axis(Param<?> param, List<Object> values, boolean over) {
    Column column = param.column();
    return new Axis(column.name(), column.type(), column.unit(), values, over);
  }

  private static Select select(SweepSpec spec, Experiment experiment) {
    Selection selection = spec.selection();
    Values first = spec.configurations().get(0);
    String metric = selection.metric().orElseGet(() -> experiment.objective(first));
    return new Select(
        metric,
        Select.Goal.valueOf(selection.goal().name().toUpperCase(Locale.ROOT)),
        Select.Stable.valueOf(selection.stable().name().toUpperCase(Locale.ROOT)));
  }
}

package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Column;
import neurosweep.core.Plot;
import neurosweep.core.Table;

/** What regressions record, and the figures of it. */
final class RegressionTables {
  /** The angles of hidden layers whose means are scalars. */
  static final List<String> ANGLES =
      List.of("feedback_angle", "ndi_angle", "pbp_angle", "bp_angle", "gauss_newton_angle");

  /** The error, from before training on. */
  static final Table HISTORY =
      new Table(
          Table.HISTORY,
          List.of(
              Column.integer("iteration", "examples", "examples learned so far"),
              Column.real("sse", "", "sum of squared errors over all examples"),
              Column.real("nse", "", "sse over the sum of the squared targets"),
              Column.real("log10_nse", "", "whose means over seeds are of geometric means"),
              Column.real("relative_sse", "", "sse over that before training"),
              Column.real("abscissa", "1/tau", "spectral abscissa, of the worst loop"),
              Column.real("discrete_radius", "", "spectral radius of an update, worst loop")));

  /** What brings errors to every hidden layer. */
  static final Table LAYERS = layers();

  /** The scalars of a cell. */
  static final List<Column> METRICS = metricColumns();

  private RegressionTables() {}

  private static Table layers() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.integer("iteration", "examples", "examples learned so far"));
    columns.addAll(InversionProbe.COLUMNS);
    return new Table("layers", columns);
  }

  private static List<Column> metricColumns() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.real("final_sse", "", "sum of squared errors over all examples at the end"),
                Column.real("final_nse", "", "final_sse over the sum of the squared targets"),
                Column.real("final_log10_nse", "", "its logarithm"),
                Column.real("final_relative_sse", "", "final_sse over the error before training"),
                Column.real("initial_sse", "", "before training"),
                Column.real("largest_sse", "", "of all records"),
                Column.real("target_power", "", "sum of the squared targets"),
                Column.integer("iterations_run", "examples", "examples learned")));
    for (String angle : ANGLES) {
      columns.add(
          Column.real("mean_" + angle, "degree", angle + ", over records and hidden layers"));
    }
    columns.addAll(
        List.of(
            Column.real(
                "initial_abscissa", "1/tau", "spectral abscissa of the worst loop, at start"),
            Column.real("final_abscissa", "1/tau", "of the worst loop, at the end"),
            Column.real("highest_abscissa", "1/tau", "of any loop, step or record"),
            Column.real("lowest_abscissa", "1/tau", "of any loop, step or record"),
            Column.real("largest_discrete_radius", "", "of any record"),
            Column.real("optimised", "", "1 if feedback was optimised after any step, so a share"),
            Column.real("optimisation_runs", "", "steps after which feedback was optimised"),
            Column.real("optimisation_iterations", "", "descents of all of them"),
            Column.real("optimisation_failures", "", "those that did not end stable"),
            Column.text("stop_reason", "why training ended"),
            Column.integer("diverged_iteration", "examples", "where a number was not finite"),
            Column.flag("diverged", "loss, weights or outputs were not finite"),
            Column.flag("unstable_dynamics", "a simulated loop had an abscissa >= 0 after all"),
            Column.flag("unstable_simulation", "a simulated loop had a discrete_radius >= 1"),
            Column.flag("optimisation_failed", "feedback was optimised and its loop not stable"),
            Column.flag("not_converged", "a simulated ndi_angle > convergence_tolerance"),
            Column.flag("stable", "none of the flags")));
    return List.copyOf(columns);
  }

  /** Figures of any regression. */
  static List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "error",
                "logarithm of the squared error over that of a zero output, whose means are geometric",
                HISTORY.name(),
                "iteration",
                "log10_nse")
            .logX(),
        Plot.of(
                Plot.Kind.LINE,
                "abscissa",
                "spectral abscissa of the loops, which settle below zero",
                LAYERS.name(),
                "iteration",
                "abscissa")
            .panel("layer")
            .logX()
            .level(0),
        Plot.of(
                Plot.Kind.LINE,
                "feedback-angle",
                "angle between the feedback and the negative transpose of the weights",
                LAYERS.name(),
                "iteration",
                "feedback_angle")
            .panel("layer")
            .logX(),
        Plot.of(
                Plot.Kind.LINE,
                "update-angles",
                "angle of the hidden layers' updates to those of other rules",
                LAYERS.name(),
                "iteration",
                "ndi_angle",
                "pbp_angle",
                "bp_angle",
                "gauss_newton_angle")
            .panel("layer")
            .logX());
  }
}

package neurosweep.result;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Column;
import neurosweep.core.Metric;

/** The columns of {@code summary} (one row a configuration) and {@code best} (one row a group). */
public final class SummaryColumns {
  /** The names that neither an axis nor a metric may have. */
  public static final List<String> FIXED =
      List.of(
          "n_planned",
          "n",
          "n_finished",
          "n_diverged",
          "n_failed",
          "n_timed_out",
          "n_stable",
          "verdict",
          "group_configurations",
          "group_n",
          "group_n_diverged");

  private SummaryColumns() {}

  /** The columns of {@code summary}. */
  public static List<Column> of(Design design) {
    List<Column> columns = new ArrayList<>();
    design.grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(
        Column.text(ResultColumns.CONFIG_ID, "key of the configuration, which the seeds share"));
    columns.add(Column.integer("n_planned", "", "planned seeds"));
    columns.add(Column.integer("n", "", "seeds that ran, in any state"));
    columns.add(Column.integer("n_finished", "", "seeds that ran to the end"));
    columns.add(Column.integer("n_diverged", "", "seeds that diverged, by the experiment's rule"));
    columns.add(Column.integer("n_failed", "", "seeds that failed"));
    columns.add(Column.integer("n_timed_out", "", "seeds that passed the time limit"));
    columns.add(Column.integer("n_stable", "", "seeds that finished and were stable"));
    for (Metric<?> metric : design.numbers()) {
      String name = metric.name();
      String unit = metric.unit();
      columns.add(Column.integer(name + "_n", "", "finished seeds with a finite value"));
      columns.add(Column.real(name + "_mean", unit, "mean over them"));
      columns.add(Column.real(name + "_sd", unit, "standard deviation over them, with n - 1"));
      columns.add(Column.real(name + "_ci95_low", unit, "lower end of the 95 % t interval"));
      columns.add(Column.real(name + "_ci95_high", unit, "upper end of the 95 % t interval"));
      columns.add(Column.real(name + "_min", unit, "least"));
      columns.add(Column.real(name + "_max", unit, "greatest"));
    }
    for (Metric<?> flag : design.flags()) {
      columns.add(
          Column.integer(flag.name() + "_count", "", "finished or diverged seeds with the flag"));
    }
    if (design.chance().isPresent()) {
      columns.add(
          Column.real(
              design.select().metric() + "_itt_mean", "", "mean with diverged seeds at chance"));
    }
    return columns;
  }

  /** The columns of {@code best}: those of {@code summary}, then the group's own. */
  public static List<Column> best(Design design) {
    List<Column> columns = new ArrayList<>(of(design));
    columns.add(Column.text("verdict", "what the selection came to"));
    columns.add(Column.integer("group_configurations", "", "configurations compared"));
    columns.add(Column.integer("group_n", "", "runs of all of them, in any state"));
    columns.add(Column.integer("group_n_diverged", "", "runs of all of them that diverged"));
    return columns;
  }
}

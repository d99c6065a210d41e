package neurosweep.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.result.ResultColumns;

/**
 * In whose words results are exported. A knob, and the seed with the knobs, a metric, the cell's
 * id, its state and its time have a column of their own in each; whatever else there is keeps its
 * name among the attributes that the style leaves to the user.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><th>neurosweep</th><th>optuna</th><th>ray</th><th>mlflow</th></tr>
 * <tr><td>(row, from 0)</td><td>number</td><td></td><td></td></tr>
 * <tr><td>the selection's metric</td><td>value</td><td></td><td></td></tr>
 * <tr><td>KNOB, seed</td><td>params_KNOB</td><td>config/KNOB</td><td>params.KNOB (text)</td></tr>
 * <tr><td>METRIC</td><td>user_attrs_METRIC</td><td>METRIC</td><td>metrics.METRIC (real)</td></tr>
 * <tr><td>cell_id</td><td>user_attrs_cell_id</td><td>trial_id</td><td>run_id</td></tr>
 * <tr><td>state</td><td>state (COMPLETE, FAIL) and user_attrs_state</td><td>state, done</td>
 * <td>status (FINISHED, FAILED, KILLED) and tags.state</td></tr>
 * <tr><td>seconds</td><td>duration</td><td>time_total_s</td><td>metrics.seconds</td></tr>
 * <tr><td>host</td><td>user_attrs_host</td><td>hostname</td><td>tags.host</td></tr>
 * <tr><td>other</td><td>user_attrs_OTHER</td><td>OTHER</td><td>tags.OTHER</td></tr>
 * </table>
 */
public enum ExportStyle {
  /** The columns of the sweep's own Parquet. */
  NEUROSWEEP {
    @Override
    List<ExportColumn> columns(ExportSource source) {
      return source.columns().stream().map(each -> source.same(each.name(), each.name())).toList();
    }
  },

  /** {@code Study.trials_dataframe()} of Optuna; only FINISHED is COMPLETE and has a value. */
  OPTUNA {
    @Override
    List<ExportColumn> columns(ExportSource source) {
      List<ExportColumn> columns = new ArrayList<>();
      columns.add(
          new ExportColumn(Column.integer("number", "", "of the trial, from 0"), source::number));
      if (source.isResults()) {
        columns.add(
            new ExportColumn(
                Column.real("value", "", "the selection's metric of a complete trial"),
                row -> finished(source, row) ? source.value(row, source.metric()) : null));
        columns.add(absent("datetime_start"));
        columns.add(absent("datetime_complete"));
        columns.add(
            new ExportColumn(
                Column.text("duration", "as a time delta of pandas"),
                row -> duration((Double) source.value(row, "seconds"))));
      }
      for (Column column : sorted(source.knobs())) {
        columns.add(source.same(column.name(), "params_" + column.name()));
      }
      for (Column column : sorted(source.rest("seconds"))) {
        columns.add(source.same(column.name(), "user_attrs_" + column.name()));
      }
      if (source.isResults()) {
        columns.add(
            new ExportColumn(
                Column.text("state", "COMPLETE or FAIL"),
                row -> finished(source, row) ? "COMPLETE" : "FAIL"));
      }
      return columns;
    }
  },

  /** {@code ResultGrid.get_dataframe()} of Ray Tune, with the last values of each trial. */
  RAY {
    @Override
    List<ExportColumn> columns(ExportSource source) {
      List<ExportColumn> columns = new ArrayList<>();
      for (Column column : source.rest(ResultColumns.CELL_ID, "seconds", "host")) {
        columns.add(source.same(column.name(), column.name()));
      }
      columns.add(source.same(ResultColumns.CELL_ID, "trial_id"));
      if (source.isResults()) {
        columns.add(
            new ExportColumn(
                Column.flag("done", "whether the trial ran to its end"),
                row -> finished(source, row)));
        columns.add(source.same("seconds", "time_total_s"));
        columns.add(source.same("host", "hostname"));
      }
      for (Column column : source.knobs()) {
        columns.add(source.same(column.name(), "config/" + column.name()));
      }
      return columns;
    }
  },

  /** {@code mlflow.search_runs()}: metrics are reals, parameters and tags are texts. */
  MLFLOW {
    @Override
    List<ExportColumn> columns(ExportSource source) {
      List<ExportColumn> columns = new ArrayList<>();
      columns.add(source.same(ResultColumns.CELL_ID, "run_id"));
      columns.add(
          new ExportColumn(
              Column.text("experiment_id", "name of the sweep"), row -> source.sweep()));
      if (source.isResults()) {
        columns.add(
            new ExportColumn(
                Column.text("status", "FINISHED, FAILED or KILLED"), row -> status(source, row)));
        columns.add(absent("artifact_uri"));
        columns.add(absent("start_time"));
        columns.add(absent("end_time"));
      }
      for (Column column : source.rest(ResultColumns.CELL_ID)) {
        if (source.isMetric(column)) {
          columns.add(source.real(column, "metrics." + column.name()));
        }
      }
      for (Column column : source.knobs()) {
        columns.add(source.text(column, "params." + column.name()));
      }
      for (Column column : source.rest(ResultColumns.CELL_ID)) {
        if (!source.isMetric(column)) {
          columns.add(source.text(column, "tags." + column.name()));
        }
      }
      return columns;
    }
  };

  /** The columns of a table in this style's words and order. */
  abstract List<ExportColumn> columns(ExportSource source);

  /** What the style's own frame has and a sweep does not record. */
  private static ExportColumn absent(String name) {
    return new ExportColumn(Column.text(name, "not recorded"), row -> null);
  }

  private static List<Column> sorted(List<Column> columns) {
    return columns.stream().sorted(Comparator.comparing(Column::name)).toList();
  }

  private static boolean finished(ExportSource source, Object[] row) {
    return State.FINISHED.name().equals(source.value(row, ResultColumns.STATE));
  }

  private static String status(ExportSource source, Object[] row) {
    Object state = source.value(row, ResultColumns.STATE);
    if (State.TIMED_OUT.name().equals(state)) {
      return "KILLED";
    }
    return State.FINISHED.name().equals(state) ? "FINISHED" : "FAILED";
  }

  private static String duration(Double seconds) {
    if (seconds == null) {
      return null;
    }
    long micros = Math.round(seconds * 1e6);
    long whole = micros / 1_000_000;
    return String.format(
        Locale.ROOT,
        "%d days %02d:%02d:%02d.%06d",
        whole / 86_400,
        whole / 3600 % 24,
        whole / 60 % 60,
        whole % 60,
        micros % 1_000_000);
  }
}

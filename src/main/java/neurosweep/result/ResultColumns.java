package neurosweep.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Table;
import neurosweep.core.Values;

/**
 * The columns and rows of {@code results} (one row a cell) and of the tables that an experiment
 * fills with several rows a cell. The one place that knows their layout: {@code analysis} reads
 * what this writes.
 */
public final class ResultColumns {
  /** Replication. */
  public static final String SEED = "seed";

  /** Key of the cell. */
  public static final String CELL_ID = "cell_id";

  /** Key of the configuration, which the seeds share. */
  public static final String CONFIG_ID = "config_id";

  /** How the cell ended. */
  public static final String STATE = "state";

  /** Time of a processor; null in sweeps of older versions. */
  public static final String CPU_SECONDS = "cpu_seconds";

  /** Of these, what the state cost that another cell left; null in sweeps of older versions. */
  public static final String INHERITED_SECONDS = "inherited_seconds";

  /** Of the plan: processor seconds of a cell, predicted before it ran. */
  public static final String PREDICTED_SECONDS = "predicted_seconds";

  /** Where it ran. */
  public static final String HOST = "host";

  /** Linear-algebra backend it ran on. */
  public static final String BACKEND = "backend";

  private static final String LIBRARY = "library";
  private static final String KERNEL = "kernel";
  private static final String JAVA = "java";
  private static final String MACHINE = "machine";

  /** Digest of the program that computed the cell. */
  public static final String CODE = "code";

  /** Digest of the classes that can change a number. */
  public static final String COMPUTING = "computing";

  /** What describes a cell and is neither its key nor a measurement. */
  public static final List<String> DESCRIPTIONS =
      List.of(
          CELL_ID, CONFIG_ID, STATE, "attempt", "cause", "host", "backend", "library", "kernel",
          "java", "machine", CODE, COMPUTING);

  /** The names that neither an axis nor a metric may have. */
  public static final List<String> FIXED =
      Stream.concat(
              Stream.of(SEED, "seconds", CPU_SECONDS, INHERITED_SECONDS), DESCRIPTIONS.stream())
          .toList();

  private ResultColumns() {}

  /** The columns of {@code results}. */
  public static List<Column> of(Design design) {
    List<Column> columns = new ArrayList<>();
    design.grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(Column.integer(SEED, "", "replication"));
    columns.add(Column.text(CELL_ID, "key of the cell"));
    columns.add(Column.text(CONFIG_ID, "key of the configuration, which the seeds share"));
    columns.add(Column.text(STATE, "FINISHED, DIVERGED, FAILED or TIMED_OUT"));
    columns.add(Column.integer("attempt", "", "which attempt gave the result, from 1"));
    design.metrics().forEach(metric -> columns.add(metric.column()));
    columns.add(Column.text("cause", "why it did not finish"));
    columns.add(
        Column.real(
            "seconds",
            "s",
            "wall-clock time of the training, with that of the attempts it went on from"));
    columns.add(Column.real(CPU_SECONDS, "s", "as seconds, time of a processor"));
    columns.add(
        Column.real(
            INHERITED_SECONDS,
            "s",
            "of cpu_seconds, those of cells with a smaller budget from which it went on"));
    columns.add(Column.text(HOST, "where it ran"));
    columns.add(Column.text(BACKEND, "linear-algebra backend it ran on"));
    columns.add(Column.text(LIBRARY, "library behind the backend, with its version"));
    columns.add(Column.text(KERNEL, "the library's code for that kind of processor"));
    columns.add(Column.text(JAVA, "Java runtime"));
    columns.add(Column.text(MACHINE, "operating system, architecture and processor"));
    columns.add(Column.text(CODE, "digest of the program's classes"));
    columns.add(Column.text(COMPUTING, "digest of the classes that can change a number"));
    return columns;
  }

  /**
   * The row of a cell, in the order of {@link #of(Design)}.
   *
   * @param axes the cell's values on the axes, defaults included; an axis that does not apply to it
   *     is left out
   */
  public static Object[] row(Design design, CellResult result, Values axes) {
    List<Object> row = new ArrayList<>();
    design.grid().axes().forEach(axis -> row.add(axes.get(axis.name())));
    row.add(result.cell().seed());
    row.add(result.cell().id());
    row.add(result.cell().configId());
    row.add(result.outcome().state().name());
    row.add((long) result.attempt());
    var scalars = result.outcome().measurements().scalars();
    design.metrics().forEach(metric -> row.add(scalars.get(metric.name())));
    row.add(cause(result.outcome()));
    row.add(Double.isNaN(result.seconds()) ? null : (Object) result.seconds());
    row.add(Double.isNaN(result.cpuSeconds()) ? null : (Object) result.cpuSeconds());
    row.add(result.inheritedSeconds());
    row.add(result.host());
    Origin origin = result.origin();
    row.add(origin.backend());
    row.add(known(origin.library()));
    row.add(known(origin.kernel()));
    row.add(known(origin.java()));
    row.add(known(origin.machine()));
    row.add(known(origin.code()));
    row.add(known(origin.computing()));
    return row.toArray();
  }

  /** Names of the columns that older versions of {@code results} lack. */
  public static final List<String> LATER =
      List.of(CPU_SECONDS, INHERITED_SECONDS, LIBRARY, KERNEL, JAVA, MACHINE, CODE, COMPUTING);

  /**
   * What computed a cell.
   *
   * @param value of a column by its name, null where it is missing
   */
  public static Origin origin(Function<String, Object> value) {
    return new Origin(
        Objects.toString(value.apply(CODE), ""),
        Objects.toString(value.apply(COMPUTING), ""),
        Objects.toString(value.apply(BACKEND), ""),
        Objects.toString(value.apply(LIBRARY), ""),
        Objects.toString(value.apply(KERNEL), ""),
        Objects.toString(value.apply(JAVA), ""),
        Objects.toString(value.apply(MACHINE), ""));
  }

  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }

  static String cause(Outcome outcome) {
    if (outcome instanceof Outcome.Diverged diverged) {
      return diverged.reason();
    }
    if (outcome instanceof Outcome.Failed failed) {
      return failed.cause();
    }
    if (outcome instanceof Outcome.TimedOut late) {
      return "passed the time limit of " + late.seconds() + " s";
    }
    return null;
  }

  /** The columns of a table with several rows a cell: the cell's identity and the table's own. */
  public static List<Column> of(Design design, Table table) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(CELL_ID, "key of the cell"));
    columns.add(Column.text(CONFIG_ID, "key of the configuration, which the seeds share"));
    design.grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(Column.integer(SEED, "", "replication"));
    table.columns().forEach(column -> columns.add(column.column()));
    return columns;
  }

  /**
   * A cell's rows of a table; none if it has not filled it.
   *
   * @param axes as for {@link #row}
   * @throws IllegalArgumentException if a row has not the table's columns
   */
  public static List<Object[]> rows(Design design, Table table, CellResult result, Values axes) {
    double[][] numbers = result.outcome().measurements().tables().get(table.name());
    if (numbers == null) {
      return List.of();
    }
    List<Object> identity = new ArrayList<>();
    identity.add(result.cell().id());
    identity.add(result.cell().configId());
    design.grid().axes().forEach(axis -> identity.add(axes.get(axis.name())));
    identity.add(result.cell().seed());
    List<Object[]> rows = new ArrayList<>(numbers.length);
    for (double[] line : numbers) {
      if (line.length != table.columns().size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a row of %s has %d values, must have %d",
                table.name(),
                line.length,
                table.columns().size()));
      }
      List<Object> row = new ArrayList<>(identity);
      for (int i = 0; i < line.length; i++) {
        row.add(value(table.columns().get(i), line[i]));
      }
      rows.add(row.toArray());
    }
    return rows;
  }

  /** By the table's contract NaN is a missing value. */
  private static Object value(Metric<?> column, double number) {
    if (Double.isNaN(number)) {
      return null;
    }
    return column.type() == Column.Type.INTEGER ? (Object) (long) number : (Object) number;
  }
}

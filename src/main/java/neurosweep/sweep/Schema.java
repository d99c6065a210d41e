package neurosweep.sweep;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Problems;
import neurosweep.core.Stable;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.Select;
import neurosweep.result.SummaryColumns;
import neurosweep.result.TrialColumns;

/**
 * The columns of every Parquet table of a sweep, for a design whose one knob is {@code KNOB}, one
 * metric {@code METRIC} and one flag {@code FLAG}: each stands for as many as a job and its
 * experiment have. From the code that writes the tables, so that it cannot be another schema.
 */
public final class Schema {
  private Schema() {}

  /** Columns by the table's place in the sweep directory. */
  public static Map<String, List<Column>> tables() {
    Axis knob = new Axis("KNOB", Column.Type.REAL, "", List.of(0.0), true);
    Design design =
        new Design(
            "NAME",
            "EXPERIMENT",
            new Design.Grid(List.of(knob), List.of(1L), 1),
            List.of(
                Metric.real("METRIC", "", "a metric of the experiment"),
                Metric.flag("FLAG", "a flag of the experiment")),
            List.of(),
            new Select("METRIC", Goal.MAX, Stable.IGNORED),
            "");
    Table table =
        new Table("TABLE", List.of(Metric.real("COLUMN", "", "a column of the experiment's")));
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    tables.put("results", ResultColumns.of(design));
    tables.put("history, or another table of the experiment", ResultColumns.of(design, table));
    tables.put("summary", SummaryColumns.of(design));
    tables.put("best", SummaryColumns.best(design));
    tables.put("plan.parquet", Results.planColumns(design));
    return tables;
  }

  /**
   * Refuses a design of which a table would have two columns of one name.
   *
   * @throws UserError with every such name
   */
  static void requireDistinct(Design design) {
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    for (Table table : design.plots().tables()) {
      tables.put(table.name(), ResultColumns.of(design, table));
    }
    tables.put("summary", SummaryColumns.best(design));
    tables.put("plan.parquet", Results.planColumns(design));
    if (design.select().searched().applies()) {
      tables.put("trials", TrialColumns.of(design));
    }
    Problems problems = new Problems();
    tables.forEach(
        (table, columns) -> {
          Set<String> names = new HashSet<>();
          columns.stream()
              .map(Column::name)
              .filter(name -> !names.add(name))
              .forEach(
                  name ->
                      problems.add(
                          design.axis(name).isPresent() ? "axis " + name : "column " + name,
                          "has the name of another column of the table "
                              + table
                              + "; rename one of them"));
        });
    problems.throwIfAny();
  }
}

package neurosweep.core;

import java.util.List;

/**
 * A table that an experiment fills with several rows a cell, such as its learning curve; it becomes
 * a Parquet directory of that name beside {@code results}.
 *
 * @param name lower case; {@code history} for what is recorded over training
 * @param columns REAL and INTEGER columns only; the cell's identity is added when it is written
 */
public record Table(String name, List<Metric<?>> columns) {

  /** The learning curve's table by convention: one row an evaluation. */
  public static final String HISTORY = "history";

  /** Copies the list and refuses columns that are not numbers. */
  public Table {
    new TableName(name);
    columns = List.copyOf(columns);
    for (Metric<?> column : columns) {
      if (!column.isNumber()) {
        throw new IllegalArgumentException(name + "." + column.name() + " is not a number");
      }
    }
  }

  /** The position of a column. */
  public int index(Metric<?> column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column.name())) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + column.name());
  }
}

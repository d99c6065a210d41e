package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.sweep.Schema;

/** The Parquet schema as {@code list columns} prints it. */
final class ColumnList {
  /** What asks for it. */
  static final String NAME = "columns";

  private static final Map<String, String> ROWS =
      Map.of(
          "results", "a row a cell",
          "summary", "a row a configuration, over its seeds",
          "best", "a row a group: its selected configuration",
          "plan.parquet", "a row a planned cell");

  private ColumnList() {}

  static void print(PrintWriter out) {
    out.println("schema version " + ParquetTable.SCHEMA_VERSION + "; every column may be null");
    for (Map.Entry<String, List<Column>> table : Schema.tables().entrySet()) {
      out.println(table.getKey() + ": " + ROWS.getOrDefault(table.getKey(), "rows of a cell"));
      for (Column column : table.getValue()) {
        String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
        out.printf(
            "    %-20s %-8s %s%n", column.name(), parquet(column.type()), column.doc() + unit);
      }
    }
  }

  private static String parquet(Column.Type type) {
    return switch (type) {
      case REAL -> "double";
      case INTEGER -> "int64";
      case FLAG -> "boolean";
      case TEXT -> "string";
    };
  }
}

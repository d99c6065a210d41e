package neurosweep.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Column;
import neurosweep.core.UserError;
import neurosweep.store.parquet.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/** Whether a table's columns have the types that the manifest gives them. */
final class ColumnTypes {
  private ColumnTypes() {}

  /**
   * Checks the columns that are read.
   *
   * @throws UserError naming the first one of another type
   */
  static void check(ParquetTableReader reader, List<Column> expected, Path table) {
    Map<String, Column.Type> found = new HashMap<>();
    reader.columns().forEach(column -> found.put(column.name(), column.type()));
    for (Column column : expected) {
      Column.Type type = found.getOrDefault(column.name(), column.type());
      if (type != column.type()) {
        throw new UserError(
            table
                + ": column "
                + column.name()
                + " is "
                + type
                + ", must be "
                + column.type()
                + " by the manifest; write the results anew from the journal");
      }
    }
  }
}

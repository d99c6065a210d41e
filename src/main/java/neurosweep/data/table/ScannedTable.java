package neurosweep.data.table;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * A table as it was read.
 *
 * @param file where from
 * @param form how it is written, in words
 * @param columns in the order of the file
 * @param byName the first column of each name
 * @param rows how many
 * @param faults of rows, that is of no column
 */
record ScannedTable(
    Path file,
    String form,
    List<TableColumn> columns,
    Map<String, TableColumn> byName,
    int rows,
    List<String> faults) {

  /** The column of that name, or null. */
  TableColumn column(String name) {
    return byName.get(name);
  }

  TableColumn label() {
    return columns.stream().filter(column -> column.use() == Use.LABEL).findFirst().orElseThrow();
  }
}

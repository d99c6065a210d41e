package neurosweep.data;

import java.util.List;
import neurosweep.core.Column;
import neurosweep.core.Problems;
import neurosweep.store.Files;
import neurosweep.store.ParquetTable;
import neurosweep.store.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/**
 * Labelled tables as Parquet, each a file or a directory of part files; columns are numbers or
 * flags.
 */
public final class ParquetSource extends TableSource {
  /** For the catalogue. */
  public ParquetSource() {
    super("parquet");
  }

  @Override
  public String doc() {
    return "labelled table in two Parquet files or directories";
  }

  @Override
  LabelledTable read(Path file, Files files, String labelColumn) {
    try (ParquetTableReader table = ParquetTable.read(files, file)) {
      checkNumeric(file, table.columns());
      List<String> names = table.columns().stream().map(Column::name).toList();
      LabelledRows rows = new LabelledRows(file, "row", names, labelColumn);
      for (long number = 1; table.hasNext(); number++) {
        Object[] cells = table.next();
        rows.begin(number);
        for (int i = 0; i < cells.length; i++) {
          if (cells[i] instanceof Number value) {
            rows.cell(i, value.doubleValue());
          } else if (cells[i] instanceof Boolean flag) {
            rows.cell(i, flag ? 1 : 0);
          } else {
            rows.notNumeric(i, "");
          }
        }
        rows.end();
      }
      return rows.table();
    }
  }

  private static void checkNumeric(Path file, List<Column> columns) {
    Problems problems = new Problems();
    for (Column column : columns) {
      if (column.type() == Column.Type.TEXT) {
        problems.add(
            file.toString(),
            "column %s is %s, must be REAL, INTEGER or FLAG; convert it or leave it out"
                .formatted(column.name(), column.type()));
      }
    }
    problems.throwIfAny();
  }
}

package neurosweep.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Column;
import neurosweep.core.Problems;
import neurosweep.store.Files;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/**
 * Labelled tables as Parquet, each a file or a directory of part files; columns are numbers or
 * flags.
 */
public final class ParquetSource extends TableSource {
  private static final ObjectMapper JSON = new ObjectMapper();

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
      List<String> index = index(table.metadata().getOrDefault("pandas", ""));
      index.remove(labelColumn);
      check(file, table.columns(), index);
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

  /** Columns in which pandas kept the index, which tells rows apart and nothing else. */
  private static List<String> index(String pandas) {
    List<String> names = new ArrayList<>();
    try {
      for (JsonNode column : JSON.readTree(pandas).path("index_columns")) {
        names.add(column.asText()); // an object is a range, of which no column is stored
      }
    } catch (JsonProcessingException e) {
      return new ArrayList<>(); // not what pandas writes
    }
    return names;
  }

  private static void check(Path file, List<Column> columns, List<String> index) {
    Problems problems = new Problems();
    for (Column column : columns) {
      if (index.contains(column.name()) && !LabelledRows.holdsRowNumbers(column.name())) {
        problems.add(
            file.toString(),
            "column %s is the index that pandas stored, which must not be learned from; drop the column or write the table with index=False"
                .formatted(column.name()));
      }
      if (column.type() == Column.Type.TEXT) {
        problems.add(
            file.toString(),
            "column %s is text, must be numbers or flags; convert it or leave it out"
                .formatted(column.name()));
      }
    }
    problems.throwIfAny();
  }
}

package neurosweep.data.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.store.Files;
import neurosweep.store.parquet.NumberList;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/**
 * Labelled tables as Parquet, each a file or a directory of part files; columns are numbers, flags,
 * texts, or lists of numbers.
 */
public final class ParquetSource extends TableSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Spelling SPELLING = new Spelling(false);

  /** For the catalogue. */
  public ParquetSource() {
    super("parquet");
  }

  @Override
  public String doc() {
    return "labelled table of your own in Parquet files or directories";
  }

  @Override
  List<Param<?>> form() {
    return List.of();
  }

  @Override
  ScannedTable scan(Path file, Files files, Roles roles, Values values) {
    try (ParquetTableReader table =
        ParquetTable.readForeign(files, file, name -> !roles.drop().contains(name))) {
      List<ParquetTableReader.Field> fields = table.fields();
      List<String> index = index(table.metadata().getOrDefault("pandas", ""));
      List<String> names = fields.stream().map(ParquetTableReader.Field::name).toList();
      TableScan scan = new TableScan(file, "row", names, index, roles);
      List<TableColumn> read = new ArrayList<>();
      Map<TableColumn, String> unread = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        TableColumn column = scan.columns().get(i);
        String type = fields.get(i).unread();
        if (!type.isEmpty()) {
          unread.put(column, type);
        } else if (column.use() != Use.DROPPED) {
          read.add(column);
        }
      }
      if (read.isEmpty()) { // one row, for its faults
        scan.begin(1);
        unread.forEach(TableColumn::unread);
      }
      Supplier<String> place = scan::place;
      for (long number = 1; !read.isEmpty() && table.hasNext(); number++) {
        Object[] cells = table.next();
        scan.begin(number);
        for (int i = 0; i < cells.length; i++) {
          if (cells[i] instanceof NumberList list) {
            scan.room(list.numbers().length);
          }
          cell(read.get(i), cells[i], place);
        }
        unread.forEach(TableColumn::unread);
      }
      return scan.table("Parquet");
    }
  }

  private static void cell(TableColumn column, Object cell, Supplier<String> place) {
    if (cell instanceof Number value) {
      double number = value.doubleValue();
      if (Double.isNaN(number)) {
        column.blank(place);
      } else {
        column.number(number, false, value.toString(), place);
      }
    } else if (cell instanceof Boolean flag) {
      column.number(flag ? 1 : 0, true, flag.toString(), place);
    } else if (cell instanceof NumberList list) {
      column.list(list, place);
    } else if (cell instanceof String text) {
      column.cell(text, SPELLING, place);
    } else {
      column.blank(place);
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
}

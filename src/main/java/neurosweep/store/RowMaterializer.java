package neurosweep.store;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Column;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Assembles rows of {@link ParquetTable} from a file's columns. */
final class RowMaterializer extends RecordMaterializer<Object[]> {
  private final Row root;

  RowMaterializer(List<Column.Type> types) {
    this.root = new Row(types);
  }

  /**
   * The column type that holds a Parquet field.
   *
   * @throws UserError naming the field and its type if none does
   */
  static Column.Type columnType(Path file, Type field) {
    Column.Type type = null;
    if (field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)) {
      LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
      type =
          switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE, FLOAT -> Column.Type.REAL;
            case BOOLEAN -> Column.Type.FLAG;
            case INT32, INT64 -> whole(logical) ? Column.Type.INTEGER : null;
            case BINARY -> text(logical) ? Column.Type.TEXT : null;
            case INT96, FIXED_LEN_BYTE_ARRAY -> null;
          };
    }
    if (type == null) {
      String found = field.toString().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
      throw new UserError(
          file
              + ": column "
              + field.getName()
              + " has the type \""
              + found
              + "\", must be int32, int64, float, double, boolean or string; convert it or leave"
              + " it out");
    }
    return type;
  }

  private static boolean whole(LogicalTypeAnnotation logical) {
    return logical == null || (logical instanceof IntLogicalTypeAnnotation it && it.isSigned());
  }

  private static boolean text(LogicalTypeAnnotation logical) {
    return logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation;
  }

  static List<Column.Type> columnTypes(Path file, MessageType schema) {
    return schema.getFields().stream().map(field -> columnType(file, field)).toList();
  }

  @Override
  public Object[] getCurrentRecord() {
    return root.values;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static final class Row extends GroupConverter {
    private final Converter[] cells;
    private Object[] values;

    Row(List<Column.Type> types) {
      cells = new Converter[types.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = types.get(i) == Column.Type.TEXT ? new TextCell(this, i) : new Cell(this, i);
      }
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return cells[fieldIndex];
    }

    @Override
    public void start() {
      values = new Object[cells.length];
    }

    @Override
    public void end() {}
  }

  private static class Cell extends PrimitiveConverter {
    final Row row;
    final int index;

    Cell(Row row, int index) {
      this.row = row;
      this.index = index;
    }

    @Override
    public void addBoolean(boolean value) {
      row.values[index] = value;
    }

    @Override
    public void addDouble(double value) {
      row.values[index] = value;
    }

    @Override
    public void addFloat(float value) {
      row.values[index] = (double) value;
    }

    @Override
    public void addInt(int value) {
      row.values[index] = (long) value;
    }

    @Override
    public void addLong(long value) {
      row.values[index] = value;
    }
  }

  /** Decodes each word of a dictionary once, so repeated names share one string. */
  private static final class TextCell extends Cell {
    private String[] words;

    TextCell(Row row, int index) {
      super(row, index);
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      words = new String[dictionary.getMaxId() + 1];
      for (int i = 0; i < words.length; i++) {
        words[i] = dictionary.decodeToBinary(i).toStringUsingUTF8();
      }
    }

    @Override
    public void addValueFromDictionary(int dictionaryId) {
      row.values[index] = words[dictionaryId];
    }

    @Override
    public void addBinary(Binary value) {
      row.values[index] = value.toStringUsingUTF8();
    }
  }
}

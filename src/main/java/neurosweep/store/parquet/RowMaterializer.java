package neurosweep.store.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Assembles rows of {@link ParquetTable} from a file's columns. */
final class RowMaterializer extends RecordMaterializer<Object[]> {
  private final Row root;

  /**
   * Of a file.
   *
   * @param schema columns that {@link #held} or {@link #isNumberList} takes
   */
  RowMaterializer(MessageType schema, ParquetClaims claims) {
    this.root = new Row(schema, claims);
  }

  /**
   * The column type that holds a Parquet field.
   *
   * @throws UserError naming the field and its type if none does
   */
  static Column.Type columnType(Path file, Type field) {
    Column.Type type = held(field);
    if (type == null) {
      throw new UserError(
          file
              + ": column "
              + field.getName()
              + " has the type \""
              + inWords(field)
              + "\", must be an integer, float, double, decimal, boolean or string; convert it or leave"
              + " it out");
    }
    return type;
  }

  /** A type as Parquet writes it, on one line. */
  static String inWords(Type field) {
    return field.toString().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
  }

  /** The column type that holds a field, or null. */
  static Column.Type held(Type field) {
    Column.Type type = null;
    if (field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)) {
      LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
      type =
          switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE, FLOAT -> Column.Type.REAL;
            case BOOLEAN -> Column.Type.FLAG;
            case INT32, INT64 -> number(logical);
            case BINARY -> text(logical) ? Column.Type.TEXT : fraction(logical);
            case FIXED_LEN_BYTE_ARRAY -> fraction(logical);
            case INT96 -> null;
          };
    }
    return type;
  }

  /** Unsigned numbers of 64 bits are beyond a Java long. */
  private static Column.Type number(LogicalTypeAnnotation logical) {
    if (logical == null || logical instanceof IntLogicalTypeAnnotation) {
      return isUnsigned(logical, 64) ? Column.Type.REAL : Column.Type.INTEGER;
    }
    return fraction(logical);
  }

  private static boolean isUnsigned(LogicalTypeAnnotation logical, int bits) {
    return logical instanceof IntLogicalTypeAnnotation it
        && !it.isSigned()
        && it.getBitWidth() == bits;
  }

  private static Column.Type fraction(LogicalTypeAnnotation logical) {
    boolean real =
        logical instanceof DecimalLogicalTypeAnnotation
            || logical instanceof Float16LogicalTypeAnnotation;
    return real ? Column.Type.REAL : null;
  }

  /**
   * Whether a field holds lists of numbers, which may be nested once: groups of one field each down
   * to a number, of which one or two are repeated.
   */
  static boolean isNumberList(Type field) {
    int repeated = 0;
    Type inner = field;
    while (!inner.isPrimitive()) {
      repeated += inner.isRepetition(Type.Repetition.REPEATED) ? 1 : 0;
      if (inner.asGroupType().getFieldCount() != 1) {
        return false;
      }
      inner = inner.asGroupType().getType(0);
    }
    return !field.isPrimitive()
        && !field.isRepetition(Type.Repetition.REPEATED)
        && !inner.isRepetition(Type.Repetition.REPEATED)
        && (repeated == 1 || repeated == 2)
        && isNumber(inner);
  }

  private static boolean isNumber(Type field) {
    Column.Type type = held(field);
    return type == Column.Type.REAL || type == Column.Type.INTEGER || type == Column.Type.FLAG;
  }

  private static boolean text(LogicalTypeAnnotation logical) {
    return logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation;
  }

  @Override
  public Object[] getCurrentRecord() {
    return root.values;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  /** Collects the cells of a row. */
  static final class Row extends GroupConverter {
    private final Converter[] cells;
    private Object[] values;

    Row(MessageType schema, ParquetClaims claims) {
      cells = new Converter[schema.getFieldCount()];
      for (int i = 0; i < cells.length; i++) {
        Type field = schema.getType(i);
        if (!field.isPrimitive()) {
          int at = i;
          cells[i] =
              new NumberListConverter(field.asGroupType(), claims, list -> values[at] = list);
        } else if (held(field) == Column.Type.TEXT) {
          cells[i] = new TextCell(this, i, field, claims);
        } else {
          cells[i] = new Cell(this, i, field);
        }
      }
    }

    /** A row of one number, to take it out of a list. */
    Row(Type number) {
      cells = new Converter[] {new Cell(this, 0, number)};
    }

    /** The number of a row of one; NaN if there is none. */
    double number() {
      Object value = values[0];
      if (value instanceof Boolean flag) {
        return flag ? 1 : 0;
      }
      return value instanceof Number number ? number.doubleValue() : Double.NaN;
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
    /** Of 76 digits, as many as any program writes. */
    private static final int LONGEST_DECIMAL = 32;

    final Row row;
    final int index;

    final String name;
    private final boolean unsigned32;
    private final boolean unsigned64;
    private final boolean half;
    private final int scale;

    Cell(Row row, int index, Type field) {
      LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
      this.row = row;
      this.index = index;
      this.name = field.getName();
      this.unsigned32 = isUnsigned(logical, 32);
      this.unsigned64 = isUnsigned(logical, 64);
      this.half = logical instanceof Float16LogicalTypeAnnotation;
      this.scale = logical instanceof DecimalLogicalTypeAnnotation it ? it.getScale() : -1;
    }

    /** IEEE 754 binary16, least significant byte first; later Javas have Float.float16ToFloat. */
    private static double half(byte[] bytes) {
      int bits = ((bytes[1] & 0xff) << 8) | (bytes[0] & 0xff);
      int exponent = (bits >> 10) & 0x1f;
      int fraction = bits & 0x3ff;
      double size =
          switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1024.0 + fraction, exponent - 25);
          };
      return (bits & 0x8000) == 0 ? size : -size;
    }

    private static double decimal(BigInteger digits, int scale) {
      return new BigDecimal(digits, scale).doubleValue();
    }

    @Override
    public void addBinary(Binary value) {
      row.values[index] =
          half
              ? (Double) half(value.getBytes())
              : (Double) decimal(new BigInteger(decimalBytes(value)), scale);
    }

    /** To convert digits takes time that grows with the square of their number. */
    private byte[] decimalBytes(Binary value) {
      if (value.length() > LONGEST_DECIMAL) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "a decimal in column %s has %d bytes, must have at most %d",
                name,
                value.length(),
                LONGEST_DECIMAL));
      }
      return value.getBytes();
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
      if (scale >= 0) {
        row.values[index] = decimal(BigInteger.valueOf(value), scale);
      } else {
        row.values[index] = unsigned32 ? Integer.toUnsignedLong(value) : (long) value;
      }
    }

    @Override
    public void addLong(long value) {
      if (scale >= 0) {
        row.values[index] = decimal(BigInteger.valueOf(value), scale);
      } else if (unsigned64) {
        row.values[index] = new BigInteger(Long.toUnsignedString(value)).doubleValue();
      } else {
        row.values[index] = value;
      }
    }
  }

  /** Decodes each word of a dictionary once, so repeated names share one string. */
  private static final class TextCell extends Cell {
    private final ParquetClaims claims;
    private String[] words;

    TextCell(Row row, int index, Type field, ParquetClaims claims) {
      super(row, index, field);
      this.claims = claims;
    }

    private String text(Binary value) {
      ParquetClaims.requireShort(name, value.length());
      return value.toStringUsingUTF8();
    }

    private void add(String text) {
      claims.countText(text.length());
      row.values[index] = text;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      words = new String[dictionary.getMaxId() + 1];
      for (int i = 0; i < words.length; i++) {
        words[i] = text(dictionary.decodeToBinary(i));
      }
    }

    @Override
    public void addValueFromDictionary(int dictionaryId) {
      add(words[dictionaryId]);
    }

    @Override
    public void addBinary(Binary value) {
      add(text(value));
    }
  }
}

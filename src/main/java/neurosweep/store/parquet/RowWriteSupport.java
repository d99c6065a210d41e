package neurosweep.store.parquet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Column;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Hands rows of {@link ParquetTable} to Parquet. */
final class RowWriteSupport extends WriteSupport<Object[]> {
  private final String name;
  private final List<Column> columns;
  private final Map<String, String> metadata;
  private RecordConsumer consumer;

  RowWriteSupport(String name, List<Column> columns, Map<String, String> metadata) {
    this.name = name;
    this.columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException(name + " has two columns " + column.name());
      }
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(name + " has no columns");
    }
    this.metadata = footer(metadata);
  }

  List<Column> columns() {
    return columns;
  }

  static Class<?> javaType(Column.Type type) {
    return switch (type) {
      case REAL -> Double.class;
      case INTEGER -> Long.class;
      case FLAG -> Boolean.class;
      case TEXT -> String.class;
    };
  }

  private Map<String, String> footer(Map<String, String> more) {
    Map<String, String> footer = new HashMap<>(more);
    footer.put(ParquetTable.VERSION_KEY, Integer.toString(ParquetTable.SCHEMA_VERSION));
    footer.put(ParquetTable.NAME_KEY, name);
    for (Column column : columns) {
      if (!column.unit().isEmpty()) {
        footer.put(ParquetTable.UNIT_KEY + column.name(), column.unit());
      }
      if (!column.doc().isEmpty()) {
        footer.put(ParquetTable.DOC_KEY + column.name(), column.doc());
      }
    }
    return footer;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract still, though deprecated
  public WriteContext init(Configuration conf) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration conf) {
    return context();
  }

  private WriteContext context() {
    Type[] types = columns.stream().map(RowWriteSupport::type).toArray(Type[]::new);
    return new WriteContext(new MessageType("row", types), metadata);
  }

  private static Type type(Column column) {
    return switch (column.type()) {
      case REAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
    };
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Object[] row) {
    consumer.startMessage();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null) {
        Column column = columns.get(i);
        consumer.startField(column.name(), i);
        switch (column.type()) {
          case REAL -> consumer.addDouble((Double) row[i]);
          case INTEGER -> consumer.addLong((Long) row[i]);
          case FLAG -> consumer.addBoolean((Boolean) row[i]);
          case TEXT -> consumer.addBinary(Binary.fromString((String) row[i]));
        }
        consumer.endField(column.name(), i);
      }
    }
    consumer.endMessage();
  }
}

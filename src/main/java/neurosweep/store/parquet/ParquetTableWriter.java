package neurosweep.store.parquet;

import java.io.IOException;
import java.util.List;
import neurosweep.core.Column;
import neurosweep.store.FileOutput;
import neurosweep.store.PendingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Streams rows into one Parquet file. Not thread-safe. */
public final class ParquetTableWriter implements AutoCloseable {
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final PendingFile file;
  private final List<Column> columns;
  private final ParquetWriter<Object[]> writer;
  private boolean closed;

  ParquetTableWriter(PendingFile file, RowWriteSupport rows) throws IOException {
    this.file = file;
    this.columns = rows.columns();
    this.writer =
        new Builder(file, rows)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(JavaSnappy.codecs())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageWriteChecksumEnabled(true)
            .build();
  }

  /** The columns, in the order of a row's values. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Appends a row.
   *
   * @param row one value a column of the column's Java type, or null
   * @throws IllegalArgumentException naming the column if a value has another type
   */
  public void write(Object[] row) throws IOException {
    // Checked first: a row that Parquet has half consumed cannot be taken back.
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of " + row.length + " values for " + columns.size() + " columns");
    }
    for (int i = 0; i < row.length; i++) {
      Column column = columns.get(i);
      if (row[i] != null && !RowWriteSupport.javaType(column.type()).isInstance(row[i])) {
        throw new IllegalArgumentException(
            column.name() + " is " + row[i] + ", must be of the type " + column.type());
      }
    }
    try {
      writer.write(row);
    } catch (RuntimeException e) {
      throw ofFileSystem(e);
    }
  }

  /** Parquet wraps some faults of the file system. */
  private static IOException ofFileSystem(RuntimeException e) {
    if (e.getCause() instanceof IOException fault) {
      return fault;
    }
    throw e;
  }

  /** Completes the file and puts it in place; no row may follow. */
  public void commit() throws IOException {
    closed = true;
    try {
      writer.close();
    } catch (RuntimeException e) {
      throw ofFileSystem(e);
    }
    file.commit();
  }

  /** Discards everything unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      discard(writer);
    }
    file.close();
  }

  private static void discard(ParquetWriter<?> writer) {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      // a fault in what is thrown away is none
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final WriteSupport<Object[]> rows;

    Builder(PendingFile file, WriteSupport<Object[]> rows) {
      super(new Output(file));
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still, though deprecated
    protected WriteSupport<Object[]> getWriteSupport(Configuration conf) {
      return rows;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration conf) {
      return rows;
    }
  }

  private record Output(PendingFile file) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return new Counted(file.create());
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** Parquet wants to know where it is. */
  private static final class Counted extends PositionOutputStream {
    private final FileOutput out;
    private long position;

    Counted(FileOutput out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void close() throws IOException {
      if (out.canSync()) {
        out.sync();
      }
      out.close();
    }
  }
}

package neurosweep.store;

import java.io.IOException;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * What a Parquet footer says about sizes, held against the file before memory is claimed for it.
 * Checksums cover pages and not the footer, so a flipped bit there may promise terabytes.
 */
final class ParquetClaims {
  /** Few real rows take less than a byte; the rest is for files of next to nothing. */
  private static final long MOST_ROWS_A_BYTE = 256;

  private static final long MOST_ROWS = 1 << 20;

  private ParquetClaims() {}

  /** A run of equal values takes a few bytes whatever its length, and every row takes time. */
  private static void requireRows(ParquetMetadata footer, long fileBytes) throws IOException {
    long most = MOST_ROWS + MOST_ROWS_A_BYTE * fileBytes;
    long rows = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      rows += Math.min(Math.max(0, block.getRowCount()), most + 1);
      if (rows > most) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "it claims more than %d rows, which its %d bytes cannot hold",
                most,
                fileBytes));
      }
    }
  }

  /**
   * Checks every column chunk of every row group.
   *
   * @param fileBytes the length of the file
   * @throws IOException naming the first claim that cannot be
   */
  static void requirePlausible(ParquetMetadata footer, long fileBytes) throws IOException {
    requireRows(footer, fileBytes);
    MessageType schema = footer.getFileMetaData().getSchema();
    int group = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      group++;
      if (block.getRowCount() < 0) {
        throw new IOException("row group " + group + " has " + block.getRowCount() + " rows");
      }
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < 0 || size < 0 || start > fileBytes - size) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "column %s of row group %d claims %d bytes from %d on in a file of %d bytes",
                  chunk.getPath().toDotString(),
                  group,
                  size,
                  start,
                  fileBytes));
        }
        boolean list = schema.getMaxRepetitionLevel(chunk.getPath().toArray()) > 0;
        if (!list && chunk.getValueCount() != block.getRowCount()) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "column %s of row group %d claims %d values in %d rows",
                  chunk.getPath().toDotString(),
                  group,
                  chunk.getValueCount(),
                  block.getRowCount()));
        }
      }
    }
  }
}

package neurosweep.store.parquet;

import java.io.IOException;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * What a table in Parquet says about sizes, held against its bytes before memory is claimed for it.
 * Checksums cover pages and not the footer, so a flipped bit there may promise terabytes. All part
 * files together have one allowance. Not thread-safe.
 */
final class ParquetClaims {
  /** The weights of cells that differ in their seed alone take a fifth of a byte each. */
  private static final long MOST_ROWS_A_BYTE = 64;

  /** For tables of next to nothing. */
  private static final long MOST_ROWS = 1 << 20;

  /** Of one value: the longest that neurosweep writes, with all characters beyond Latin. */
  private static final int LONGEST_TEXT = 1 << 18;

  /** Names, which repeat in every row and take a few bits there, are bounded with the rows. */
  private static final int NAME = 100;

  /** Beyond names there are causes, and most of these differ. */
  private static final long MOST_TEXT_A_BYTE = 100;

  private static final long MOST_TEXT = 1 << 28;

  /** Of a picture, say, of 300 x 300 pixels. */
  private static final int LONGEST_LIST = 100_000;

  private static final long MOST_NUMBERS = 1 << 28;

  private final long tableBytes;
  private final long mostText;
  private long rows;
  private long text;
  private long numbers;

  /**
   * The allowance of a table.
   *
   * @param tableBytes length of all its files
   */
  ParquetClaims(long tableBytes) {
    this.tableBytes = tableBytes;
    this.mostText = MOST_TEXT + MOST_TEXT_A_BYTE * tableBytes;
  }

  /** A run of equal values takes a few bytes whatever its length, and every row takes time. */
  private void requireRows(ParquetMetadata footer) throws IOException {
    long most = MOST_ROWS + MOST_ROWS_A_BYTE * tableBytes;
    for (BlockMetaData block : footer.getBlocks()) {
      rows += Math.min(Math.max(0, block.getRowCount()), most + 1);
      if (rows > most) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "it claims more than %d rows, which its %d bytes cannot hold",
                most,
                tableBytes));
      }
    }
  }

  /**
   * Checks a text before it is made.
   *
   * @throws IllegalStateException if it is longer than any text of a table
   */
  static void requireShort(String column, int bytes) {
    if (bytes > LONGEST_TEXT) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a text in column %s has %d bytes, must have at most %d",
              column,
              bytes,
              LONGEST_TEXT));
    }
  }

  /**
   * Counts a text of a row.
   *
   * @throws IllegalStateException if the table has far more text than bytes
   */
  void countText(int length) {
    text += Math.max(0, length - NAME);
    if (text > mostText) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "its texts have more than %d characters, which its %d bytes cannot hold",
              mostText,
              tableBytes));
    }
  }

  /**
   * Counts a number of a list.
   *
   * @param before numbers that the same list has already
   * @throws IllegalStateException if the list, or all of them, are longer than bytes can mean
   */
  void countNumber(String column, int before) {
    if (before >= LONGEST_LIST) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "a list in column %s has more than %d numbers", column, LONGEST_LIST));
    }
    if (++numbers > MOST_NUMBERS + MOST_ROWS_A_BYTE * tableBytes) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "its lists have more numbers than its %d bytes can hold", tableBytes));
    }
  }

  /**
   * Checks every column chunk of every row group of the next file.
   *
   * @param fileBytes the length of the file
   * @throws IOException naming the first claim that cannot be
   */
  void requirePlausible(ParquetMetadata footer, long fileBytes) throws IOException {
    requireRows(footer);
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

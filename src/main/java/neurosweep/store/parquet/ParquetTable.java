package neurosweep.store.parquet;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import neurosweep.core.Column;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.PendingFile;
import org.apache.hadoop.fs.Path;

/**
 * Typed tables in Parquet, without Spark. Rows are {@code Object[]} in the order of the columns:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>column</th><th>Java</th><th>Parquet</th></tr>
 * <tr><td>REAL</td><td>Double</td><td>optional double</td></tr>
 * <tr><td>INTEGER</td><td>Long</td><td>optional int64</td></tr>
 * <tr><td>FLAG</td><td>Boolean</td><td>optional boolean</td></tr>
 * <tr><td>TEXT</td><td>String</td><td>optional binary (string)</td></tr>
 * </table>
 *
 * A null is a missing value; NaN is a value that was measured as NaN. Both survive.
 *
 * <p><b>Decisions.</b> Snappy: Spark's own default, so whatever reads Spark's Parquet reads this
 * too, and its native library is the one that every executor loads anyway; {@link JavaSnappy} where
 * none can be loaded. Page checksums are written and verified, so a flipped bit is an error and not
 * a number. Row groups of 16 MiB bound the memory of writer and reader. Units and one-line docs of
 * the columns travel in the footer. Rejected: Spark SQL (seconds to start for a command that prints
 * a table), Avro (not shipped), committing on {@code close} (an exception between two rows would
 * publish half a table).
 */
public final class ParquetTable {
  /** Version of the layout below, in every footer; a reader refuses newer ones. */
  public static final int SCHEMA_VERSION = 1;

  static final String VERSION_KEY = "neurosweep.schema_version";
  static final String NAME_KEY = "neurosweep.table";
  static final String UNIT_KEY = "neurosweep.unit.";
  static final String DOC_KEY = "neurosweep.doc.";

  private ParquetTable() {}

  /**
   * Opens a writer; nothing appears at {@code file} before its {@link ParquetTableWriter#commit}.
   *
   * @param file the file to write or to replace
   * @param name the table's name, for the footer
   * @param columns at least one, names distinct
   * @param metadata more entries for the footer, or an empty map
   */
  public static ParquetTableWriter write(
      Files files, Path file, String name, List<Column> columns, Map<String, String> metadata)
      throws IOException {
    return new ParquetTableWriter(
        new PendingFile(files, file), new RowWriteSupport(name, columns, metadata));
  }

  /** Opens a writer without further footer entries. */
  public static ParquetTableWriter write(Files files, Path file, String name, List<Column> columns)
      throws IOException {
    return write(files, file, name, columns, Map.of());
  }

  /**
   * Opens a table for reading, all columns.
   *
   * @param path a file, or a directory of part files with equal columns, read in order of their
   *     names; names that start with {@code _} or {@code .} are ignored, and where there are parts
   *     ({@code part-*.parquet}), all others
   * @throws UserError if there is nothing, if it is not Parquet, or if a column's type is not one
   *     of int32, int64, float, double, boolean and string
   */
  public static ParquetTableReader read(Files files, Path path) {
    return new ParquetTableReader(files, path, List.of(), name -> true, false);
  }

  /**
   * Opens a table for reading some columns; the others are not even decoded.
   *
   * @param only names of columns; rows and {@link ParquetTableReader#columns} hold these alone, in
   *     the order of the file
   * @throws UserError as above, and for a name that the table does not have
   */
  public static ParquetTableReader read(Files files, Path path, Collection<String> only) {
    return read(files, path, only, List.of());
  }

  /**
   * As above, with columns that older versions of a table lack.
   *
   * @param wherePresent names of columns that are passed over where they are missing
   */
  public static ParquetTableReader read(
      Files files, Path path, Collection<String> only, Collection<String> wherePresent) {
    List<String> needed = List.copyOf(only);
    List<String> more = List.copyOf(wherePresent);
    return new ParquetTableReader(
        files, path, needed, name -> needed.contains(name) || more.contains(name), false);
  }

  /**
   * Opens a table that another program wrote. Beside the types above, a cell may be a {@link
   * NumberList}; columns of types that are not read are passed over, see {@link
   * ParquetTableReader#fields}.
   *
   * @param wanted which columns are read; the others are not even decoded
   * @throws UserError if there is nothing, or if it is not Parquet
   */
  public static ParquetTableReader readForeign(Files files, Path path, Predicate<String> wanted) {
    return new ParquetTableReader(files, path, List.of(), wanted, true);
  }
}

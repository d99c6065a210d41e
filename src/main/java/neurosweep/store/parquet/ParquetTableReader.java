package neurosweep.store.parquet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import neurosweep.core.Column;
import neurosweep.core.Names;
import neurosweep.core.UserError;
import neurosweep.store.FileEntry;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Streams the rows of a {@link ParquetTable}: a single pass, one row group in memory, one file open
 * at a time. A damaged or vanished file is a {@link UserError} from any method. Not thread-safe.
 */
public final class ParquetTableReader implements Iterator<Object[]>, AutoCloseable {
  private static final String TOO_BIG = "it claims more than fits in memory";

  /** How Parquet names an open file. */
  private static final Pattern OBJECT = Pattern.compile("[\\w.$]+@[0-9a-f]+");

  private final Files files;
  private final Path path;
  private final Predicate<String> wanted;
  private final List<String> only;
  private final boolean foreign;
  private final List<FileEntry> parts;
  private final ParquetClaims claims;
  private final List<Column> columns;
  private final Map<String, String> metadata;

  private int opened;
  private Path file;
  private ParquetFileReader source;
  private MessageType projection;
  private RecordReader<Object[]> rows;
  private long rowsLeft;

  /**
   * A reader at the first row.
   *
   * @param only columns that must be there
   * @param wanted which columns are read
   * @param foreign whether lists of numbers are read, and columns of other types passed over
   */
  ParquetTableReader(
      Files files, Path path, List<String> only, Predicate<String> wanted, boolean foreign) {
    this.files = files;
    this.path = path;
    this.only = only;
    this.wanted = wanted;
    this.foreign = foreign;
    this.parts = parts();
    this.claims = new ParquetClaims(parts.stream().mapToLong(FileEntry::length).sum());
    openNext();
    this.metadata = entries(source.getFileMetaData().getKeyValueMetaData());
    this.columns = currentColumns();
  }

  /** Parquet allows keys without a value. */
  private static Map<String, String> entries(Map<String, String> footer) {
    Map<String, String> entries = new HashMap<>(footer);
    entries.values().removeIf(Objects::isNull);
    return Map.copyOf(entries);
  }

  private List<FileEntry> parts() {
    try {
      FileEntry status = files.status(path);
      if (!status.directory()) {
        return List.of(status);
      }
      List<FileEntry> all =
          files.list(path).stream()
              .filter(part -> !part.directory())
              .filter(part -> !part.name().startsWith("_") && !part.name().startsWith("."))
              .toList();
      List<FileEntry> named = all.stream().filter(ParquetTableReader::isPart).toList();
      List<FileEntry> found = named.isEmpty() ? all : named;
      if (found.isEmpty()) {
        throw new UserError(path + " holds no Parquet files");
      }
      return found;
    } catch (FileNotFoundException e) {
      throw new UserError(path + " does not exist", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static boolean isPart(FileEntry file) {
    return file.name().startsWith("part-") && file.name().endsWith(".parquet");
  }

  /** The columns in the order of a row's values; units and docs where the footer has them. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * A column of the file, which may not be read.
   *
   * @param name as in the file, where it may occur twice
   * @param unread its type in words if it could not be read, otherwise empty
   */
  public record Field(String name, String unread) {}

  /** Every column of the file in its order, also those that are not read. */
  public List<Field> fields() {
    return source.getFileMetaData().getSchema().getFields().stream()
        .map(
            field ->
                new Field(field.getName(), isRead(field) ? "" : RowMaterializer.inWords(field)))
        .toList();
  }

  private static boolean isRead(Type field) {
    return RowMaterializer.held(field) != null || RowMaterializer.isNumberList(field);
  }

  /** The footer's entries, of the first file. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * The position of a column in a row.
   *
   * @throws UserError naming the columns that exist
   */
  public int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new UserError(
        path + ": " + Names.unknown("column", column, columns.stream().map(Column::name).toList()));
  }

  @Override
  public boolean hasNext() {
    while (rowsLeft == 0) {
      if (!nextRowGroup()) {
        if (opened == parts.size()) {
          return false;
        }
        openNext();
        if (!sameColumns(currentColumns())) {
          throw new UserError(
              file + " has other columns than " + parts.get(0).path() + "; they must be equal");
        }
      }
    }
    return true;
  }

  private boolean sameColumns(List<Column> others) {
    boolean same = others.size() == columns.size();
    for (int i = 0; same && i < others.size(); i++) {
      same =
          others.get(i).name().equals(columns.get(i).name())
              && others.get(i).type() == columns.get(i).type();
    }
    return same;
  }

  /** The next row; the caller may keep it. */
  @Override
  public Object[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    rowsLeft--;
    try {
      return rows.read();
    } catch (RuntimeException
        | OutOfMemoryError
        | LinkageError e) { // Parquet reports damage in many ways
      throw unreadable(file, e);
    }
  }

  private boolean nextRowGroup() {
    try {
      PageReadStore pages = source.readNextRowGroup();
      if (pages == null) {
        return false;
      }
      rowsLeft = pages.getRowCount();
      RowMaterializer materializer = new RowMaterializer(projection, claims);
      MessageType whole = source.getFileMetaData().getSchema();
      rows =
          new ColumnIOFactory().getColumnIO(projection, whole).getRecordReader(pages, materializer);
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
      throw unreadable(file, e);
    }
  }

  private void openNext() {
    close();
    FileEntry status = parts.get(opened++);
    file = status.path();
    try {
      source =
          ParquetFileReader.open(
              files.input(file),
              ParquetReadOptions.builder(new PlainParquetConfiguration())
                  .withCodecFactory(new BoundedPages(JavaSnappy.codecs()))
                  .usePageChecksumVerification()
                  .build());
      claims.requirePlausible(source.getFooter(), status.length());
    } catch (FileNotFoundException e) {
      throw new UserError(file + " does not exist", e);
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
      close();
      throw unreadable(file, e);
    }
    try {
      refuseNewer(source.getFileMetaData().getKeyValueMetaData());
      projection = project(source.getFileMetaData().getSchema());
      source.setRequestedSchema(projection);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void refuseNewer(Map<String, String> footer) {
    String version = footer.get(ParquetTable.VERSION_KEY);
    String known = Integer.toString(ParquetTable.SCHEMA_VERSION);
    if (version != null && !version.equals(known)) {
      throw new UserError(
          file
              + ": schema version is "
              + version
              + ", this program reads version "
              + known
              + "; use the program that wrote it");
    }
  }

  private MessageType project(MessageType whole) {
    List<String> names = whole.getFields().stream().map(Type::getName).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new UserError(file + ": " + Names.unknown("column", name, names));
      }
    }
    return new MessageType(
        whole.getName(), whole.getFields().stream().filter(this::isAsked).toList());
  }

  private boolean isAsked(Type field) {
    if (!wanted.test(field.getName())) {
      return false;
    }
    if (!foreign) {
      RowMaterializer.columnType(file, field); // or refuses it
    }
    return isRead(field);
  }

  private List<Column> currentColumns() {
    Map<String, String> footer = entries(source.getFileMetaData().getKeyValueMetaData());
    List<Column> found = new ArrayList<>();
    for (Type field : projection.getFields()) {
      String name = field.getName();
      found.add(
          new Column(
              name,
              field.isPrimitive()
                  ? RowMaterializer.columnType(file, field)
                  : Column.Type.REAL, // each a list
              footer.getOrDefault(ParquetTable.UNIT_KEY + name, ""),
              footer.getOrDefault(ParquetTable.DOC_KEY + name, "")));
    }
    return List.copyOf(found);
  }

  private static UserError unreadable(Path path, Throwable cause) {
    if (cause instanceof UserError known) {
      return known;
    }
    if (cause instanceof LinkageError) {
      return new UserError(
          path
              + " cannot be read: its compression needs a native library, which could not be loaded"
              + " from the temporary or the cache directory; name a directory in NEUROSWEEP_CACHE"
              + " that has room and is not mounted noexec, or write the file with Snappy",
          cause);
    }
    if (String.valueOf(cause.getMessage()).matches("Class \\S+Codec was not found")) {
      return new UserError(
          path
              + " has a compression that is not read here; write it with Snappy, Zstandard, LZ4, Gzip"
              + " or none",
          cause);
    }
    String message = cause instanceof OutOfMemoryError ? TOO_BIG : cause.getMessage();
    String why =
        message == null
            ? "it is damaged"
            : OBJECT.matcher(message.lines().findFirst().orElse("")).replaceAll("it");
    return new UserError(
        path + " cannot be read as Parquet: " + why + "; restore it or write it anew", cause);
  }

  @Override
  public void close() {
    try {
      if (source != null) {
        source.close();
        source = null;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}

package neurosweep.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.result.Design;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/**
 * Writes results and the experiment's tables, such as {@code history}, as files for other tools, a
 * row at a time.
 *
 * @param formats kinds of files, each once
 * @param style whose words the columns are in
 * @param overwrite whether files that are there already are replaced
 */
public record Export(List<ExportFormat> formats, ExportStyle style, boolean overwrite) {
  /** Writes what is outside of the sweep, whose own files lead nowhere. */
  private static final Files OUTSIDE = new Files();

  /** Keeps each format once. */
  public Export {
    formats = List.copyOf(new LinkedHashSet<>(formats));
  }

  /**
   * Writes the files.
   *
   * @param sweep one with results
   * @param into a directory, made if need be
   * @return the files
   * @throws UserError naming every file that is in the way; nothing is written then
   */
  public List<Path> write(SweepDirectory sweep, Design design, Path into) {
    List<String> tables = new ArrayList<>(List.of(sweep.results().getName()));
    design.kind().tables().stream()
        .map(Table::name)
        .filter(name -> sweep.files().exists(sweep.table(name)))
        .forEach(tables::add);
    if (style == ExportStyle.NEUROSWEEP && sweep.files().exists(sweep.trials())) {
      tables.add(sweep.trials().getName()); // other tools know cells by results alone
    }
    requireNoSweep(sweep, into);
    requireFree(into, tables);
    List<Path> written = new ArrayList<>();
    Map<String, Long> numbers = new HashMap<>();
    for (String table : tables) {
      for (ExportFormat format : formats) {
        Path path = path(into, table, format);
        write(sweep, design, table, format, path, numbers);
        written.add(path);
      }
    }
    return written;
  }

  private static Path path(Path into, String table, ExportFormat format) {
    return new Path(into, table + "." + format.name().toLowerCase(Locale.ROOT));
  }

  /** Its files would lie among a sweep's, which are known by their names. */
  private static void requireNoSweep(SweepDirectory sweep, Path into) {
    for (Path above = into; above != null; above = above.getParent()) {
      if (OUTSIDE.exists(new Path(above, sweep.manifest().getName()))
          && OUTSIDE.exists(new Path(above, sweep.journal().getName()))) {
        throw new UserError(
            "-o " + into + " is in the directory of a sweep, " + above + "; give another -o");
      }
    }
  }

  private void requireFree(Path into, List<String> tables) {
    OUTSIDE.requireWritable(OUTSIDE.exists(into) ? into : into.getParent());
    Problems problems = new Problems();
    Set<Path> paths = new LinkedHashSet<>();
    tables.forEach(table -> formats.forEach(format -> paths.add(path(into, table, format))));
    for (Path path : paths) {
      if (OUTSIDE.isLink(path)) {
        problems.add(
            path.toString(), "is a link, and no file is put in its place; give another -o");
      } else if (!overwrite && OUTSIDE.exists(path)) {
        problems.add(path.toString(), "exists; give --overwrite to replace it, or another -o");
      }
    }
    problems.throwIfAny();
    OUTSIDE.createDirectory(into);
  }

  private void write(
      SweepDirectory sweep,
      Design design,
      String table,
      ExportFormat format,
      Path path,
      Map<String, Long> numbers) {
    try (ParquetTableReader reader = ParquetTable.read(sweep.files(), sweep.table(table))) {
      ExportSource source = new ExportSource(design, reader.columns(), numbers);
      List<ExportColumn> columns = style.columns(source);
      format.write(
          OUTSIDE,
          path,
          columns.stream().map(ExportColumn::column).toList(),
          new Rows(reader, columns));
    }
  }

  /** Rows in the style's words. */
  private record Rows(ParquetTableReader reader, List<ExportColumn> columns)
      implements Iterator<Object[]> {
    @Override
    public boolean hasNext() {
      return reader.hasNext();
    }

    @Override
    public Object[] next() {
      Object[] row = reader.next();
      return columns.stream().map(column -> column.value().apply(row)).toArray();
    }
  }
}

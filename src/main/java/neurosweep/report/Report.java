package neurosweep.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/** Tables over a sweep directory: reads {@code results}, writes {@code tables} and nothing else. */
public final class Report {
  private Report() {}

  /**
   * What was written.
   *
   * @param files every file, in the order of tables and formats
   * @param main the main table as Markdown, to print
   */
  public record Written(List<Path> files, String main) {}

  /** Writes every table in every format. */
  public static Written write(SweepDirectory directory, Design design) {
    return write(directory, design, ReportTable.CATALOG.names(), TableFormat.CATALOG.names());
  }

  /**
   * Writes tables, each file whole or not at all.
   *
   * @param directory the sweep's, which holds {@code results}
   * @param tables names of the tables to write
   * @param formats names of the formats to write each in
   * @throws UserError for unknown names, all at once; if the results are missing or damaged; if a
   *     file cannot be written
   */
  public static Written write(
      SweepDirectory directory, Design design, List<String> tables, List<String> formats) {
    Problems problems = new Problems();
    List<ReportTable> chosenTables = members(ReportTable.CATALOG, tables, problems);
    List<TableFormat> chosenFormats = members(TableFormat.CATALOG, formats, problems);
    problems.throwIfAny();
    Analysis analysis =
        Analysis.read(directory.files().configuration(), directory.results(), design);
    List<Path> files = new ArrayList<>();
    for (ReportTable table : chosenTables) {
      TableText text = table.of(analysis);
      for (TableFormat format : chosenFormats) {
        String file = text.name() + "." + format.extension();
        Path path = new Path(directory.tables(), file);
        directory
            .files()
            .writeAtomically(path, format.render(text).getBytes(StandardCharsets.UTF_8));
        files.add(path);
      }
    }
    return new Written(
        List.copyOf(files), new MarkdownFormat().render(new MainTable().of(analysis)));
  }

  private static <T extends Member> List<T> members(
      Catalog<T> catalog, List<String> names, Problems problems) {
    List<T> found = new ArrayList<>();
    for (String name : names) {
      if (catalog.has(name)) {
        found.add(catalog.get(name));
      } else {
        problems.add("report", catalog.missing(name));
      }
    }
    return found;
  }
}

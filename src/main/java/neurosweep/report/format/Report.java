package neurosweep.report.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.report.table.MainTable;
import neurosweep.report.table.ReportTable;
import neurosweep.report.text.Methods;
import neurosweep.report.text.TableText;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/** Tables over a sweep directory: writes {@code tables} and nothing else. */
public final class Report {
  private Report() {}

  /**
   * What was written.
   *
   * @param files every file, in the order of tables and formats
   * @param left files that stand there and are not as they were written, below the sweep
   * @param main the main table as Markdown, to print
   */
  public record Written(List<Path> files, List<String> left, String main) {}

  /** Writes the tables that the job asks for in every format. */
  public static Written write(SweepDirectory directory, Analysis analysis) {
    List<String> asked = analysis.design().tables().asked();
    List<String> tables = asked.isEmpty() ? ReportTable.CATALOG.names() : asked;
    return write(directory, analysis, tables, TableFormat.CATALOG.names());
  }

  /**
   * Writes some tables in some formats in place of all that were there.
   *
   * @param directory the sweep's
   * @param analysis its numbers
   * @param tables names of the tables to write
   * @param formats names of the formats to write each in
   * @throws UserError for unknown names, all at once; if a file cannot be written
   */
  public static Written write(
      SweepDirectory directory, Analysis analysis, List<String> tables, List<String> formats) {
    Problems problems = new Problems();
    List<ReportTable> chosenTables = members(ReportTable.CATALOG, tables, problems);
    List<TableFormat> chosenFormats = members(TableFormat.CATALOG, formats, problems);
    problems.throwIfAny();
    return writeChosen(directory, analysis, chosenTables, chosenFormats);
  }

  private static Written writeChosen(
      SweepDirectory directory,
      Analysis analysis,
      List<ReportTable> tables,
      List<TableFormat> formats) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<TableText> made =
        tables.stream()
            .filter(table -> table.applies(analysis.design()))
            .map(table -> table.whole(analysis))
            .toList();
    for (TableText table : made) {
      formats.stream()
          .filter(format -> format.takes(table))
          .forEach(
              format -> texts.put(table.name() + "." + format.extension(), format.render(table)));
    }
    List<Methods.Paragraph> methods = Methods.of(analysis);
    if (formats.stream().anyMatch(MarkdownFormat.class::isInstance)) {
      texts.put("methods.md", MarkdownFormat.methods(methods));
    }
    if (formats.stream().anyMatch(LatexFormat.class::isInstance)) {
      texts.put(Macros.FILE, Macros.of(analysis.design(), made));
      texts.put("methods.tex", LatexFormat.methods(methods));
    }
    List<String> left;
    try (DerivedFiles batch = new DerivedFiles(directory.files(), directory.root())) {
      String folder = directory.tables().getName();
      texts.forEach((name, text) -> batch.put(folder, name, text.getBytes(StandardCharsets.UTF_8)));
      left = batch.commit(Set.of(folder));
    }
    List<Path> files =
        texts.keySet().stream().map(name -> new Path(directory.tables(), name)).toList();
    return new Written(files, left, new MarkdownFormat().render(new MainTable().whole(analysis)));
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

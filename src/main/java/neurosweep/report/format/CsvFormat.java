package neurosweep.report.format;

import java.util.List;
import java.util.stream.Stream;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;

/**
 * CSV by RFC 4180. A last column {@code cells} repeats how complete the sweep is, since a caption
 * has no place; axes and values have the names of the job; a table without columns has its caption
 * in {@code note}.
 */
public final class CsvFormat implements TableFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String doc() {
    return "CSV by RFC 4180, safe to open in a spreadsheet";
  }

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public String render(TableText table) {
    if (table.columns().isEmpty()) {
      List<String> line = List.of(table.caption(), table.notice());
      return CsvRows.text(Stream.of(List.of("note", "cells"), line));
    }
    Stream<Stream<String>> rows =
        table.rows().isEmpty()
            ? Stream.of(table.columns().stream().map(any -> ""))
            : table.rows().stream().map(row -> row.stream().map(Entry::name));
    Stream<String> head = table.columns().stream().map(TableText.Heading::name);
    return CsvRows.text(
        Stream.concat(
            Stream.of(Stream.concat(head, Stream.of("cells")).toList()),
            rows.map(row -> Stream.concat(row, Stream.of(table.notice())).toList())));
  }
}

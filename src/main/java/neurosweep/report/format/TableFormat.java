package neurosweep.report.format;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.report.text.TableText;

/** A file format of tables. To add one, see the package. */
public interface TableFormat extends Member {
  /** All formats. */
  Catalog<TableFormat> CATALOG = Catalog.of("table format", TableFormat.class);

  /** The ending of the file's name, without the dot. */
  String extension();

  /** Whether a table is written in it; all are but for what makes no sense in it. */
  default boolean takes(TableText table) {
    return true;
  }

  /** The whole file, ending in a line break; nothing in the table's text is taken as markup. */
  String render(TableText table);
}

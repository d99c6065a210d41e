package neurosweep.report.table;

import java.util.Comparator;
import neurosweep.analysis.Analysis;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.report.text.Caption;
import neurosweep.report.text.TableText;
import neurosweep.result.Design;

/** A kind of table over a sweep. To add one, see the package. */
public interface ReportTable extends Member {
  /** All tables. */
  Catalog<ReportTable> CATALOG = Catalog.of("table", ReportTable.class);

  /** Names of tables in the order for readers, that of the registration lines: results first. */
  static Comparator<String> readingOrder() {
    return Comparator.comparingInt(CATALOG.registered()::indexOf);
  }

  /** Whether there is such a table of a sweep at all; if not, there is no file of it either. */
  default boolean applies(Design design) {
    return true;
  }

  /** Lays the numbers out. */
  TableText of(Analysis analysis);

  /** The table for readers, with what is not as they expect. */
  default TableText whole(Analysis analysis) {
    return of(analysis).noting(Caption.warnings(analysis));
  }
}

package neurosweep.report;

import neurosweep.core.Catalog;
import neurosweep.core.Member;

/** A kind of table over a sweep. To add one, see the package. */
public interface ReportTable extends Member {
  /** All tables. */
  Catalog<ReportTable> CATALOG = Catalog.of("table", ReportTable.class);

  /** Lays the numbers out. */
  TableText of(Analysis analysis);
}

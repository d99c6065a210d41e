package neurosweep.report;

import java.util.Comparator;
import java.util.List;
import neurosweep.core.Catalog;
import neurosweep.core.Member;

/** A kind of table over a sweep. To add one, see the package. */
public interface ReportTable extends Member {
  /** All tables. */
  Catalog<ReportTable> CATALOG = Catalog.of("table", ReportTable.class);

  /** The order for readers, results first; what is not listed comes last. */
  List<String> READING_ORDER =
      List.of(
          "main",
          "paired",
          "selection",
          "details",
          "grid",
          "robustness",
          "main-effects",
          "hyper-parameters",
          "failures",
          "provenance");

  /** Names of tables in the order for readers. */
  static Comparator<String> readingOrder() {
    return Comparator.comparingInt(
        name -> READING_ORDER.contains(name) ? READING_ORDER.indexOf(name) : Integer.MAX_VALUE);
  }

  /** Lays the numbers out. */
  TableText of(Analysis analysis);
}

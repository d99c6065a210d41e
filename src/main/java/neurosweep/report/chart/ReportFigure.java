package neurosweep.report.chart;

import java.util.List;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.result.Design;

/** A kind of figure over a sweep. To add one, see the package. */
public interface ReportFigure extends Member {
  /** All kinds of figures. */
  Catalog<ReportFigure> CATALOG = Catalog.of("figure", ReportFigure.class);

  /** Whether the job asks for figures of this kind. */
  default boolean wanted(Design design) {
    return design.plots().asksFor(name());
  }

  /** The figures of this kind, none where it does not apply to the sweep. */
  List<Drawing> of(FigureSource source);
}

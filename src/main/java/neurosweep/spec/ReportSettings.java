package neurosweep.spec;

import java.util.List;
import java.util.Optional;

/**
 * What the job asks of the report; names of tables and figures are as given.
 *
 * @param reference the algorithm that the others are compared with
 * @param equivalenceMargin half-width of the equivalence test
 * @param tables names of tables; empty for the usual ones
 * @param figures names of figures; empty for the usual ones
 */
public record ReportSettings(
    Optional<String> reference,
    Optional<Margin> equivalenceMargin,
    List<String> tables,
    List<String> figures) {

  /** Copies the lists. */
  public ReportSettings {
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
  }
}

package neurosweep.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.statistics.Looks;

/**
 * What the job asks of the report; names of tables and figures are as given.
 *
 * @param metric what selected configurations are compared by, where it is not what selects
 * @param reference the algorithm that the others are compared with
 * @param equivalenceMargin half-width of the equivalence test
 * @param tables names of tables; empty for the usual ones
 * @param figures names of figures; empty for the usual ones
 * @param looks a schedule by which seeds may be added
 * @param labels what readers are to call knobs, their words and metrics, by their names
 */
public record ReportSettings(
    Optional<String> metric,
    Optional<String> reference,
    Optional<Margin> equivalenceMargin,
    List<String> tables,
    List<String> figures,
    Looks looks,
    Map<String, String> labels) {

  /** Copies the lists and the map, in their order. */
  public ReportSettings {
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}

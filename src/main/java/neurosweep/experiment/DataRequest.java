package neurosweep.experiment;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * The raw data set that a cell needs: a source and the knobs that the source itself reads. Cells
 * with equal requests share one copy.
 *
 * @param source name in the catalog of data sources
 * @param values the source's own knobs, canonical
 */
public record DataRequest(String source, Values values) {

  /** The request that the knob {@code dataset} makes, if the experiment has that knob. */
  public static Optional<DataRequest> of(List<Param<?>> declared, Values values) {
    return declared.stream()
        .filter(param -> param.name().equals("dataset"))
        .findFirst()
        .map(
            param -> {
              List<Param<?>> own = Param.effective(List.of(param), values);
              return new DataRequest(
                  (String) param.of(values), values.canonical(own.subList(1, own.size())));
            });
  }
}

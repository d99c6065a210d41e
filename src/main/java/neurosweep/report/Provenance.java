package neurosweep.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What computed a sweep, in words: program, Java, machine, data, command.
 *
 * @param facts name and value, in the order in which a table shows them
 */
public record Provenance(Map<String, String> facts) {
  /** Where no manifest tells. */
  public static final Provenance UNKNOWN = new Provenance(Map.of());

  /** Copies the map in its order. */
  public Provenance {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}

package neurosweep.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the numbers of a sweep come from, as a page says it. Whoever fills it leaves out what names
 * persons, hosts and places.
 *
 * @param facts by their labels: versions, digests, dates
 * @param data the SHA-256 of each data set's content by its name
 * @param machine what computed, by labels
 * @param job the job file's text
 * @param command starts {@code neurosweep show} for a cell when its key is added
 */
public record Origin(
    Map<String, String> facts,
    Map<String, String> data,
    Map<String, String> machine,
    String job,
    String command) {
  /** Copies the maps and keeps their order. */
  public Origin {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
  }
}

package neurosweep.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the configurations of a sweep were searched, where not all of them are trained to the end.
 *
 * @param method the search's name; empty where every configuration is wanted
 * @param label what readers call it
 * @param settings what the job sets of it
 * @param budget the knob by which cells are trained for longer or shorter; empty without one
 * @param full the budget of cells that count as results; 0 without one
 * @param givesUp whether configurations are given up on the way, so that those at the end are its
 *     survivors
 * @param fair whether results are a full grid or a fair sample, not what a search preferred
 * @param bySeeds whether its stages are numbers of seeds; otherwise budgets
 * @param ranges from which distribution each knob is drawn whose values are not listed
 */
public record Searched(
    String method,
    String label,
    String settings,
    String budget,
    long full,
    boolean givesUp,
    boolean fair,
    boolean bySeeds,
    Map<String, String> ranges) {
  /** Every configuration that the job lists. */
  public static final Searched NOT = new Searched("", "", "", "", 0, false, true, false, Map.of());

  /** Of a manifest that does not say more, what it says. */
  public Searched {
    method = method == null ? "" : method;
    label = label == null ? method : label;
    settings = settings == null ? "" : settings;
    budget = budget == null ? "" : budget;
    Map<String, String> known = new LinkedHashMap<>(ranges == null ? Map.of() : ranges);
    known.values().removeIf(Objects::isNull);
    ranges = Collections.unmodifiableMap(known);
  }

  /** Whether it was a search. */
  @JsonIgnore // a manifest holds the components alone
  public boolean applies() {
    return !method.isEmpty();
  }

  /** What readers call it, with its settings. */
  public String described() {
    return settings.isEmpty() ? label : label + " (" + settings + ")";
  }
}

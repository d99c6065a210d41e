package neurosweep.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import neurosweep.core.Values;

/**
 * How a job's configurations are searched.
 *
 * @param method name in the catalogue of searches
 * @param values what the job sets of its settings
 */
public record SearchSettings(String method, Values values) {
  /** What a job gets that does not say. */
  public static final SearchSettings GRID = new SearchSettings("grid", Values.NONE);

  /** Whether every configuration that the job lists is wanted. */
  public boolean isGrid() {
    return method.equals(GRID.method);
  }

  /** For the manifest. */
  Map<String, Object> resolved() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("method", method);
    map.putAll(values.map());
    return map;
  }
}

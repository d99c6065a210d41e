package neurosweep.spec;

import java.util.Map;

/**
 * A claim as it is written, before the plan is known.
 *
 * @param claim without the default of the metric
 * @param place of the whole
 * @param places of its keys
 * @param points whether {@code within} is in percentage points
 */
record WrittenClaim(Claim claim, Place place, Map<String, Place> places, boolean points) {

  /** Where a key is written; the whole claim if it is not. */
  Place at(String key) {
    return places.getOrDefault(key, place);
  }
}

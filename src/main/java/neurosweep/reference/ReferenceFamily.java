package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.math.Backend;

/** Cases of one family of algorithms. To add one, see the package. */
public interface ReferenceFamily extends Member {

  /** All families. */
  Catalog<ReferenceFamily> CATALOG = Catalog.of("reference family", ReferenceFamily.class);

  /** Whether a case is of this family; looks at its fields only. */
  boolean recognises(JsonNode aCase);

  /**
   * Runs a case through the production code.
   *
   * @param aCase with {@code case}, {@code inputs} and {@code expect}
   * @param backend computes
   * @param found takes the errors
   * @throws neurosweep.core.UserError if a field is missing or malformed
   */
  void check(JsonNode aCase, Backend backend, Deviations found);
}

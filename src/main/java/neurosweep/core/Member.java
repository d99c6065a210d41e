package neurosweep.core;

import java.util.List;

/**
 * A named member of a family (learning rule, data source, experiment, optimizer, ...), found by
 * {@link Catalog}. Implementations are stateless and have a public no-argument constructor.
 */
public interface Member {

  /** The name that a job file uses: lower case, digits and hyphens. */
  String name();

  /** What readers call it. */
  default String label() {
    return name();
  }

  /** One sentence for {@code list}. */
  String doc();

  /** Where it was published: authors, place, year; an empty string where that says nothing. */
  default String source() {
    return "";
  }

  /** The knobs that this member reads, beyond those of whoever chooses it. */
  default List<Param<?>> params() {
    return List.of();
  }
}

package neurosweep.spec;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.TreeMap;
import neurosweep.core.Values;

/**
 * The distinct configurations of a sweep in the order of the job file, the first axis slowest, each
 * canonical. Kept as rows that share their values; a {@link Values} is made when one is asked for.
 */
public final class Configurations extends AbstractList<Values> implements RandomAccess {
  private final List<String> names;
  private final List<Object[]> rows;
  private final long duplicates;
  private final long excluded;

  /**
   * Wraps rows.
   *
   * @param names the knobs
   * @param rows a value a knob; null where it is the default or does not apply
   * @param duplicates combinations that equal an earlier configuration
   * @param excluded configurations that were left out
   */
  Configurations(List<String> names, List<Object[]> rows, long duplicates, long excluded) {
    this.names = names;
    this.rows = rows;
    this.duplicates = duplicates;
    this.excluded = excluded;
  }

  @Override
  public Values get(int index) {
    Object[] row = rows.get(index);
    TreeMap<String, Object> given = new TreeMap<>();
    for (int k = 0; k < row.length; k++) {
      if (row[k] != null) {
        given.put(names.get(k), row[k]);
      }
    }
    return new Values(given);
  }

  @Override
  public int size() {
    return rows.size();
  }

  /** Combinations that equal an earlier configuration and therefore run once. */
  public long duplicates() {
    return duplicates;
  }

  /** Distinct configurations that {@code exclude} left out. */
  public long excluded() {
    return excluded;
  }
}

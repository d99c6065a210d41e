package neurosweep.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cell measured.
 *
 * @param scalars one value a metric: Double, Long, Boolean or String; a missing one was not
 *     measured
 * @param tables rows by table name: {@code [row][column]} in the order of the table's columns, NaN
 *     where a value is missing
 */
public record Measurements(
    SortedMap<String, Object> scalars, SortedMap<String, double[][]> tables) {

  /** Nothing measured. */
  public static final Measurements NONE = new Measurements(new TreeMap<>(), new TreeMap<>());

  /** Keeps unmodifiable copies. */
  public Measurements {
    scalars = CompactMap.of(scalars);
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** Without the tables: what the driver keeps in memory. */
  public Measurements withoutTables() {
    return tables.isEmpty() ? this : new Measurements(scalars, new TreeMap<>());
  }
}

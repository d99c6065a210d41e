package neurosweep.experiment;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;

/** What a cell measures, as it is found. */
public final class Measured {
  private final SortedMap<String, Object> scalars = new TreeMap<>();
  private final SortedMap<String, double[][]> tables = new TreeMap<>();

  /** Sets a scalar. */
  public <T> Measured set(Metric<T> metric, T value) {
    scalars.put(metric.name(), value);
    return this;
  }

  /** Sets a scalar that is missing where it is not finite. */
  public Measured setFinite(Metric<Double> metric, double value) {
    if (Double.isFinite(value)) {
      scalars.put(metric.name(), value);
    }
    return this;
  }

  /** A scalar that has been set. */
  public <T> Optional<T> get(Metric<T> metric) {
    @SuppressWarnings("unchecked") // set alone puts it there
    T value = (T) scalars.get(metric.name());
    return Optional.ofNullable(value);
  }

  /** Sets the rows of a table. */
  public Measured set(Rows rows) {
    tables.put(rows.table().name(), rows.array());
    return this;
  }

  /** All of it so far. */
  public Measurements measurements() {
    return new Measurements(scalars, tables);
  }
}

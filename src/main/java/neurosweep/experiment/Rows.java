package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import neurosweep.core.Persistent;
import neurosweep.core.Table;

/** The rows of a table as they are recorded. */
final class Rows implements Persistent {
  private final Table table;
  private final List<double[]> rows = new ArrayList<>();

  Rows(Table table) {
    this.table = table;
  }

  void add(double... row) {
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** As they were added. */
  List<double[]> all() {
    return Collections.unmodifiableList(rows);
  }

  double[] last() {
    return rows.get(rows.size() - 1);
  }

  double[][] array() {
    return rows.toArray(double[][]::new);
  }

  /** Mean of the finite values of a column; NaN if there are none. */
  double mean(String column) {
    return finite(column).average().orElse(Double.NaN);
  }

  /** The largest finite value of a column; NaN if there are none. */
  double largest(String column) {
    return finite(column).max().orElse(Double.NaN);
  }

  /** The least finite value of a column; NaN if there are none. */
  double least(String column) {
    return finite(column).min().orElse(Double.NaN);
  }

  private DoubleStream finite(String column) {
    int index = table.index(column);
    return rows.stream().mapToDouble(row -> row[index]).filter(Double::isFinite);
  }

  /** Puts what exists: other numbers are missing. */
  static void put(SortedMap<String, Object> scalars, String name, double value) {
    if (Double.isFinite(value)) {
      scalars.put(name, value);
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(rows.size());
    for (double[] row : rows) {
      for (double value : row) {
        out.writeDouble(value);
      }
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    rows.clear();
    for (int left = in.readInt(); left > 0; left--) {
      double[] row = new double[table.columns().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = in.readDouble();
      }
      rows.add(row);
    }
  }
}

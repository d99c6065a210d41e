package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import neurosweep.core.Metric;
import neurosweep.core.Persistent;
import neurosweep.core.Table;

/** The rows of a table as they are recorded. */
public final class Rows implements Persistent {
  private final Table table;
  private final List<double[]> rows = new ArrayList<>();

  /** None yet. */
  public Rows(Table table) {
    this.table = table;
  }

  /** Begins a row, whose values are missing until they are set. */
  public Rows add() {
    double[] row = new double[table.columns().size()];
    Arrays.fill(row, Double.NaN);
    rows.add(row);
    return this;
  }

  /** Sets a value of the last row. */
  public Rows set(Metric<?> column, double value) {
    last()[table.index(column)] = value;
    return this;
  }

  /** Sets a value of a row. */
  Rows set(int row, Metric<?> column, double value) {
    rows.get(row)[table.index(column)] = value;
    return this;
  }

  /** Adds copies of the rows of another with the same table. */
  void addAll(Rows others) {
    others.rows.forEach(row -> rows.add(row.clone()));
  }

  /** What is filled. */
  Table table() {
    return table;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** How many there are. */
  public int size() {
    return rows.size();
  }

  /** A value of a row. */
  public double get(int row, Metric<?> column) {
    return rows.get(row)[table.index(column)];
  }

  /** A value of the first row. */
  double first(Metric<?> column) {
    return get(0, column);
  }

  /** A value of the last row. */
  double last(Metric<?> column) {
    return get(rows.size() - 1, column);
  }

  private double[] last() {
    return rows.get(rows.size() - 1);
  }

  /** The first row with the largest value in a column. */
  int best(Metric<?> column) {
    int best = 0;
    for (int row = 1; row < rows.size(); row++) {
      best = get(row, column) > get(best, column) ? row : best;
    }
    return best;
  }

  double[][] array() {
    return rows.toArray(double[][]::new);
  }

  /** The values of a column in the order of the rows. */
  public DoubleStream values(Metric<?> column) {
    int index = table.index(column);
    return rows.stream().mapToDouble(row -> row[index]);
  }

  /** Mean of the finite values of a column; NaN if there are none. */
  double mean(Metric<?> column) {
    return finite(column).average().orElse(Double.NaN);
  }

  /** The largest finite value of a column; NaN if there are none. */
  double largest(Metric<?> column) {
    return finite(column).max().orElse(Double.NaN);
  }

  /** The least finite value of a column; NaN if there are none. */
  double least(Metric<?> column) {
    return finite(column).min().orElse(Double.NaN);
  }

  private DoubleStream finite(Metric<?> column) {
    return values(column).filter(Double::isFinite);
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

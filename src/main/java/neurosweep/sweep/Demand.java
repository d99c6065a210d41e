package neurosweep.sweep;

import java.util.Arrays;
import java.util.Collection;
import neurosweep.core.Cell;

/**
 * The memory that cells will take, predicted: the sets that cells of a process share, and each
 * cell's own.
 */
public final class Demand {
  private final double dataBytes;
  private final double[] ascending;

  private Demand(double dataBytes, double[] ascending) {
    this.dataBytes = dataBytes;
    this.ascending = ascending;
  }

  /** What these cells of a plan take, with all sets that the library holds. */
  public static Demand of(Plan plan, Collection<Cell> cells, DataLibrary library) {
    double[] each = new double[cells.size()];
    int count = 0;
    for (Cell cell : cells) {
      each[count++] = plan.price(cell).bytes();
    }
    double[] ascending = Arrays.copyOf(each, count);
    Arrays.sort(ascending);
    return new Demand(library.bytes(), ascending);
  }

  /** Of the data sets, in bytes. */
  public double dataBytes() {
    return dataBytes;
  }

  /** Of the largest cell, in bytes. */
  public double cellBytes() {
    return cellBytes(1);
  }

  /** Of that many cells at once, the largest, in bytes. */
  public double cellBytes(int atOnce) {
    double sum = 0;
    for (int i = ascending.length - 1; i >= Math.max(0, ascending.length - atOnce); i--) {
      sum += ascending[i];
    }
    return sum;
  }
}

package neurosweep.data;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set as it was read, before pooling, subsetting, splitting and scaling: what travels to
 * executors. Exactly one of {@code bytes} and {@code reals} is set in each part.
 *
 * @param name the source's name
 * @param rows image height, or 1 for a table
 * @param columns image width, or the number of features of a table
 * @param classes number of classes
 * @param train the training part
 * @param test the test part
 * @param matrices numbers that are no examples, by name; of a labelled set none
 */
public record RawData(
    String name,
    int rows,
    int columns,
    int classes,
    Part train,
    Part test,
    SortedMap<String, Matrix> matrices) {

  /** A labelled set. */
  public RawData(String name, int rows, int columns, int classes, Part train, Part test) {
    this(name, rows, columns, classes, train, test, new TreeMap<>());
  }

  /** Matrices without examples. */
  static RawData of(String name, SortedMap<String, Matrix> matrices) {
    Part none = new Part(null, new float[0], new int[0]);
    return new RawData(name, 1, 0, 0, none, none, matrices);
  }

  /**
   * One part of a raw set.
   *
   * @param bytes pixels, example by example and row by row, or null
   * @param reals features, example by example, or null
   * @param labels one class an example
   */
  public record Part(byte[] bytes, float[] reals, int[] labels) {}
}

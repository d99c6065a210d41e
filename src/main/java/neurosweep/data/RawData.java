package neurosweep.data;

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
 */
public record RawData(String name, int rows, int columns, int classes, Part train, Part test) {

  /**
   * One part of a raw set.
   *
   * @param bytes pixels, example by example and row by row, or null
   * @param reals features, example by example, or null
   * @param labels one class an example
   */
  public record Part(byte[] bytes, float[] reals, int[] labels) {}
}

package neurosweep.store.numpy;

import java.util.List;

/**
 * What a file says of one of its arrays.
 *
 * @param name without the ending {@code .npy}
 * @param descriptor of an element, as {@code <f4}, {@code <f8}, or {@code <U12} for a text of 12
 *     characters
 * @param shape length of every axis, none of a single value
 */
public record NumpyArray(String name, String descriptor, List<Integer> shape) {

  /** Copies the list. */
  public NumpyArray {
    shape = List.copyOf(shape);
  }

  /** How many elements it has. */
  public long elements() {
    long product = 1;
    for (int length : shape) {
      product = Math.multiplyExact(product, length);
    }
    return product;
  }

  /** How many bytes its elements take. */
  public long bytes() {
    long characters = descriptor.startsWith("<U") ? 4 * Long.parseLong(descriptor.substring(2)) : 0;
    long each = descriptor.startsWith("<f") ? descriptor.charAt(2) - '0' : characters;
    return Math.multiplyExact(elements(), each);
  }
}

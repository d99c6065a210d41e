package neurosweep.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
 * @param classNames what the files call the classes, in their order, or nothing where they are
 *     called by their numbers
 * @param notices what a user should know before it is learned from
 */
public record RawData(
    String name,
    int rows,
    int columns,
    int classes,
    Part train,
    Part test,
    SortedMap<String, Matrix> matrices,
    List<String> classNames,
    List<String> notices) {

  /** Classes whose shares are told one by one. */
  private static final int MOST_SHARES = 6;

  /** A labelled set whose classes are numbers. */
  public RawData(String name, int rows, int columns, int classes, Part train, Part test) {
    this(name, rows, columns, classes, train, test, new TreeMap<>(), List.of(), List.of());
  }

  /** What the files call a class. */
  public String className(int label) {
    return classNames.isEmpty() ? Integer.toString(label) : classNames.get(label);
  }

  /** How the training examples are divided among the classes, in words; empty for matrices. */
  public String balance() {
    int examples = train.labels.length;
    if (classes == 0 || examples == 0) {
      return "";
    }
    int[] counts = new int[classes];
    for (int label : train.labels) {
      counts[label]++;
    }
    if (classes <= MOST_SHARES) {
      return IntStream.range(0, classes)
          .mapToObj(label -> share(label, counts[label]))
          .collect(Collectors.joining(", "));
    }
    int[] order = IntStream.range(0, classes).toArray();
    int least = Arrays.stream(order).reduce((a, b) -> counts[b] < counts[a] ? b : a).orElse(0);
    int most = Arrays.stream(order).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElse(0);
    return "from " + share(least, counts[least]) + " to " + share(most, counts[most]);
  }

  private String share(int label, int count) {
    double percent = 100.0 * count / train.labels.length;
    return String.format(Locale.ROOT, "%s %,d (%.1f %%)", className(label), count, percent);
  }

  /** Examples, features and classes in words, and which classes have no example. */
  public String shape() {
    if (classes == 0) {
      return matrices.size() + " matrices";
    }
    String text =
        String.format(
            Locale.ROOT,
            "%,d training and %,d test examples, %,d features, %,d classes",
            train.labels.length,
            test.labels.length,
            rows * columns,
            classes);
    return text + emptyClasses();
  }

  /** Which classes have no example, as a clause that begins with a semicolon; empty for none. */
  public String emptyClasses() {
    return classes == 0 ? "" : empty(train, "training") + empty(test, "test");
  }

  private String empty(Part part, String side) {
    BitSet absent = new BitSet(classes);
    absent.set(0, classes);
    for (int label : part.labels) {
      absent.clear(label);
    }
    if (absent.isEmpty()) {
      return "";
    }
    String shown =
        absent.stream().limit(5).mapToObj(this::className).collect(Collectors.joining(", "));
    String more = absent.cardinality() > 5 ? ", ..." : "";
    return String.format(
        Locale.ROOT,
        "; %,d of them without a %s example (%s%s)",
        absent.cardinality(),
        side,
        shown,
        more);
  }

  /** Matrices without examples. */
  static RawData of(String name, SortedMap<String, Matrix> matrices) {
    Part none = new Part(null, new float[0], new int[0]);
    return new RawData(name, 1, 0, 0, none, none, matrices, List.of(), List.of());
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

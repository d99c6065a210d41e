package neurosweep.data;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A labelled data set, prepared for training.
 *
 * @param train what the network learns from
 * @param validation held out of training to select by; empty unless asked for
 * @param test what is reported
 * @param classes number of classes; every label is below it
 * @param digest SHA-256 of the raw content (features, labels, shape), 64 hex digits
 * @param matrices numbers that are no examples, by name; of a labelled set none
 */
public record Dataset(
    Examples train,
    Examples validation,
    Examples test,
    int classes,
    String digest,
    SortedMap<String, Matrix> matrices) {

  /** A labelled set. */
  public Dataset(Examples train, Examples validation, Examples test, int classes, String digest) {
    this(train, validation, test, classes, digest, new TreeMap<>());
  }

  /** Number of features of one example. */
  public int features() {
    return train.features();
  }
}

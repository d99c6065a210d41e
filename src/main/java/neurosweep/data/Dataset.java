package neurosweep.data;

/**
 * A labelled data set, prepared for training.
 *
 * @param train what the network learns from
 * @param validation held out of training to select by; empty unless asked for
 * @param test what is reported
 * @param classes number of classes; every label is below it
 * @param digest SHA-256 of the raw content (features, labels, shape), 64 hex digits
 */
public record Dataset(
    Examples train, Examples validation, Examples test, int classes, String digest) {

  /** Number of features of one example. */
  public int features() {
    return train.features();
  }
}

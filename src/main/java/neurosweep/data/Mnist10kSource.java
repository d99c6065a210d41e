package neurosweep.data;

/** MNIST's test part re-split by index: every fifth digit tests. */
public final class Mnist10kSource extends IdxSource {
  /** For the catalogue. */
  public Mnist10kSource() {
    super(
        "mnist10k",
        "MNIST, 10,000 digits",
        "the 10,000 digits of MNIST's test part, split into 8,000 and 2,000");
  }
}

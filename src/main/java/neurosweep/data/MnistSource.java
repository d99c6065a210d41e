package neurosweep.data;

/** MNIST: LeCun, Cortes and Burges, 1998. */
public final class MnistSource extends IdxSource {
  /** For the catalogue. */
  public MnistSource() {
    super("mnist", "MNIST", "MNIST: 70,000 handwritten digits, 28 x 28");
  }
}

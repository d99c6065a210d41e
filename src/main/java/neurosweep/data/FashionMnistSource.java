package neurosweep.data;

/** Fashion-MNIST: Xiao, Rasul and Vollgraf, arXiv 1708.07747. */
public final class FashionMnistSource extends IdxSource {
  /** For the catalogue. */
  public FashionMnistSource() {
    super(
        "fashion-mnist",
        "Fashion-MNIST",
        "Fashion-MNIST: 70,000 pieces of clothing in ten classes, 28 x 28");
  }
}

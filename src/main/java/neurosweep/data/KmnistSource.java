package neurosweep.data;

/** KMNIST: Clanuwat et al., arXiv 1812.01718. */
public final class KmnistSource extends IdxSource {
  /** For the catalogue. */
  public KmnistSource() {
    super("kmnist", "KMNIST", "KMNIST: 70,000 cursive Japanese characters in ten classes, 28 x 28");
  }
}

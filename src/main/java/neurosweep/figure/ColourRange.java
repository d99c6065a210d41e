package neurosweep.figure;

/**
 * Which values the colours stand for.
 *
 * @param label what is coloured
 * @param scale from the darkest to the lightest colour
 * @param below whether lower values have the darkest colour too, which the bar says
 * @param above whether higher values have the lightest colour too
 */
public record ColourRange(String label, Scale scale, boolean below, boolean above) {

  /** A range that holds all values. */
  public ColourRange(String label, Scale scale) {
    this(label, scale, false, false);
  }

  /** The colour of a value. */
  public Ink ink(double value) {
    return Colours.at(scale.place(value));
  }

  /** Exactly the range of some data; data of one value have the middle colour. */
  public static ColourRange over(String label, double least, double most) {
    return new ColourRange(label, LinearScale.over(least, most, false));
  }
}

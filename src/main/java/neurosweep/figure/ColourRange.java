package neurosweep.figure;

/**
 * Which values the colours stand for.
 *
 * @param label what is coloured
 * @param scale from the darkest to the lightest colour
 */
public record ColourRange(String label, Scale scale) {

  /** The greatest difference of values, 0 where their ratio counts. */
  double spread() {
    return scale instanceof LinearScale linear ? linear.high() - linear.low() : 0;
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

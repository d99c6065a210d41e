package neurosweep.figure;

import java.util.List;

/** From values to places along an axis. */
public sealed interface Scale permits LinearScale, LogScale, BandScale {

  /** Stops that are labelled themselves; among more, round values are easier to read. */
  int MOST_STOPS = 12;

  /** The share of the axis below a value; NaN for what has no place on it. */
  double place(double value);

  /** Marks whose labels do not touch on an axis of some length. */
  List<Tick> ticks(double length, Tick.Extent extent);

  /** The values that data sit on, if the scale knows them; few ones are labelled. */
  List<Double> stops();

  /**
   * The least distance of two stops on an axis of some length; the length itself for less than two.
   */
  default double gap(double length) {
    double least = length;
    List<Double> stops = stops();
    for (int i = 1; i < stops.size(); i++) {
      least = Math.min(least, Math.abs(place(stops.get(i)) - place(stops.get(i - 1))) * length);
    }
    return least;
  }
}

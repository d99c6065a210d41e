package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Names side by side, each in the middle of a band; their values are 0, 1, 2, ...
 *
 * @param names in order, at least one
 * @param numbers whether the names are numbers, of which a few tell the others
 * @param reversed whether the first name is at the end: at the top of an upright axis
 */
public record BandScale(List<String> names, boolean numbers, boolean reversed) implements Scale {
  /** Copies the list. */
  public BandScale {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no names");
    }
  }

  @Override
  public double place(double value) {
    double place = (value + 0.5) / names.size();
    return reversed ? 1 - place : place;
  }

  @Override
  public List<Double> stops() {
    List<Double> stops = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      stops.add((double) i);
    }
    return stops;
  }

  @Override
  public double gap(double length) {
    return length / names.size();
  }

  @Override
  public List<Tick> ticks(double length, Tick.Extent extent) {
    List<Tick> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      all.add(new Tick(i, Words.of(names.get(i))));
    }
    if (!reversed) {
      return Tick.thinned(all, this, length, extent);
    }
    java.util.Collections.reverse(all);
    return Tick.thinned(all, this, length, extent);
  }
}

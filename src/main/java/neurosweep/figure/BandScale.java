package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Names side by side, each in the middle of a band; their values are 0, 1, 2, ...
 *
 * @param names in order, at least one
 * @param numbers whether the names are numbers, of which a few tell the others
 */
public record BandScale(List<String> names, boolean numbers) implements Scale {
  /** Copies the list. */
  public BandScale {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no names");
    }
  }

  @Override
  public double place(double value) {
    return (value + 0.5) / names.size();
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
    return Tick.thinned(all, this, length, extent);
  }
}

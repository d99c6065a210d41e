package neurosweep.experiment;

import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Catalog;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Preparation;
import neurosweep.data.RawData;
import neurosweep.math.Rng;

/** Tiny cells on data made in memory. */
final class Toy {
  /** All of the product's own experiments; tests register others beside them. */
  static final Catalog<Experiment> ALL =
      Catalog.of(
          "experiment",
          Catalog.of("experiment", Experiment.class).members().stream()
              .filter(member -> member.getClass().getName().startsWith("neurosweep.experiment."))
              .toList());

  /** Those that train nets. */
  static final Catalog<Experiment> EXPERIMENTS =
      Catalog.of(
          "experiment",
          ALL.members().stream()
              .filter(member -> member.getClass().getPackageName().equals("neurosweep.experiment"))
              .toList());

  static final int FEATURES = 6;

  private Toy() {}

  /** Two classes around two points of the unit cube. */
  static RawData twoClasses() {
    Rng rng = new Rng(1, 2, 3, 4);
    return new RawData("toy", 1, FEATURES, 2, part(50, rng), part(40, rng));
  }

  private static RawData.Part part(int size, Rng rng) {
    float[] reals = new float[size * FEATURES];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < FEATURES; j++) {
        double centre = j % 2 == labels[i] ? 1 : -1;
        reals[i * FEATURES + j] = (float) (centre + 0.4 * rng.nextGaussian());
      }
    }
    return new RawData.Part(null, reals, labels);
  }

  /** Knobs from names and values in turn. */
  static Values knobs(Object... pairs) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return Values.of(values);
  }

  /** The values and more, which replace those of the same name. */
  static Values and(Values values, Object... pairs) {
    Map<String, Object> all = new TreeMap<>(values.map());
    all.putAll(knobs(pairs).map());
    return Values.of(all);
  }

  static Dataset data(Values values) {
    return Preparation.prepare(twoClasses(), values);
  }

  static Outcome run(String experiment, Values values) {
    return run(experiment, values, 1);
  }

  static Outcome run(String experiment, Values values, long seed) {
    return EXPERIMENTS
        .get(experiment)
        .run(cell(experiment, values, seed), new Lent(data(values), false));
  }

  static Cell cell(String experiment, Values values, long seed) {
    return new Cell(experiment, EXPERIMENTS.get(experiment).version(), values, seed, "");
  }

  /** What a cell borrows here. */
  record Lent(Dataset data, boolean expired) implements Context {
    @Override
    public Dataset dataset(Cell cell) {
      return data;
    }

    @Override
    public String backend() {
      return "ejml";
    }
  }
}

package neurosweep.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import neurosweep.core.Catalog;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Preparation;
import neurosweep.data.RawData;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;
import neurosweep.math.random.Rng;

/** Tiny cells on data made in memory. */
public final class SmallCells {
  /** All of the product's own experiments; tests register others beside them. */
  public static final Catalog<Experiment> ALL =
      Catalog.of(
          "experiment",
          Catalog.of("experiment", Experiment.class).members().stream()
              .filter(member -> member.getClass().getName().startsWith("neurosweep.experiment."))
              .map(SmallCells::whole)
              .toList());

  /** Those that train nets. */
  public static final Catalog<Experiment> EXPERIMENTS =
      Catalog.of(
          "experiment",
          ALL.members().stream()
              .filter(member -> member.getClass().getPackageName().equals("neurosweep.experiment"))
              .toList());

  public static final int FEATURES = 6;

  /** As a job would define it, where one has to. */
  private static Experiment whole(Experiment experiment) {
    return experiment.defining().isEmpty()
        ? experiment
        : experiment.defined(
            knobs("run", "a, {depth}", "knobs", "depth=2", "metrics", "accuracy=max"));
  }

  private static final Values TRAINING =
      knobs(
          "epochs",
          2L,
          "batch_size",
          16L,
          "points",
          5L,
          "evaluation_examples",
          20L,
          "compare_updates",
          true,
          "correlations",
          true,
          "validation",
          0.2,
          "algorithm",
          "itp",
          "init",
          "xavier");

  private static final Values REGRESSION =
      knobs("inputs", 6L, "outputs", 3L, "iterations", 12L, "algorithm", "di");

  private static final Values AUTOENCODER =
      knobs("epochs", 2L, "batch_size", 16L, "algorithm", "ndi", "compare_updates", true);

  /** Experiments whose size is not the knob {@code depth}, by that size. */
  private static final Map<String, LongFunction<Values>> OWN =
      Map.of(
          "autoencoding", size -> and(AUTOENCODER, "hidden", hidden(2 * size + 1)),
          "leak-curve", size -> knobs("units", size + 1, "units_below", size + 2),
          "linear-regression", size -> and(REGRESSION, "hidden", hidden(size)),
          "nonlinear-regression", size -> and(REGRESSION, "hidden", hidden(size)));

  private SmallCells() {}

  private static String hidden(long layers) {
    return layers == 0 ? "none" : "5" + "-5".repeat((int) layers - 1);
  }

  /** A cell of seconds for an experiment, the larger the larger {@code size} is, from 0. */
  public static Values sized(String experiment, long size) {
    return OWN.getOrDefault(experiment, depth -> and(TRAINING, "depth", depth)).apply(size);
  }

  /** A cell of seconds for an experiment. */
  public static Values small(String experiment) {
    return sized(experiment, 2);
  }

  /** Whether an experiment works on data and nets such as {@code square}. */
  public static boolean trainsNets(String experiment) {
    return !OWN.containsKey(experiment);
  }

  /** Two classes around two points of the unit cube. */
  public static RawData twoClasses() {
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
  public static Values knobs(Object... pairs) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return Values.of(values);
  }

  /** The values and more, which replace those of the same name. */
  public static Values and(Values values, Object... pairs) {
    Map<String, Object> all = new TreeMap<>(values.map());
    all.putAll(knobs(pairs).map());
    return Values.of(all);
  }

  public static Dataset data(Values values) {
    return Preparation.prepare(twoClasses(), values);
  }

  public static Outcome run(String experiment, Values values) {
    return run(experiment, values, 1);
  }

  public static Outcome run(String experiment, Values values, long seed) {
    return EXPERIMENTS
        .get(experiment)
        .run(cell(experiment, values, seed), new Lent(data(values), false));
  }

  public static Cell cell(String experiment, Values values, long seed) {
    return new Cell(experiment, EXPERIMENTS.get(experiment).version(), values, seed, "");
  }

  /** What a cell borrows here. */
  public record Lent(Dataset data, boolean expired) implements Context {
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

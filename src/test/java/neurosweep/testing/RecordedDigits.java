package neurosweep.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.search.Branch;
import neurosweep.search.Budget;
import neurosweep.search.Candidate;
import neurosweep.search.Space;
import neurosweep.spec.Distribution;

/**
 * What {@code jobs/search-replay.yaml} measured on real digits: validation accuracy after every
 * epoch of every cell. A search over it trains nothing.
 */
public final class RecordedDigits {
  /** Passes over the training set of a whole cell. */
  public static final int EPOCHS = 27;

  /** Seeds of every configuration. */
  public static final int SEEDS = 10;

  private static final String RESOURCE = "/neurosweep/search/recorded-digits.csv.gz";

  /** Examples of the validation set, of which the file counts the right ones. */
  private static final double EXAMPLES = 1600;

  private final Map<String, double[]> best = new LinkedHashMap<>(); // knobs and seed
  private final Map<String, Map<String, String>> configurations = new LinkedHashMap<>();

  /**
   * Reads the grid of one depth.
   *
   * @param depth hidden layers: 2 or 4
   */
  public RecordedDigits(int depth) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(RecordedDigits.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] fields = line.split(",", -1);
        if (Integer.parseInt(fields[0]) == depth) {
          read(fields);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String[] fields) {
    Map<String, String> knobs = new LinkedHashMap<>();
    knobs.put("algorithm", fields[1]);
    knobs.put("learning_rate", fields[2]);
    knobs.put("lambda", fields[3]);
    configurations.put(key(knobs), knobs);
    double[] curve = new double[EPOCHS];
    double so = Double.NaN;
    String[] counts = fields[5].split(" ", -1);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      if (epoch < counts.length && !counts[0].isEmpty()) {
        double accuracy = Integer.parseInt(counts[epoch]) / EXAMPLES;
        so = Double.isNaN(so) ? accuracy : Math.max(so, accuracy);
        curve[epoch] = so;
      } else {
        curve[epoch] = Double.NaN; // diverged
      }
    }
    best.put(key(knobs) + " " + fields[4], curve);
  }

  private static String key(Map<String, String> knobs) {
    return knobs.get("algorithm") + " " + knobs.get("learning_rate") + " " + knobs.get("lambda");
  }

  /** The values of a knob, in the order of the job. */
  public List<String> values(String knob) {
    return configurations.values().stream().map(knobs -> knobs.get(knob)).distinct().toList();
  }

  /** The mean over all seeds at the full budget; NaN where a seed diverged. */
  public double truth(Values configuration) {
    double sum = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      sum += best.get(key(configuration) + " " + seed)[EPOCHS - 1];
    }
    return sum / SEEDS;
  }

  private static String key(Values values) {
    return values.get("algorithm") + " " + values.get("learning_rate") + " " + values.get("lambda");
  }

  /** How a cell ended. */
  public CellResult run(Cell cell) {
    double score = score(cell);
    Outcome outcome =
        Double.isNaN(score)
            ? new Outcome.Diverged(Measurements.NONE, "as recorded")
            : new Outcome.Finished(Measurements.NONE);
    return new CellResult(cell, outcome, 1, 1, 1, "", Origin.unknown("ejml"));
  }

  private double score(Cell cell) {
    Object epochs = cell.values().get("epochs");
    int last = epochs == null ? EPOCHS : (int) (long) (Long) epochs;
    return best.get(key(cell.values()) + " " + cell.seed())[last - 1];
  }

  /** The best of each algorithm by the truth. */
  public Map<String, Double> best() {
    Map<String, Double> all = new HashMap<>();
    for (Map<String, String> knobs : configurations.values()) {
      double truth = truth(new Values(new java.util.TreeMap<>(knobs)));
      if (!Double.isNaN(truth)) {
        all.merge(knobs.get("algorithm"), truth, Math::max);
      }
    }
    return all;
  }

  /**
   * A space over the grid.
   *
   * @param seeds in this order
   * @param listed whether every configuration is listed, as in a grid; otherwise all knobs are
   *     drawn
   */
  public Space space(List<Long> seeds, long sweepSeed, boolean listed) {
    return new Recorded(seeds, sweepSeed, listed);
  }

  private final class Recorded implements Space {
    private final List<Long> seeds;
    private final long sweepSeed;
    private final List<Branch> branches = new ArrayList<>();

    Recorded(List<Long> seeds, long sweepSeed, boolean listed) {
      this.seeds = List.copyOf(seeds);
      this.sweepSeed = sweepSeed;
      if (listed) {
        configurations.values().forEach(knobs -> branches.add(branch(List.of(), point -> knobs)));
      } else {
        branches.add(branch(axes(), this::drawn));
      }
    }

    private List<Distribution> axes() {
      return List.of(
          SurfaceSpace.choice("algorithm", values("algorithm").toArray(String[]::new)),
          index("learning_rate"),
          index("lambda"));
    }

    private Distribution index(String knob) {
      return SurfaceSpace.number(
          knob, Distribution.Kind.INT_UNIFORM, "0", Integer.toString(values(knob).size() - 1));
    }

    private Map<String, String> drawn(double[] point) {
      Map<String, String> knobs = new LinkedHashMap<>();
      List<Distribution> axes = axes();
      knobs.put("algorithm", axes.get(0).text(point[0]));
      for (int a = 1; a < axes.size(); a++) {
        String knob = axes.get(a).knob();
        knobs.put(knob, values(knob).get(Integer.parseInt(axes.get(a).text(point[a]))));
      }
      return knobs;
    }

    private Branch branch(
        List<Distribution> axes, java.util.function.Function<double[], Map<String, String>> at) {
      return new Branch() {
        @Override
        public List<Distribution> axes() {
          return axes;
        }

        @Override
        public Optional<Candidate> at(double... point) {
          return Optional.of(new RecordedCandidate(at.apply(point)));
        }
      };
    }

    @Override
    public List<Branch> branches() {
      return branches;
    }

    @Override
    public List<Long> seeds() {
      return seeds;
    }

    @Override
    public long sweepSeed() {
      return sweepSeed;
    }

    @Override
    public Optional<Budget> budget() {
      return Optional.of(new Budget("epochs", "", EPOCHS, 1));
    }

    @Override
    public double score(CellResult result) {
      return RecordedDigits.this.score(result.cell());
    }
  }

  private static final class RecordedCandidate implements Candidate {
    private final Values values;

    RecordedCandidate(Map<String, String> knobs) {
      this.values = new Values(new java.util.TreeMap<>(knobs));
    }

    @Override
    public String group() {
      return (String) values.get("algorithm");
    }

    @Override
    public Cell cell(long seed) {
      return new Cell("recorded", 1, values, seed, "");
    }

    @Override
    public Cell cell(long budget, long seed) {
      return budget == EPOCHS
          ? cell(seed)
          : new Cell("recorded", 1, values.with("epochs", budget), seed, "");
    }
  }
}

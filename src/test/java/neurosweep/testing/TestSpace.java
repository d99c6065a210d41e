package neurosweep.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
 * A space for searches whose cells need no training: a function says how each of them ends.
 * Algorithms are groups; all else is selected over.
 *
 * @param listed the combinations
 * @param axes that each of them leaves to be drawn
 * @param truth how cells end
 */
public record TestSpace(
    List<Values> listed,
    List<Distribution> axes,
    List<Long> seeds,
    Optional<Budget> budget,
    Truth truth)
    implements Space {
  public static final String KNOB = "epochs";
  private static final String SCORE = "score";

  /** What comes of a configuration. */
  public interface Truth {

    /** Its score; NaN where it diverges, infinite where it fails. */
    double score(Values configuration, long budget, long seed);
  }

  /** Some algorithms with some learning rates each. */
  public static TestSpace listed(int algorithms, int rates) {
    List<Values> all = new ArrayList<>();
    for (int a = 0; a < algorithms; a++) {
      for (int r = 0; r < rates; r++) {
        double rate = Math.pow(10, -5 + 4.0 * r / Math.max(1, rates - 1));
        all.add(SmallCells.knobs("algorithm", "a" + a, "learning_rate", rate));
      }
    }
    return of(all, List.of());
  }

  /** Two algorithms with axes of numbers. */
  public static TestSpace numbers() {
    return of(
        algorithms(),
        List.of(
            axis("learning_rate", Distribution.Kind.LOGUNIFORM, "1.0e-5", "1.0e-1"),
            axis("momentum", Distribution.Kind.UNIFORM, "0", "0.9")));
  }

  /** Two algorithms with axes of every kind. */
  public static TestSpace mixed() {
    return of(
        algorithms(),
        List.of(
            axis("learning_rate", Distribution.Kind.LOGUNIFORM, "1.0e-5", "1.0e-1"),
            axis("width", Distribution.Kind.INT_UNIFORM, "1", "40"),
            new Distribution(
                "optimizer", Distribution.Kind.CHOICE, null, null, List.of("sgd", "adam"))));
  }

  private static List<Values> algorithms() {
    return List.of(SmallCells.knobs("algorithm", "a0"), SmallCells.knobs("algorithm", "a1"));
  }

  private static Distribution axis(String knob, Distribution.Kind kind, String from, String to) {
    return new Distribution(knob, kind, new BigDecimal(from), new BigDecimal(to), List.of());
  }

  private static TestSpace of(List<Values> listed, List<Distribution> axes) {
    Optional<Budget> budget = Optional.of(new Budget(KNOB, "", 27, 1));
    return new TestSpace(listed, axes, List.of(1L, 2L, 3L), budget, TestSpace::usual);
  }

  public TestSpace with(Truth other) {
    return new TestSpace(listed, axes, seeds, budget, other);
  }

  public TestSpace withSeeds(int count) {
    List<Long> all = LongStream.rangeClosed(1, count).boxed().toList();
    return new TestSpace(listed, axes, all, budget, truth);
  }

  public TestSpace withBudget(long full, long multiple) {
    return withBudget(Optional.of(new Budget(KNOB, "", full, multiple)));
  }

  public TestSpace withBudget(Optional<Budget> other) {
    return new TestSpace(listed, axes, seeds, other, truth);
  }

  /** A repeatable number from 0 to 1. */
  public static double noise(String what) {
    return Long.parseLong(Cell.hash(what).substring(0, 8), 16) / 0x1p32;
  }

  /** Good in the middle, later or earlier; large rates diverge, at once or later; some fail. */
  public static double usual(Values configuration, long budget, long seed) {
    double rate = Math.log10((double) configuration.get("learning_rate"));
    if (rate > -1.5 || (rate > -2 && budget > 9 && seed == 2)) {
      return Double.NaN;
    }
    String text = configuration.text();
    if (noise("fails " + text + budget + seed) < 0.03) {
      return Double.POSITIVE_INFINITY;
    }
    double speed = 3 + 10 * noise("speed " + text);
    double luck = 0.1 * noise("seed " + seed) + 0.1 * noise(text + budget + seed);
    return (1 - 0.1 * (rate + 3) * (rate + 3)) * (1 - Math.exp(-budget / speed)) + luck;
  }

  @Override
  public List<Branch> branches() {
    return listed.stream().<Branch>map(ListedBranch::new).toList();
  }

  @Override
  public long sweepSeed() {
    return 5;
  }

  @Override
  public double score(CellResult result) {
    return result.outcome() instanceof Outcome.Finished finished
        ? (double) finished.measurements().scalars().get(SCORE)
        : Double.NaN;
  }

  /** A configuration's cell as it is at the full budget. */
  public static Cell full(Cell cell) {
    TreeMap<String, Object> values = new TreeMap<>(cell.values().map());
    values.remove(KNOB);
    return new Cell("test", 1, new Values(values), cell.seed(), "");
  }

  /** The budget of a cell. */
  public long budgetOf(Cell cell) {
    Object small = cell.values().get(KNOB);
    return small != null ? (long) small : budget.map(Budget::full).orElse(0L);
  }

  /** How a cell ends. */
  public CellResult run(Cell cell) {
    double score = truth.score(full(cell).values(), budgetOf(cell), cell.seed());
    Outcome outcome;
    if (Double.isNaN(score)) {
      outcome = new Outcome.Diverged(Measurements.NONE, "loss is NaN");
    } else if (Double.isInfinite(score)) {
      outcome = new Outcome.Failed(Measurements.NONE, "IllegalStateException: no", "");
    } else {
      TreeMap<String, Object> scalars = new TreeMap<>(Map.of(SCORE, score));
      outcome = new Outcome.Finished(new Measurements(scalars, new TreeMap<>()));
    }
    return new CellResult(cell, outcome, 1, 1, 1, "host", Origin.unknown("ejml"));
  }

  private final class ListedBranch implements Branch {
    private final Values values;

    ListedBranch(Values values) {
      this.values = values;
    }

    @Override
    public List<Distribution> axes() {
      return axes;
    }

    @Override
    public Optional<Candidate> at(double... point) {
      Values all = values;
      for (int a = 0; a < point.length; a++) {
        String text = axes.get(a).text(point[a]);
        all = all.with(axes.get(a).knob(), value(axes.get(a), text));
      }
      boolean excluded =
          "adam".equals(all.get("optimizer")) && Long.valueOf(7).equals(all.get("width"));
      return excluded ? Optional.empty() : Optional.of(new TestCandidate(all));
    }

    private static Object value(Distribution axis, String text) {
      return switch (axis.kind()) {
        case CHOICE -> text;
        case INT_UNIFORM -> (Object) Long.valueOf(text);
        default -> (Object) Double.valueOf(text);
      };
    }
  }

  private final class TestCandidate implements Candidate {
    private final Values values;

    TestCandidate(Values values) {
      this.values = values;
    }

    @Override
    public String group() {
      return (String) values.get("algorithm");
    }

    @Override
    public Cell cell(long seed) {
      return new Cell("test", 1, values, seed, "");
    }

    @Override
    public Cell cell(long small, long seed) {
      boolean whole = small == budget.orElseThrow().full();
      return whole ? cell(seed) : new Cell("test", 1, values.with(KNOB, small), seed, "");
    }

    @Override
    public String toString() {
      return values.text();
    }
  }

  /** All of its configurations, where it draws none. */
  public List<Candidate> candidates() {
    return branches().stream().map(Branch::at).flatMap(Optional::stream).toList();
  }

  /** The cells of a configuration at the full budget. */
  public Stream<Cell> cells(Candidate candidate) {
    return seeds.stream().map(candidate::cell);
  }
}

package neurosweep.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
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
 * A space over a function of its knobs, whose value is a cell's score; a cell where it is NaN
 * diverges.
 *
 * @param listed values of a knob {@code listed}, each a branch
 * @param axes of every branch
 * @param allowed which knobs are no excluded point
 * @param surface by the text of each knob and of the seed
 */
public record SurfaceSpace(
    long sweepSeed,
    List<Long> seeds,
    List<String> listed,
    List<Distribution> axes,
    Predicate<Map<String, String>> allowed,
    ToDoubleFunction<Map<String, String>> surface)
    implements Space {

  /** One branch, one seed, nothing excluded. */
  public static SurfaceSpace of(
      long sweepSeed, List<Distribution> axes, ToDoubleFunction<Map<String, String>> surface) {
    return new SurfaceSpace(sweepSeed, List.of(1L), List.of(""), axes, knobs -> true, surface);
  }

  public static Distribution number(String knob, Distribution.Kind kind, String from, String to) {
    return new Distribution(knob, kind, new BigDecimal(from), new BigDecimal(to), List.of());
  }

  public static Distribution choice(String knob, String... choices) {
    return new Distribution(
        knob, Distribution.Kind.CHOICE, BigDecimal.ZERO, BigDecimal.ZERO, List.of(choices));
  }

  /** A knob as a number. */
  public static double real(Map<String, String> knobs, String knob) {
    return Double.parseDouble(knobs.get(knob));
  }

  public SurfaceSpace seeded(Long... others) {
    return new SurfaceSpace(sweepSeed, List.of(others), listed, axes, allowed, surface);
  }

  public SurfaceSpace listing(String... others) {
    return new SurfaceSpace(sweepSeed, seeds, List.of(others), axes, allowed, surface);
  }

  public SurfaceSpace allowing(Predicate<Map<String, String>> other) {
    return new SurfaceSpace(sweepSeed, seeds, listed, axes, other, surface);
  }

  @Override
  public List<Branch> branches() {
    List<Branch> branches = new ArrayList<>();
    listed.forEach(value -> branches.add(new SurfaceBranch(value)));
    return branches;
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.empty();
  }

  @Override
  public double score(CellResult result) {
    return result.outcome() instanceof Outcome.Finished finished
        ? (double) finished.measurements().scalars().get("score")
        : Double.NaN;
  }

  /** How a cell ends. */
  public CellResult train(Cell cell) {
    double score = value(cell);
    Outcome outcome =
        Double.isNaN(score)
            ? new Outcome.Diverged(Measurements.NONE, "loss is NaN")
            : new Outcome.Finished(
                new Measurements(new TreeMap<>(Map.of("score", score)), new TreeMap<>()));
    return new CellResult(cell, outcome, 1, 1, 1, "host", Origin.unknown("none"));
  }

  /** The surface at a cell. */
  public double value(Cell cell) {
    Map<String, String> knobs = new TreeMap<>();
    cell.values().map().forEach((knob, value) -> knobs.put(knob, (String) value));
    knobs.put("seed", Long.toString(cell.seed()));
    return surface.applyAsDouble(knobs);
  }

  private final class SurfaceBranch implements Branch {
    private final String value;

    SurfaceBranch(String value) {
      this.value = value;
    }

    @Override
    public List<Distribution> axes() {
      return axes;
    }

    @Override
    public Optional<Candidate> at(double... point) {
      Map<String, String> knobs = new TreeMap<>();
      knobs.put("listed", value);
      for (int a = 0; a < axes.size(); a++) {
        if (point[a] < 0 || point[a] >= 1) {
          throw new IllegalArgumentException("share " + point[a]);
        }
        knobs.put(axes.get(a).knob(), axes.get(a).text(point[a]));
      }
      Cell cell = new Cell("surface", 1, Values.of(knobs), 0, "");
      return allowed.test(knobs) ? Optional.of(new Surfaced(cell)) : Optional.empty();
    }
  }

  private record Surfaced(Cell some) implements Candidate {
    @Override
    public String group() {
      return "";
    }

    @Override
    public Cell cell(long seed) {
      return some.withSeed(seed);
    }

    @Override
    public Cell cell(long budget, long seed) {
      return cell(seed);
    }
  }
}

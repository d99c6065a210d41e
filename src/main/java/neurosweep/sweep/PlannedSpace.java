package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Goal;
import neurosweep.core.Outcome;
import neurosweep.core.Stable;
import neurosweep.core.Values;
import neurosweep.experiment.BudgetKnob;
import neurosweep.result.Select;
import neurosweep.search.Branch;
import neurosweep.search.Budget;
import neurosweep.search.Candidate;
import neurosweep.search.Space;
import neurosweep.spec.Combination;
import neurosweep.spec.Distribution;
import neurosweep.spec.SweepSpec;

/** What the search of a plan chooses from. */
final class PlannedSpace implements Space {
  /** Stands for the full budget, whatever it is. */
  private static final long FULL = 0;

  private final SweepSpec spec;
  private final Survey survey;
  private final Select select;
  private final List<String> grouping = new ArrayList<>();
  private final Map<Long, Integer> places = new HashMap<>();
  private Optional<Budget> budget; // looked for when it is asked for
  private final Map<Values, Optional<Candidate>> candidates = new HashMap<>();

  PlannedSpace(SweepSpec spec, Survey survey) {
    this.spec = spec;
    this.survey = survey;
    this.select = Select.of(spec, survey.experiment());
    spec.seeds().forEach(seed -> places.put(seed, places.size()));
    for (String axis : spec.axes().keySet()) {
      if (!spec.selection().over().contains(axis)) {
        grouping.add(axis);
      }
    }
  }

  /** The budget, if all configurations have the same one. */
  private Optional<Budget> shared(BudgetKnob declared) {
    String name = declared.knob().name();
    if (spec.axes().containsKey(name)) {
      return Optional.empty();
    }
    Values first = spec.configurations().get(0);
    long multiple = 1;
    for (Values values : spec.configurations()) {
      multiple = Math.max(multiple, declared.multiple().applyAsLong(values));
    }
    for (Values values : spec.configurations()) {
      if (multiple % declared.multiple().applyAsLong(values) != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new Budget(name, declared.knob().unit(), declared.of(first), multiple));
  }

  @Override
  public List<Branch> branches() {
    List<Branch> branches = new ArrayList<>();
    for (Combination combination : spec.grid().combinations()) {
      branches.add(new PlannedBranch(combination));
    }
    return branches;
  }

  @Override
  public List<Long> seeds() {
    return spec.seeds();
  }

  @Override
  public long sweepSeed() {
    return spec.grid().sweepSeed();
  }

  @Override
  public Optional<Budget> budget() {
    if (budget == null) {
      budget = survey.experiment().budget().flatMap(this::shared);
    }
    return budget;
  }

  @Override
  public double score(CellResult result) {
    if (!(result.outcome() instanceof Outcome.Finished finished)) {
      return Double.NaN;
    }
    Map<String, Object> scalars = finished.measurements().scalars();
    boolean unstable =
        survey.stable().stream().anyMatch(flag -> Boolean.FALSE.equals(scalars.get(flag)));
    if (select.stable() == Stable.REQUIRED && unstable) {
      return Double.NaN;
    }
    OptionalDouble value =
        scalars.get(select.metric()) instanceof Number number
            ? OptionalDouble.of(number.doubleValue())
            : OptionalDouble.empty();
    double score = value.orElse(Double.NaN);
    return select.goal() == Goal.MAX ? score : -score;
  }

  /** A configuration; its cells are made once. */
  private final class PlannedCandidate implements Candidate {
    private final Cell base;
    private final Map<Long, Cell[]> cells = new TreeMap<>(); // by budget; few
    private final Map<Long, Cell> shorter = new TreeMap<>();
    private String group;

    PlannedCandidate(Cell base) {
      this.base = base;
    }

    @Override
    public String group() {
      if (group == null) {
        group = Plan.onAxes(survey.experiment(), base, grouping).text();
      }
      return group;
    }

    @Override
    public Cell cell(long seed) {
      return cell(base, FULL, seed);
    }

    @Override
    public Cell cell(long budget, long seed) {
      return budget().orElseThrow().full() == budget
          ? cell(seed)
          : cell(shorter.computeIfAbsent(budget, b -> survey.shorter(base, b)), budget, seed);
    }

    /** Its id, too, is then made once. */
    private Cell cell(Cell any, long budget, long seed) {
      Integer place = places.get(seed);
      if (place == null) {
        return any.withSeed(seed);
      }
      Cell[] made = cells.computeIfAbsent(budget, b -> new Cell[places.size()]);
      if (made[place] == null) {
        made[place] = any.withSeed(seed);
      }
      return made[place];
    }

    @Override
    public String toString() {
      return base.toString();
    }
  }

  private Optional<Candidate> candidate(Values values) {
    return candidates.computeIfAbsent(values, key -> survey.cell(key).map(PlannedCandidate::new));
  }

  private final class PlannedBranch implements Branch {
    private final Combination combination;

    PlannedBranch(Combination combination) {
      this.combination = combination;
    }

    @Override
    public List<Distribution> axes() {
      return combination.axes();
    }

    @Override
    public Optional<Candidate> at(double... point) {
      return combination.at(point).flatMap(PlannedSpace.this::candidate);
    }
  }
}

package neurosweep.sweep;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final SweepSpec spec;
  private final Survey survey;
  private final Select select;
  private final List<String> grouping = new ArrayList<>();
  private final Map<Long, Integer> places = new HashMap<>();
  private Optional<Budget> budget; // looked for when it is asked for
  private final Map<Values, Optional<Candidate>> drawn = new HashMap<>();
  private Candidate[] listed;

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
    List<Combination> combinations = spec.grid().combinations();
    return new AbstractList<>() {
      @Override
      public Branch get(int index) {
        return isDrawn() ? new OpenBranch(combinations.get(index)) : new ListedBranch(index);
      }

      @Override
      public int size() {
        return combinations.size();
      }
    };
  }

  @Override
  public boolean isDrawn() {
    return !spec.grid().drawn().isEmpty();
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
    private final Cell[] full;
    private Map<Long, Cell[]> shorter; // by budget; a grid has none
    private String group;

    PlannedCandidate(Cell base) {
      this.base = base;
      this.full = new Cell[places.size()];
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
      return cell(base, full, seed);
    }

    @Override
    public Cell cell(long budget, long seed) {
      if (budget().orElseThrow().full() == budget) {
        return cell(seed);
      }
      if (shorter == null) {
        shorter = new TreeMap<>();
      }
      Cell[] made = shorter.computeIfAbsent(budget, b -> new Cell[places.size()]);
      Cell any = Arrays.stream(made).filter(Objects::nonNull).findFirst().orElse(null);
      return cell(any == null ? survey.shorter(base, budget) : any, made, seed);
    }

    /** Its id, too, is then made once. */
    private Cell cell(Cell any, Cell[] made, long seed) {
      Integer place = places.get(seed);
      if (place == null) {
        return any.withSeed(seed);
      }
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
    return survey.cell(values).map(PlannedCandidate::new);
  }

  /** A combination that leaves axes open: points may come to a configuration that is known. */
  private final class OpenBranch implements Branch {
    private final Combination combination;

    OpenBranch(Combination combination) {
      this.combination = combination;
    }

    @Override
    public List<Distribution> axes() {
      return combination.axes();
    }

    @Override
    public Optional<Candidate> at(double... point) {
      return combination
          .at(point)
          .flatMap(values -> drawn.computeIfAbsent(values, PlannedSpace.this::candidate));
    }
  }

  /** One configuration, checked once and known by its place: there may be millions. */
  private final class ListedBranch implements Branch {
    private final int index;

    ListedBranch(int index) {
      this.index = index;
    }

    @Override
    public List<Distribution> axes() {
      return List.of();
    }

    @Override
    public Optional<Candidate> at(double... point) {
      if (listed == null) {
        listed = new Candidate[spec.grid().combinations().size()];
      }
      if (listed[index] == null) {
        listed[index] = candidate(spec.configurations().get(index)).orElse(null);
      }
      return Optional.ofNullable(listed[index]);
    }
  }
}

package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Goal;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.journal.History;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;

/** How far a search is, as an onlooker sees it: how many cells had which budget, and who leads. */
final class SearchStatus {
  private final Design design;
  private final Experiment experiment;
  private final Contenders contenders;
  private final Map<Long, Integer> cells = new TreeMap<>();
  private final Map<String, Entry> entries = new HashMap<>();

  /** A configuration at one budget. */
  private static final class Entry {
    private final Cell any;
    private final long budget;
    private double sum;
    private int seeds;
    private boolean flawed;

    Entry(Cell any, long budget) {
      this.any = any;
      this.budget = budget;
    }
  }

  private SearchStatus(Design design, History history) {
    this.design = design;
    this.experiment = design.kind();
    this.contenders = new Contenders(design, experiment, history);
    history.results().values().forEach(this::add);
  }

  /** In lines; none where every cell is planned. */
  static List<String> of(Design design, History history) {
    if (!design.select().searched().applies() || history.byId().isEmpty()) {
      return List.of();
    }
    SearchStatus status = new SearchStatus(design, history);
    List<String> lines = new ArrayList<>();
    lines.add(design.select().searched().method() + status.budgets());
    lines.addAll(status.leader());
    return lines;
  }

  private void add(CellResult result) {
    Long budget = contenders.budget(result.cell());
    long known = budget == null ? 0 : budget;
    cells.merge(known, 1, Integer::sum);
    Entry entry =
        entries.computeIfAbsent(result.cell().configId(), id -> new Entry(result.cell(), known));
    entry.seeds++;
    Object value = result.outcome().measurements().scalars().get(design.select().metric());
    if (result.outcome() instanceof Outcome.Finished && value instanceof Number number) {
      entry.sum += number.doubleValue();
    } else {
      entry.flawed = true;
    }
  }

  private String budgets() {
    String knob = design.select().searched().budget();
    if (knob.isEmpty()) {
      return String.format(Locale.ROOT, ": %,d cells have ended", cells.get(0L));
    }
    return cells.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%,d at %,d", each.getValue(), each.getKey()))
        .collect(Collectors.joining(", ", ", cells that ended by " + knob + ": ", ""));
  }

  /** The best mean among those with the largest budget, then with most seeds. */
  private List<String> leader() {
    boolean most = design.select().goal() == Goal.MAX;
    Entry best = null;
    for (Entry each : entries.values()) {
      if (!each.flawed && (best == null || leads(each, best, most))) {
        best = each;
      }
    }
    if (best == null) {
      return List.of("nobody leads: no cell has finished with " + design.select().metric());
    }
    List<String> axes = design.grid().axes().stream().map(Axis::name).toList();
    Values values = Plan.onAxes(experiment, best.any, axes);
    String place =
        design.grid().axes().stream()
            .filter(axis -> axis.values().size() != 1 || isBudget(axis))
            .filter(axis -> values.get(axis.name()) != null)
            .map(axis -> axis.name() + "=" + AxisText.of(values.get(axis.name())))
            .collect(Collectors.joining(" "));
    return List.of(
        String.format(
            Locale.ROOT,
            "leads: %s %.4f over %d seeds, %s",
            design.select().metric(),
            best.sum / best.seeds,
            best.seeds,
            place));
  }

  private boolean isBudget(Axis axis) {
    return axis.name().equals(design.select().searched().budget());
  }

  private static boolean leads(Entry each, Entry best, boolean most) {
    if (each.budget != best.budget) {
      return each.budget > best.budget;
    }
    if (each.seeds != best.seeds) {
      return each.seeds > best.seeds;
    }
    int order = Double.compare(each.sum / each.seeds, best.sum / best.seeds);
    return order == 0 ? each.any.id().compareTo(best.any.id()) < 0 : (order > 0) == most;
  }
}

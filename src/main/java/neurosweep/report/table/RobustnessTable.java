package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.GridScores;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.statistics.ExpectedBest;
import neurosweep.statistics.MainEffects;

/** One row a group: how much the choice of the axes selected over matters. */
public final class RobustnessTable implements ReportTable {
  /** The figure has them all. */
  static final List<Integer> BUDGETS = List.of(1, 4, 16);

  /** How far from the best an accuracy is near it. */
  static final double POINT = 0.01;

  /** How far, as a part of the best, any other metric is. */
  static final double PART = 0.1;

  @Override
  public String name() {
    return "robustness";
  }

  @Override
  public String doc() {
    return "share of configurations near the best, stable runs, expected best, main effects";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    String unfair = SearchText.unfair(analysis);
    if (!unfair.isEmpty()) {
      return TableText.notMade(analysis, name(), unfair);
    }
    List<Axis> over = new ArrayList<>(design.over());
    over.removeAll(analysis.constant().keySet());
    if (over.isEmpty()) {
      return TableText.notMade(analysis, name(), "no axis is selected over");
    }
    List<Axis> explained = SearchText.drawn(analysis).isEmpty() ? over : List.of();
    GroupColumns groups = GroupColumns.of(analysis);
    int most =
        analysis.groups().stream().mapToInt(group -> group.configurations().size()).max().orElse(0);
    List<Integer> budgets = BUDGETS.stream().filter(budget -> budget <= most).toList();
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      GridScores scores = GridScores.of(design, group);
      List<Entry> row = groups.begin(group);
      row.addAll(shares(design, group, scores));
      row.addAll(expected(design, scores, budgets));
      row.addAll(effects(explained, scores));
      rows.add(row);
    }
    return TableText.of(
        name(),
        analysis,
        "how much the choice of "
            + over.stream().map(Axis::label).collect(Collectors.joining(", "))
            + " matters, by "
            + design.label(design.select().metric()),
        "Best of k: expected best score of k configurations"
            + (explained.isEmpty() ? "." : "; by: share of the variance that an axis explains."),
        headings(groups, design, budgets, explained),
        rows);
  }

  private static List<Heading> headings(
      GroupColumns groups, Design design, List<Integer> budgets, List<Axis> over) {
    List<Heading> headings = groups.headings();
    String near = design.isShare(design.select().metric()) ? "within 1 pp" : "within 10 %";
    headings.add(Heading.number(near));
    headings.add(Heading.number("stable"));
    headings.add(Heading.number("diverged"));
    headings.add(Heading.number("median"));
    budgets.forEach(budget -> headings.add(Heading.number("best of " + budget)));
    headings.add(Heading.number("best"));
    over.forEach(
        axis ->
            headings.add(
                new Heading("by " + axis.label() + " [%]", true, "by " + axis.name() + " [%]")));
    return headings;
  }

  private static List<Entry> shares(Design design, Group group, GridScores scores) {
    List<Replicates> all = group.configurations();
    int stable = all.stream().mapToInt(Replicates::stable).sum();
    Entry stability = Entry.of(stable + " of " + group.results(), all);
    Entry diverged = Entry.of(NumberText.share(group.n(State.DIVERGED), group.results()), all);
    if (scores.scores().length == 0) {
      return List.of(Entry.NONE, stability, diverged, Entry.NONE);
    }
    double best = scores.best(design.select().goal());
    double reach = design.isShare(design.select().metric()) ? POINT : PART * Math.abs(best);
    return List.of(
        Entry.of(
            near(scores, best, reach) + " of " + scores.scores().length, scores.configurations()),
        stability,
        diverged,
        Entry.of(NumberText.real(Sample.of(scores.scores()).median()), scores.configurations()));
  }

  /**
   * A configuration of which a run is lost is never near: its score is a stand-in, not a result.
   */
  private static int near(GridScores scores, double best, double reach) {
    int near = 0;
    for (int i = 0; i < scores.scores().length; i++) {
      Replicates each = scores.configurations().get(i);
      boolean whole = each.selected().n() == each.results();
      near += whole && Math.abs(scores.scores()[i] - best) <= reach * (1 + 1e-9) ? 1 : 0;
    }
    return near;
  }

  private static List<Entry> expected(Design design, GridScores scores, List<Integer> budgets) {
    List<Entry> row = new ArrayList<>();
    int n = scores.scores().length;
    if (n == 0) {
      row.addAll(Collections.nCopies(budgets.size() + 1, Entry.NONE));
      return row;
    }
    ExpectedBest best = new ExpectedBest(scores.scores(), design.select().goal() == Goal.MAX);
    for (int budget : budgets) {
      String text = budget <= n ? NumberText.real(best.of(budget)) : "";
      row.add(Entry.of(text, scores.configurations()));
    }
    row.add(Entry.of(NumberText.real(best.of(n)), scores.configurations()));
    return row;
  }

  private static List<Entry> effects(List<Axis> over, GridScores scores) {
    Optional<MainEffects> effects = EffectsTable.effects(over, scores);
    List<Entry> row = new ArrayList<>();
    for (int i = 0; i < over.size(); i++) {
      double share = effects.isPresent() ? effects.get().factors().get(i).share() : Double.NaN;
      boolean one = EffectsTable.levels(over.get(i), scores).size() < 2; // nothing to explain
      String text =
          one || Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f", 100 * share);
      row.add(Entry.of(text, scores.configurations()));
    }
    return row;
  }
}

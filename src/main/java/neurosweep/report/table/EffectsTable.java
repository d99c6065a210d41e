package neurosweep.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.GridScores;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.statistics.MainEffects;

/** One row a group, axis and value: how far the mean there lies from that of the whole grid. */
public final class EffectsTable implements ReportTable {
  @Override
  public String name() {
    return "main-effects";
  }

  @Override
  public String doc() {
    return "the mean at each value of each axis selected over, minus that of the full grid";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    String unfair = SearchText.unfair(analysis);
    if (!unfair.isEmpty()) {
      return TableText.notMade(analysis, name(), unfair);
    }
    if (!SearchText.drawn(analysis).isEmpty()) {
      return TableText.notMade(
          analysis, name(), "axes were drawn; the table \"importance\" tells what they do");
    }
    List<Axis> over = new ArrayList<>(design.over());
    over.removeAll(analysis.constant().keySet());
    GroupColumns groups = GroupColumns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      GridScores scores = GridScores.of(design, group);
      effects(over, scores)
          .ifPresent(
              found -> {
                for (int i = 0; i < over.size(); i++) {
                  addRows(design, groups.begin(group), over.get(i), scores, found, i, rows);
                }
              });
    }
    if (rows.isEmpty() && !analysis.groups().isEmpty()) {
      return TableText.notMade(
          analysis, name(), "no group has a full grid of results, in which effects are separate");
    }
    List<Heading> headings = groups.headings();
    headings.add(Heading.words("axis"));
    headings.add(Heading.number("value"));
    String unit = design.isShare(design.select().metric()) ? " [pp]" : "";
    headings.add(Heading.number("mean minus grid mean" + unit));
    headings.add(Heading.number("configurations"));
    return TableText.of(
        name(),
        analysis,
        "main effects on " + design.label(design.select().metric()) + " where the grid is full",
        "Mean score at each value minus that of the grid.",
        headings,
        rows);
  }

  private static void addRows(
      Design design,
      List<Entry> begin,
      Axis axis,
      GridScores scores,
      MainEffects effects,
      int factor,
      List<List<Entry>> rows) {
    List<Object> levels = levels(axis, scores);
    if (levels.size() < 2) {
      return;
    }
    double[] deviations = effects.factors().get(factor).deviations();
    for (int level = 0; level < levels.size(); level++) {
      Object value = levels.get(level);
      List<Replicates> from =
          scores.configurations().stream()
              .filter(each -> Objects.equals(each.value(axis), value))
              .toList();
      List<Entry> row = new ArrayList<>(begin);
      row.add(new Entry(axis.label(), false, List.of(), axis.name()));
      row.add(Entry.of(axis, value));
      boolean accuracy = design.isShare(design.select().metric());
      row.add(Entry.of(NumberText.difference(deviations[level], accuracy), from));
      row.add(Entry.of(Integer.toString(from.size()), from));
      rows.add(row);
    }
  }

  static List<Object> levels(Axis axis, GridScores scores) {
    return scores.configurations().stream().map(each -> each.value(axis)).distinct().toList();
  }

  /** Those of a full grid; empty where the group has none. */
  static Optional<MainEffects> effects(List<Axis> over, GridScores scores) {
    if (scores.scores().length < 2 || over.isEmpty()) {
      return Optional.empty();
    }
    int[][] levels = new int[scores.scores().length][over.size()];
    int[] counts = new int[over.size()];
    for (int i = 0; i < over.size(); i++) {
      Map<Object, Integer> known = new LinkedHashMap<>();
      for (int k = 0; k < levels.length; k++) {
        Object value = scores.configurations().get(k).value(over.get(i));
        levels[k][i] = known.computeIfAbsent(value == null ? "" : value, v -> known.size());
      }
      counts[i] = known.size();
    }
    return MainEffects.of(levels, counts, scores.scores());
  }
}

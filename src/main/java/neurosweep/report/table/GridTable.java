package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Verdict;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.Caption;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.result.Headline;

/**
 * Every configuration. The last axis selected over that has 2 to 8 values runs across, so that a
 * grid of two axes looks like one; without such an axis there is one row a configuration.
 */
public final class GridTable implements ReportTable {
  private static final int MOST_COLUMNS = 8;

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String doc() {
    return "every configuration, the selected ones bold, with diverged and missing runs counted";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    Headline shown = analysis.headline(design.select().metric());
    Layout layout = Layout.of(analysis, shown);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : analysis.groups()) {
      if (group.verdict() == Verdict.ALL_DIVERGED) {
        rows.add(allDiverged(group, layout));
      } else {
        addRows(design, group, layout, shown, rows);
      }
    }
    return TableText.of(
        name(),
        analysis,
        Caption.every(design)
            + ", "
            + (shown.last().isEmpty() ? "mean " : "mean peak / mean final ")
            + shown.label()
            + " over the finished seeds"
            + (Caption.optimistic(design, shown) ? " (peaks optimistic)" : ""),
        Caption.chooses(analysis) ? "Bold: the selected configuration of each group." : "",
        layout.headings(),
        rows);
  }

  /**
   * Which axes run down and which values run across; axes without a choice do neither.
   *
   * @param groups the grouping axes
   * @param down the axes selected over that run down
   * @param across the axis that runs across, or null
   * @param values its values
   * @param label what an entry holds
   */
  private record Layout(
      List<Axis> groups, List<Axis> down, Axis across, List<Object> values, String label) {

    static Layout of(Analysis analysis, Headline shown) {
      Set<Axis> constant = analysis.constant().keySet();
      Design design = analysis.design();
      List<Axis> groups =
          design.grouping().stream().filter(axis -> !constant.contains(axis)).toList();
      List<Axis> down = new ArrayList<>(design.over());
      down.removeAll(constant);
      Axis across = null;
      for (Axis axis : down) {
        if (analysis.values(axis).size() <= MOST_COLUMNS) {
          across = axis;
        }
      }
      down.remove(across);
      List<Object> values =
          across == null ? Collections.singletonList(null) : analysis.values(across);
      String label = shown.last().isEmpty() ? shown.label() : "peak / final " + shown.label();
      return new Layout(groups, down, across, values, label);
    }

    List<Heading> headings() {
      List<Heading> headings = new ArrayList<>();
      groups.forEach(axis -> headings.add(Heading.of(axis)));
      down.forEach(axis -> headings.add(Heading.of(axis)));
      if (across == null) {
        headings.add(Heading.number(label));
        return headings;
      }
      for (Object value : values) {
        headings.add(
            value == null
                ? new Heading("without " + across.label(), true, "without " + across.name())
                : new Heading(
                    across.label() + " = " + across.text(value),
                    true,
                    across.name() + " = " + AxisText.of(value)));
      }
      return headings;
    }

    /** The beginning of a group's rows. */
    List<Entry> begin(Group group) {
      List<Entry> row = new ArrayList<>();
      groups.forEach(axis -> row.add(Entry.of(axis, group.value(axis))));
      return row;
    }

    Object columnOf(Replicates each) {
      return across == null ? null : each.value(across);
    }

    List<Object> rowOf(Replicates each) {
      List<Object> key = new ArrayList<>();
      down.forEach(axis -> key.add(each.value(axis)));
      return key;
    }
  }

  private static List<Entry> allDiverged(Group group, Layout layout) {
    List<Entry> row = layout.begin(group);
    layout.down().forEach(axis -> row.add(Entry.of("all")));
    String words = group.n() == 1 ? "the only run diverged" : "all " + group.n() + " runs diverged";
    row.add(Entry.of(words, group.configurations()));
    row.addAll(Collections.nCopies(layout.values().size() - 1, Entry.NONE));
    return row;
  }

  private static void addRows(
      Design design, Group group, Layout layout, Headline shown, List<List<Entry>> rows) {
    Map<List<Object>, List<Replicates>> lines = new LinkedHashMap<>();
    for (Replicates each : group.configurations()) {
      lines.computeIfAbsent(layout.rowOf(each), key -> new ArrayList<>()).add(each);
    }
    lines.forEach(
        (key, members) -> {
          List<Entry> row = layout.begin(group);
          for (int i = 0; i < key.size(); i++) {
            row.add(Entry.of(layout.down().get(i), key.get(i)));
          }
          for (Object value : layout.values()) {
            List<Replicates> here =
                members.stream()
                    .filter(each -> Objects.equals(layout.columnOf(each), value))
                    .toList();
            row.add(entry(design, group, here, shown));
          }
          rows.add(row);
        });
  }

  /** Usually one configuration; several if they differ in what is no axis, such as the data. */
  private static Entry entry(Design design, Group group, List<Replicates> here, Headline shown) {
    String text =
        here.stream().map(each -> text(design, each, shown)).collect(Collectors.joining("; "));
    boolean bold = group.chosen().filter(here::contains).isPresent();
    return Entry.of(text, here).bold(bold);
  }

  private static String text(Design design, Replicates each, Headline shown) {
    if (each.n() > 0 && each.n(State.DIVERGED) == each.n()) {
      return "diverged" + (each.n() < seeds(design) ? " (" + lost(design, each) + ")" : "");
    }
    String lost = lost(design, each);
    if (each.n(State.FINISHED) == 0) {
      return lost;
    }
    String peak = value(each, shown.peak());
    String both = shown.last().isEmpty() ? peak : peak + " / " + value(each, shown.last());
    return lost.isEmpty() ? both : both + " (" + lost + ")";
  }

  private static String value(Replicates each, String metric) {
    String mean = NumberText.mean(each.sample(metric), Column.Type.REAL);
    return mean.isEmpty() ? "not measured" : mean;
  }

  private static int seeds(Design design) {
    return design.grid().seeds().size();
  }

  /** The runs that are not in the means, in words. */
  private static String lost(Design design, Replicates each) {
    List<String> words = new ArrayList<>();
    if (each.n(State.DIVERGED) > 0) {
      words.add(each.n(State.DIVERGED) + " of " + each.n() + " diverged");
    }
    if (each.n(State.FAILED) > 0) {
      words.add(each.n(State.FAILED) + " failed");
    }
    if (each.n(State.TIMED_OUT) > 0) {
      words.add(each.n(State.TIMED_OUT) + " timed out");
    }
    if (each.n() < seeds(design)) {
      words.add(seeds(design) - each.n() + " missing");
    }
    return String.join(", ", words);
  }
}

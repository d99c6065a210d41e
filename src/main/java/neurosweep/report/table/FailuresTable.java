package neurosweep.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;

/** Runs that did not finish, by how they ended, why, and in which group. */
public final class FailuresTable implements ReportTable {
  private static final int LONGEST_CAUSE = 100;

  @Override
  public String name() {
    return "failures";
  }

  @Override
  public String doc() {
    return "diverged, failed and timed-out runs by cause and group, with a cell as example";
  }

  /** What a row is about. */
  private record Kind(State state, String cause, Group group) {}

  /** How often it happened, where, and its first cell. */
  private record Count(List<Replicates> configurations, int runs, String example) {}

  @Override
  public TableText of(Analysis analysis) {
    Map<Kind, Count> counts = new LinkedHashMap<>();
    for (Group group : analysis.groups()) {
      for (Replicates each : group.configurations()) {
        for (Replicates.Run run : each.runs().values()) {
          if (run.state() != State.FINISHED) {
            Kind kind = new Kind(run.state(), cause(run), group);
            counts.merge(
                kind, new Count(List.of(each), 1, run.trace().cellId()), FailuresTable::sum);
          }
        }
      }
    }
    if (counts.isEmpty() && analysis.completeness().complete()) {
      return TableText.notMade(analysis, name(), "every run finished");
    }
    GroupColumns groups = GroupColumns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    counts.forEach((kind, count) -> rows.add(row(groups, kind, count)));
    List<Heading> headings = groups.headings();
    headings.add(Heading.words("state"));
    headings.add(Heading.words("cause"));
    headings.add(Heading.number("runs"));
    headings.add(Heading.number("configurations"));
    headings.add(Heading.words("such as cell"));
    return TableText.of(
        name(),
        analysis,
        "runs that did not finish, by how they ended and why",
        "",
        headings,
        rows);
  }

  private static Count sum(Count before, Count one) {
    List<Replicates> all = new ArrayList<>(before.configurations());
    if (!all.contains(one.configurations().get(0))) {
      all.addAll(one.configurations());
    }
    return new Count(all, before.runs() + 1, before.example());
  }

  private static String cause(Replicates.Run run) {
    String cause =
        run.trace().cause() == null ? "" : run.trace().cause().lines().findFirst().orElse("");
    return cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "…" : cause;
  }

  private static List<Entry> row(GroupColumns groups, Kind kind, Count count) {
    List<Entry> row = groups.begin(kind.group());
    row.add(Entry.of(kind.state().words()));
    row.add(Entry.of(kind.cause()));
    row.add(Entry.of(Integer.toString(count.runs()), count.configurations()));
    row.add(Entry.of(Integer.toString(count.configurations().size()), count.configurations()));
    row.add(Entry.of(count.example()));
    return row;
  }
}

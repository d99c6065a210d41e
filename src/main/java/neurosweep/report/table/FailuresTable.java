package neurosweep.report.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Trial;
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

  /**
   * How often it happened, where, and its first cell.
   *
   * @param keys of its configurations
   * @param from those of them that are results
   */
  private record Count(Set<String> keys, Set<Replicates> from, String example, int[] runs) {
    static Count of(String example) {
      return new Count(new HashSet<>(), new LinkedHashSet<>(), example, new int[1]);
    }
  }

  @Override
  public TableText of(Analysis analysis) {
    boolean searched = !analysis.search().trials().isEmpty();
    Map<Kind, Count> counts = searched ? tried(analysis) : results(analysis);
    if (counts.isEmpty() && analysis.completeness().complete()) {
      return TableText.notMade(
          analysis, name(), searched ? "every cell of the search finished" : "every run finished");
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
        searched ? "All cells of the search are counted, also those that are no results." : "",
        headings,
        rows);
  }

  private static Map<Kind, Count> results(Analysis analysis) {
    Map<Kind, Count> counts = new LinkedHashMap<>();
    for (Group group : analysis.groups()) {
      for (Replicates each : group.configurations()) {
        for (Replicates.Run run : each.runs().values()) {
          if (run.state() != State.FINISHED) {
            Kind kind = new Kind(run.state(), brief(run.trace().cause()), group);
            count(counts, kind, run.trace().cellId(), each.configId()).from().add(each);
          }
        }
      }
    }
    return counts;
  }

  private static Map<Kind, Count> tried(Analysis analysis) {
    Map<List<Object>, Group> groups = new HashMap<>();
    analysis.search().groups(analysis.groups()).forEach(each -> groups.put(each.values(), each));
    Map<Kind, Count> counts = new LinkedHashMap<>();
    for (Trial each : analysis.search().trials()) {
      if (each.state() != State.FINISHED) {
        Kind kind = new Kind(each.state(), brief(each.cause()), groups.get(each.group()));
        count(counts, kind, each.cellId(), each.candidate());
      }
    }
    return counts;
  }

  private static Count count(Map<Kind, Count> counts, Kind kind, String cell, String key) {
    Count count = counts.computeIfAbsent(kind, first -> Count.of(cell));
    count.keys().add(key);
    count.runs()[0]++;
    return count;
  }

  private static String brief(String given) {
    String cause = given == null ? "" : given.lines().findFirst().orElse("");
    return cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "…" : cause;
  }

  private static List<Entry> row(GroupColumns groups, Kind kind, Count count) {
    List<Entry> row = groups.begin(kind.group());
    row.add(Entry.of(kind.state().words()));
    row.add(Entry.of(kind.cause()));
    List<Replicates> from = List.copyOf(count.from());
    row.add(Entry.of(Integer.toString(count.runs()[0]), from));
    row.add(Entry.of(Integer.toString(count.keys().size()), from));
    row.add(Entry.of(count.example()));
    return row;
  }
}

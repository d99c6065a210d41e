package neurosweep.report.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.analysis.Group;
import neurosweep.core.Outcome.State;
import neurosweep.result.Design;

/**
 * Which groups a table over them sets off: the best of each setting, and those that their own test
 * does not distinguish from it.
 *
 * @param design of the sweep
 * @param best of its setting
 * @param others compared with the best of their setting
 */
public record BestMarks(Design design, Set<Group> best, Map<Group, Comparison> others) {

  /** The marks of a sweep; none where {@link #refused} says why. */
  public static BestMarks of(Analysis analysis) {
    Set<Group> best = new HashSet<>();
    Map<Group, Comparison> others = new HashMap<>();
    if (refused(analysis).isEmpty()) {
      for (Comparison each : Comparison.withBest(analysis)) {
        best.add(each.theirs());
        others.put(each.ours(), each);
      }
    }
    return new BestMarks(analysis.design(), best, others);
  }

  /** Whether a group is not distinguished from the best of its setting. */
  public boolean dagger(Group group) {
    return comparison(group).filter(each -> each.notDistinguished(design)).isPresent();
  }

  /** A group against the best of its setting. */
  public Optional<Comparison> comparison(Group group) {
    return Optional.ofNullable(others.get(group));
  }

  /** Why nothing is set off, or an empty string. */
  public static String refused(Analysis analysis) {
    List<String> why = new ArrayList<>();
    if (!analysis.unfinished().isEmpty()) {
      why.add(analysis.unfinished());
    }
    if (analysis.design().grid().seeds().size() < 2) {
      why.add("one seed cannot be tested");
    }
    if (analysis.design().reference().isEmpty()) {
      why.add("no reference is set");
    } else if (Comparison.withBest(analysis).isEmpty()) {
      boolean results =
          analysis.groups().stream().mapToInt(group -> group.n(State.FINISHED)).sum() > 0;
      why.add(results ? "there is nothing to compare" : "no run finished");
    }
    return String.join(", and ", why);
  }
}

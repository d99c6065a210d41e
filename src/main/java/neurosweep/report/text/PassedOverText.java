package neurosweep.report.text;

import java.util.List;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Group.PassedOver;

/** What tables say of configurations that looked better than what was selected. */
public final class PassedOverText {
  /** Groups that a note names. */
  private static final int MOST_NAMED = 2;

  private PassedOverText() {}

  /** A mean over the runs that finished, and which others there are. */
  public static String words(PassedOver each) {
    return NumberText.real(each.configuration().selected().mean())
        + " ("
        + each.faults().entrySet().stream()
            .map(fault -> fault.getKey() + ": " + seeds(fault.getValue()))
            .collect(Collectors.joining("; "))
        + ")";
  }

  private static String seeds(List<Long> seeds) {
    return (seeds.size() == 1 ? "seed " : "seeds ")
        + seeds.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /**
   * A clause for the note of a table that shows what was selected, where something else had a
   * better mean; else nothing. Groups whose runs have not all ended are told of elsewhere.
   */
  public static List<String> clause(Analysis analysis) {
    List<Group> groups =
        analysis.groups().stream()
            .filter(group -> group.complete() && group.chosen().isPresent())
            .filter(group -> group.passedOver().isPresent())
            .toList();
    if (groups.isEmpty()) {
      return List.of();
    }
    if (groups.size() > MOST_NAMED) {
      int all = analysis.groups().size();
      return List.of("better but passed over: in " + groups.size() + " of " + all + " groups");
    }
    return List.of(
        groups.stream()
            .map(group -> said(analysis, group))
            .collect(Collectors.joining(", ", "better but passed over: ", "")));
  }

  private static String said(Analysis analysis, Group group) {
    String words = words(group.passedOver().orElseThrow());
    return GroupColumns.of(analysis).axes().isEmpty()
        ? words
        : GroupColumns.of(analysis).words(group) + " " + words;
  }
}

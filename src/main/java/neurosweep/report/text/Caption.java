package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.core.Split;
import neurosweep.experiment.command.Definition;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Growth;
import neurosweep.result.Headline;

/** Parts of what tables and figures say about themselves, from the design and the counts. */
public final class Caption {
  /** Characters of a change; provenance has them all. */
  private static final int MOST_SHOWN = 120;

  private Caption() {}

  /** A key that LaTeX and HTML accept. */
  public static String label(Design design, String table) {
    return "tab:" + (design.sweep() + "-" + table).replaceAll("[^A-Za-z0-9-]+", "-");
  }

  /** Whether a headline's peak was picked on the very examples that it is reported on. */
  public static boolean optimistic(Design design, Headline shown) {
    boolean test = design.split(shown.peak()).filter(Split.TEST::equals).isPresent();
    return test && !shown.last().isEmpty() && !design.validates();
  }

  /** What a table over groups is about: there is a choice only where axes are selected over. */
  public static String chosen(Analysis analysis) {
    if (!analysis.search().trials().isEmpty()) {
      return SearchText.chosen(analysis);
    }
    return chooses(analysis) ? "the selected configuration of each group" : "each configuration";
  }

  /** What is shown where every result is, which are those that a search kept. */
  public static String every(Design design) {
    return design.select().searched().givesUp()
        ? "every configuration that the search kept"
        : "every configuration";
  }

  /** Whether a group holds more than one configuration. */
  public static boolean chooses(Analysis analysis) {
    return analysis.design().select().searched().applies()
        || analysis.groups().stream().anyMatch(group -> group.configurations().size() > 1);
  }

  /** What every table has to say that is not as a reader expects; each with a blank in front. */
  public static String warnings(Analysis analysis) {
    StringBuilder text = new StringBuilder();
    if (!analysis.completeness().complete()) {
      text.append(' ').append(analysis.completeness().notice()).append('.');
    }
    text.append(missing(analysis)).append(changed(analysis));
    String mixed = analysis.builds().sentence();
    return text.append(mixed.isEmpty() ? "" : " ").append(mixed).toString();
  }

  /** By which metric and which of its ends a configuration is selected. */
  public static String selected(Design design) {
    String set =
        design
            .split(design.select().metric())
            .map(split -> " (" + split.label() + " set)")
            .orElse("");
    return "the " + best(design) + set;
  }

  /** What is best of the metric that selects, without an article. */
  public static String best(Design design) {
    String end = design.select().goal() == Goal.MAX ? "greatest" : "least";
    return end + " mean " + design.label(design.select().metric());
  }

  /** Diverged runs of those with a result, steps on the way of a search included. */
  public static String share(Analysis analysis) {
    long diverged = analysis.ended(State.DIVERGED);
    long runs = diverged + analysis.ended(State.FINISHED);
    return String.format(Locale.ROOT, "%,d of %,d", diverged, runs);
  }

  /** What was changed by somebody who could have seen results. */
  private static String changed(Analysis analysis) {
    List<Growth> after =
        analysis.provenance().growth().stream().filter(Growth::afterResults).toList();
    if (after.isEmpty()) {
      return "";
    }
    String last = String.join("; ", after.get(after.size() - 1).changes());
    return " Changed after results were tabulated ("
        + (after.size() == 1 ? "" : after.size() + " times, at last ")
        + (last.length() <= MOST_SHOWN ? last : last.substring(0, MOST_SHOWN) + "…")
        + "): p values do not account for it.";
  }

  /** Configurations without a single outcome, which nothing else would tell of. */
  private static String missing(Analysis analysis) {
    long missing = analysis.missingConfigurations();
    Design.Grid grid = analysis.design().grid();
    return missing == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " Not shown, since none of their runs has ended: %,d of %,d configurations.",
            missing,
            grid.cells() / Math.max(1, grid.seeds().size()));
  }

  /** The axes that leave no choice, which have no column, with their values. */
  public static String fixed(Analysis analysis) {
    List<String> fixed = new ArrayList<>();
    analysis
        .constant()
        .forEach(
            (axis, value) -> {
              if (value != null && !Definition.names(axis.name())) {
                fixed.add(axis.label() + " = " + axis.text(value) + unit(axis));
              }
            });
    return String.join(", ", fixed);
  }

  private static String unit(Axis axis) {
    return axis.unit().isEmpty() ? "" : " " + axis.unit();
  }

  /** The headline values that were picked on the test set, or nothing. */
  public static String optimism(Analysis analysis) {
    return analysis.headline().stream()
        .filter(each -> optimistic(analysis.design(), each))
        .map(each -> "peak " + each.label())
        .collect(Collectors.joining(", "));
  }
}

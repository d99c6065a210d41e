package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.GridScores;
import neurosweep.analysis.Group;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.core.Split;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Headline;
import neurosweep.result.Select;
import neurosweep.statistics.SplitSeeds;

/** What a table says about itself, from the design and the counts. */
public final class Caption {
  /** Where an interval of an accuracy, which may be wide over few seeds, would leave [0, 1]. */
  public static final String CUT = " Intervals of accuracies are cut at 0 and 1.";

  private static final int LISTED_VALUES = 12;

  private Caption() {}

  /** A key that LaTeX and HTML accept. */
  public static String label(Design design, String table) {
    return "tab:" + (design.sweep() + "-" + table).replaceAll("[^A-Za-z0-9-]+", "-");
  }

  /** How every caption begins. */
  public static String begin(Design design) {
    return design.sweep() + ", " + design.experiment();
  }

  /** Whether a headline's peak was picked on the very examples that it is reported on. */
  public static boolean optimistic(Design design, Headline shown) {
    boolean test = design.split(shown.peak()).filter(Split.TEST::equals).isPresent();
    return test && !shown.last().isEmpty() && !design.validates();
  }

  /** What the main table says of itself. */
  public static String main(Analysis analysis, Headline shown) {
    Design design = analysis.design();
    StringBuilder text = new StringBuilder(begin(design));
    text.append(": ").append(shown.label()).append(" of the best configuration of each group");
    text.append(". ").append(selection(design));
    text.append(" Entries are mean ± SD over the n finished seeds, with the 95 % t interval of");
    text.append(" the first mean").append(shown.at().isEmpty() ? "" : " and the mean epoch of it");
    text.append('.').append(cut(analysis, List.of(shown.peak())));
    text.append(seeds(design)).append(diverged(analysis));
    text.append(" Diverged: of the runs of the selected configuration, or of the group's where");
    text.append(" none is selected.").append(missing(analysis)).append(fixed(analysis));
    text.append(optimism(analysis));
    return text.append(TestCaption.bold(analysis)).toString();
  }

  /** Says so where a selected configuration has an interval that would leave [0, 1]. */
  private static String cut(Analysis analysis, List<String> metrics) {
    boolean any =
        analysis.groups().stream()
            .flatMap(group -> group.chosen().stream())
            .anyMatch(each -> metrics.stream().anyMatch(metric -> each.sample(metric).cut()));
    return any ? CUT : "";
  }

  /** What the table of details says of itself. */
  public static String details(Analysis analysis) {
    Design design = analysis.design();
    List<String> metrics =
        analysis.headline().stream().flatMap(shown -> shown.metrics().stream()).toList();
    StringBuilder text = new StringBuilder(begin(design));
    text.append(": what the selected configuration of each group measured. ");
    text.append(selected(design));
    text.append(" Mean, SD with n - 1, 95 % t interval of the mean (low, high), median and range");
    text.append(" over the n finished seeds.");
    text.append(cut(analysis, metrics)).append(seeds(design)).append(diverged(analysis));
    if (analysis.showsChance()) {
      text.append(" Diverged at chance: a mean that counts diverged runs at the chance level");
      text.append(" (intention to treat).");
    }
    return text.append(missing(analysis)).append(optimism(analysis)).toString();
  }

  /** What the table of the selection says of itself; values are the metrics that it shows. */
  public static String selected(Analysis analysis, List<String> values) {
    Design design = analysis.design();
    StringBuilder text = new StringBuilder(begin(design));
    text.append(": the selection protocol. ").append(selection(design));
    text.append(" Values are means over the finished seeds of the selected configuration.");
    if (values.size() > 1) {
      text.append(" Gap: ").append(values.get(0)).append(" minus ").append(values.get(1));
      text.append('.');
    }
    text.append(" Split seeds: ").append(design.label(design.select().metric()));
    text.append(" of the configuration that is best on one half of the seeds, on that half");
    text.append(" (choosing) and on the other (reporting, with the odd seed), averaged over");
    text.append(
        design.grid().seeds().size() <= SplitSeeds.MOST_SEEDS
            ? " all balanced splits"
            : " a fixed set of balanced splits");
    text.append("; optimism: how much better the choosing half looks. Of: configurations with a");
    text.append(" value for every seed, which alone are split, of all in the group.");
    text.append(seeds(design)).append(diverged(analysis)).append(missing(analysis));
    return text.append(optimism(analysis)).toString();
  }

  /** What the table of robustness says of itself. */
  public static String robustness(Analysis analysis) {
    Design design = analysis.design();
    String metric = design.select().metric();
    StringBuilder text = new StringBuilder(begin(design));
    text.append(": how much the axes selected over matter, by ")
        .append(design.label(metric))
        .append("; ");
    text.append(scores(design)).append('.');
    text.append(" Within: configurations without a diverged run whose score is at most ");
    text.append(design.isShare(metric) ? "1 percentage point" : "10 % of the best");
    text.append(" worse than the group's best. Stable: finished and stable runs of those with a");
    text.append(
        " result. Diverged: runs, with a 95 % Wilson interval of their share. Median: of the scores. Best of k: the expected best score of k");
    text.append(" configurations drawn without replacement (unbiased). By: share of the variance");
    text.append(" of the scores that an axis explains by itself, where the grid is full.");
    return text.append(seeds(design)).append(missing(analysis)).toString();
  }

  /** What the table of main effects says of itself. */
  public static String effects(Analysis analysis) {
    Design design = analysis.design();
    return begin(design)
        + ": main effects on "
        + design.label(design.select().metric())
        + " in the groups whose grid is full; "
        + scores(design)
        + "."
        + seeds(design);
  }

  /** What {@link GridScores} are, without a full stop. */
  public static String scores(Design design) {
    return "the score of a configuration is its mean over the seeds, with diverged runs "
        + (design.chance().isPresent()
            ? "at chance"
            : "as bad as the worst finished run of the group, though they may be worse")
        + "; configurations without a result for every seed have none";
  }

  /** What the table of every knob says of itself. */
  public static String hyperParameters(Analysis analysis) {
    Design design = analysis.design();
    return begin(design)
        + ": every knob, named as in the job. Compared: its values tell groups apart. Selected over: the best value is"
        + " chosen in each group; in brackets in how many of "
        + analysis.groups().size()
        + " groups. "
        + selected(design)
        + seeds(design);
  }

  /** What the table of failures says of itself. */
  public static String failures(Analysis analysis) {
    return begin(analysis.design())
        + ": runs that did not finish, by how they ended and why."
        + seeds(analysis.design());
  }

  /** What the table of every configuration says of itself. */
  public static String grid(Analysis analysis, Headline shown) {
    Design design = analysis.design();
    StringBuilder text = new StringBuilder(begin(design));
    text.append(": every configuration, ");
    text.append(
        shown.last().isEmpty()
            ? "mean " + shown.label()
            : "mean peak / mean final " + shown.label());
    text.append(" over the finished seeds. Bold: the selected configuration of each group. ");
    text.append(selected(design)).append(seeds(design)).append(diverged(analysis));
    text.append(missing(analysis)).append(fixed(analysis)).append(optimism(analysis));
    Set<Axis> constant = analysis.constant().keySet();
    List<Axis> over = design.over().stream().filter(axis -> !constant.contains(axis)).toList();
    if (!over.isEmpty()) {
      text.append(" Selected over ");
      text.append(over.stream().map(Caption::values).collect(Collectors.joining("; ")));
      text.append('.');
    }
    return text.toString();
  }

  private static String values(Axis axis) {
    List<Object> values = axis.values();
    String name = Heading.of(axis).text();
    if (values.isEmpty()) {
      return name + " as drawn by the search";
    }
    if (values.size() > LISTED_VALUES) {
      return name
          + ": "
          + values.size()
          + " values from "
          + axis.text(values.get(0))
          + " to "
          + axis.text(values.get(values.size() - 1));
    }
    return name + ": " + values.stream().map(axis::text).collect(Collectors.joining(", "));
  }

  private static String measure(Design design) {
    Select select = design.select();
    String set =
        design
            .split(select.metric())
            .map(split -> ", measured on the " + split.label() + " set")
            .orElse("");
    String end = select.goal() == Goal.MAX ? "greatest" : "least";
    return "Selected by the " + end + " mean " + design.label(select.metric()) + set;
  }

  /** The rule of selection in brief; {@link #selection} has it whole. */
  public static String selected(Design design) {
    return measure(design)
        + switch (design.select().stable()) {
          case FINISHED -> ", of the configurations whose runs all finished.";
          case REQUIRED -> ", of the configurations that were stable for every seed.";
          case PREFERRED -> ", configurations that were stable for every seed first.";
          case IGNORED -> ".";
        };
  }

  /** The rule of selection, whole. */
  public static String selection(Design design) {
    Select select = design.select();
    String rule =
        switch (select.stable()) {
          case FINISHED -> "; only configurations whose every planned seed finished are eligible";
          case REQUIRED ->
              "; only configurations whose every planned seed finished and was stable are eligible";
          case PREFERRED ->
              "; configurations whose every planned seed finished and was stable go first, then"
                  + " those with more finished seeds";
          case IGNORED -> "; configurations with more finished seeds go first";
        };
    return measure(design) + rule + ", ties by the order of the axes.";
  }

  /** What varies from run to run; a sentence with a blank in front. */
  public static String seeds(Design design) {
    int seeds = design.grid().seeds().size();
    return " The factor of variability is the seed ("
        + seeds
        + " planned"
        + (seeds == 1 ? ", so there is no spread)." : ").");
  }

  /** What happens to diverged runs, where there are any. */
  private static String diverged(Analysis analysis) {
    int diverged = analysis.groups().stream().mapToInt(group -> group.n(State.DIVERGED)).sum();
    return diverged == 0
        ? ""
        : " Diverged runs are excluded from the means and counted: " + share(analysis) + ".";
  }

  /** Diverged runs of those with a result. */
  public static String share(Analysis analysis) {
    int runs = analysis.groups().stream().mapToInt(Group::results).sum();
    int diverged = analysis.groups().stream().mapToInt(group -> group.n(State.DIVERGED)).sum();
    return String.format(Locale.ROOT, "%,d of %,d", diverged, runs);
  }

  /** Configurations without a single outcome, which nothing else would tell of. */
  public static String missing(Analysis analysis) {
    Design.Grid grid = analysis.design().grid();
    long planned = grid.cells() / Math.max(1, grid.seeds().size());
    long begun = analysis.groups().stream().mapToLong(group -> group.configurations().size()).sum();
    return begun >= planned
        ? ""
        : String.format(
            Locale.ROOT,
            " Not shown, since none of their runs has ended: %,d of %,d configurations.",
            planned - begun,
            planned);
  }

  /** The axes that leave no choice, which have no column. */
  public static String fixed(Analysis analysis) {
    List<String> fixed = new ArrayList<>();
    analysis
        .constant()
        .forEach(
            (axis, value) -> {
              if (value != null) {
                String unit = axis.unit().isEmpty() ? "" : " " + axis.unit();
                fixed.add(axis.label() + " = " + axis.text(value) + unit);
              }
            });
    return fixed.isEmpty() ? "" : " Everywhere " + String.join(", ", fixed) + ".";
  }

  /** Which peaks were picked on the test set; a sentence with a blank in front, or nothing. */
  public static String optimism(Analysis analysis) {
    String shown =
        analysis.headline().stream()
            .filter(each -> optimistic(analysis.design(), each))
            .map(each -> "peak " + each.label())
            .collect(Collectors.joining(", "));
    return shown.isEmpty()
        ? ""
        : " Optimistic, since picked on the test set itself: " + shown + ".";
  }
}

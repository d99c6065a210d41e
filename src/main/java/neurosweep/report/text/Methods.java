package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.analysis.Sample;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.core.Stable;
import neurosweep.experiment.Program;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.result.Provenance;
import neurosweep.result.Select;
import neurosweep.statistics.Differences;
import neurosweep.statistics.Equivalence;
import neurosweep.statistics.Looks;
import neurosweep.statistics.Power;
import neurosweep.statistics.SplitSeeds;

/**
 * What all tables and figures of a sweep share, said once: how configurations were selected, what
 * entries and tests mean, what no number contains.
 */
public final class Methods {
  private static final double POWER = 0.8;

  private final Analysis analysis;
  private final Design design;
  private final List<Paragraph> paragraphs = new ArrayList<>();

  /**
   * A paragraph.
   *
   * @param title a word or two
   * @param text whole sentences
   */
  public record Paragraph(String title, String text) {}

  private Methods(Analysis analysis) {
    this.analysis = analysis;
    this.design = analysis.design();
  }

  /** The paragraphs that apply to a sweep, in order. */
  public static List<Paragraph> of(Analysis analysis) {
    return new Methods(analysis).paragraphs();
  }

  private void add(String title, String text) {
    if (!text.isEmpty()) {
      paragraphs.add(new Paragraph(title, text));
    }
  }

  private List<Paragraph> paragraphs() {
    add("Sweep", sweep());
    add("Claims", design.claims().isEmpty() ? "" : ClaimText.methods());
    add("Search", SearchText.methods(analysis));
    add("Selection", Caption.chooses(analysis) ? selection() : "");
    add("Entries", entries());
    add("Seeds", seeds());
    add("Diverged runs", diverged());
    add("Best", best());
    if (!Comparison.withReference(analysis).isEmpty()) {
      add("Paired tests", paired());
      add("Verdicts", verdicts());
      add("Looks", looks());
      add("Power", power());
    }
    if (Caption.chooses(analysis)) {
      add("Split seeds", split());
      add("Robustness", design.select().searched().fair() ? robustness() : "");
    }
    add("Optimism", optimism());
    return paragraphs;
  }

  private String sweep() {
    StringBuilder text = new StringBuilder();
    text.append("Experiment ").append(design.experiment()).append(origin()).append(". ");
    text.append(analysis.completeness().notice()).append('.');
    String fixed = Caption.fixed(analysis);
    text.append(fixed.isEmpty() ? "" : " Everywhere " + fixed + ".");
    for (Axis axis : design.over()) {
      if (!analysis.constant().containsKey(axis)) {
        text.append(" Selected over ").append(values(axis)).append('.');
      }
    }
    return text.toString();
  }

  /** Of trials that another tool has run. */
  private String origin() {
    Map<String, String> program = analysis.provenance().program();
    if (!program.containsKey(Provenance.IMPORTED_FILE)) {
      return "";
    }
    String notes = program.getOrDefault(Provenance.IMPORTED_NOTES, "");
    return ": trials run by another tool, from "
        + program.get(Provenance.IMPORTED_FILE)
        + " (format "
        + program.get(Provenance.IMPORTED_FROM)
        + ")"
        + (notes.isEmpty() ? "" : "; " + notes);
  }

  private String values(Axis axis) {
    List<Object> values = axis.values();
    String name = TableText.Heading.of(axis).text();
    if (values.isEmpty()) {
      return name + " " + SearchText.drawn(design, axis);
    }
    return values.size() <= 12
        ? name + ": " + String.join(", ", values.stream().map(axis::text).toList())
        : name + ": " + axis.range();
  }

  private String selection() {
    Select select = design.select();
    String rule =
        switch (select.stable()) {
          case FINISHED -> "Only configurations whose every planned seed finished are eligible";
          case REQUIRED ->
              "Only configurations whose every planned seed finished and was stable are eligible";
          case PREFERRED ->
              "Configurations whose every planned seed finished and was stable go first, then those"
                  + " with more finished seeds";
          case IGNORED -> "Configurations with more finished seeds go first";
        };
    boolean flags = select.stable() == Stable.REQUIRED || select.stable() == Stable.PREFERRED;
    String judged =
        design
            .stable()
            .filter(flag -> flags)
            .flatMap(design::split)
            .map(split -> " Stability is judged on the " + split.label() + " set.")
            .orElse("");
    return "In each group the configuration with "
        + Caption.selected(design)
        + " is selected, ties by the order of the axes. "
        + (design.comparesWhatSelects()
            ? ""
            : "What is selected is compared by " + design.label(design.compared()) + ". ")
        + rule
        + "."
        + judged
        + " Arrows mark values at the edge of what was tried in the group: ↓ the least, ↑ the"
        + " greatest; the best may lie beyond."
        + (analysis.search().trials().isEmpty()
            ? ""
            : " Whatever the search tried counts for this, also what it gave up.");
  }

  private String entries() {
    boolean cut =
        analysis.headline().stream()
            .flatMap(shown -> shown.metrics().stream())
            .anyMatch(design::isShare);
    return "Mean ± SD (with n - 1) over the n finished seeds, with the 95 % t interval of the mean."
        + (cut ? " Intervals of accuracies are cut at 0 and 1." : "");
  }

  private String seeds() {
    int seeds = design.grid().seeds().size();
    String data =
        analysis.provenance().data().keySet().stream().allMatch(Program::isTitle)
            ? ""
            : " The data, their subset and their split are the same for every seed, so that no SD,"
                + " interval or test contains the variance of the data.";
    return "The factor of variability is the seed ("
        + seeds
        + " planned"
        + (seeds == 1 ? ", so there is no spread)." : ").")
        + data;
  }

  private String diverged() {
    if (analysis.ended(State.DIVERGED) == 0) {
      return "";
    }
    return "Diverged runs are excluded from means and counted: "
        + Caption.share(analysis)
        + "."
        + (analysis.showsChance()
            ? " Diverged at chance: a mean that counts them at the chance level (intention to"
                + " treat)."
            : "");
  }

  private String best() {
    String refused = BestMarks.refused(analysis);
    if (!refused.isEmpty()) {
      return "Nothing is bold: " + refused + ".";
    }
    return "Bold: the best "
        + design.label(design.compared())
        + (GroupColumns.of(analysis).axes().size() > 1
            ? " among the values of " + design.referenceAxis().orElseThrow().label()
            : "")
        + ". A dagger: not distinguished from the best by its own paired t test at 5 %, whatever"
        + " other rows there are; this is no evidence that they are equal. p (best): of that test,"
        + " Holm-adjusted over the tests of the setting. Incomplete groups are excluded.";
  }

  private String paired() {
    int n = design.grid().seeds().size();
    StringBuilder text = new StringBuilder();
    text.append(
        "Differences are paired by seed: cells that share a seed share "
            + design.kind().shared()
            + ". ");
    if (Comparison.withReference(analysis).stream().anyMatch(Comparison::hasMoreAxes)) {
      text.append("Sides agree in every axis that the reference has; what it lacks, such as a");
      text.append(" setting of another rule, tells nothing apart. ");
    }
    text.append(design.comparedGoal() == Goal.MAX ? "Positive" : "Negative");
    text.append(" is better. p: two-sided paired t test. p adj.: Holm's adjustment over ");
    text.append(tests()).append(". p flip: exact sign-flip test over all 2^n assignments");
    text.append(
        n > Differences.MOST_FLIPPED
            ? ", left out beyond " + Differences.MOST_FLIPPED + " pairs"
            : String.format(
                Locale.ROOT,
                ", at least %s with %d %s",
                NumberText.p(Differences.leastSignFlip(n)),
                n,
                n == 1 ? "pair" : "pairs"));
    text.append(
        ". d_z: mean difference in SDs of the differences; g_z: with Hedges' correction for");
    text.append(" few pairs.");
    return text.append(
            Caption.chooses(analysis)
                ? " Both configurations were selected on the same seeds that are compared."
                : "")
        .toString();
  }

  private String tests() {
    long tests =
        Comparison.withReference(analysis).stream().filter(each -> each.p().isPresent()).count();
    return tests == 1 ? "the only test of the table" : "the " + tests + " tests of the table";
  }

  private String verdicts() {
    double margin = design.tables().margin();
    if (margin == 0) {
      return "Different where p adj. is below 0.05, otherwise inconclusive. No equivalence margin is"
          + " set, so nothing can be called equivalent.";
    }
    String shown =
        design.isShare(design.compared())
            ? NumberText.size(margin, true) + " pp"
            : AxisText.of(margin);
    return "At the margin of "
        + shown
        + ": p eq. is the larger p of two one-sided paired t tests, below 0.05 where the 90 %"
        + " interval lies within the margin; p eq. adj. is Holm's adjustment over "
        + tests()
        + ". Equivalent where p eq. adj. is below 0.05, different where p adj."
        + " is, different within the margin where both are, otherwise inconclusive, which is not"
        + " the same as equivalent. Intervals are not adjusted.";
  }

  /** How the level is divided among the looks of a schedule. */
  private String looks() {
    Looks looks = design.tables().looks();
    int n = design.grid().seeds().size();
    if (looks.look(n).isEmpty()) {
      return "";
    }
    double level = looks.level(n);
    return String.format(
        Locale.ROOT,
        "Seeds were added by a schedule that was declared: looks at %s seeds. This is look %d, whose"
            + " tests have %s of the 5 %% (%s spending, by increments): every p is multiplied by %s"
            + " before other adjustments. Intervals are not adjusted.",
        looks.seeds().stream().map(Object::toString).collect(Collectors.joining(", ")),
        looks.look(n).get() + 1,
        NumberText.p(level),
        looks.spending().label(),
        NumberText.p(Equivalence.LEVEL / level));
  }

  /** The smallest difference that the tests could have found, with the spread that was seen. */
  private String power() {
    int n = design.grid().seeds().size();
    List<Comparison> tested =
        Comparison.withReference(analysis).stream().filter(each -> each.p().isPresent()).toList();
    if (n < 2 || tested.isEmpty()) {
      return "";
    }
    double detectable = Power.detectable(n, Equivalence.LEVEL, POWER);
    double sd =
        Sample.of(tested.stream().mapToDouble(each -> each.differences().get().sd()).toArray())
            .median();
    boolean accuracy = design.isShare(design.compared());
    return String.format(
        Locale.ROOT,
        "With %d pairs a two-sided paired t test at 5 %%, unadjusted, finds a true difference of"
            + " %.2f SD with a probability of 80 %%; with the median SD of the differences that is"
            + " %s%s.",
        n,
        detectable,
        NumberText.size(detectable * sd, accuracy),
        accuracy ? " pp" : "");
  }

  private String split() {
    if (design.select().searched().givesUp()) {
      return "Left out: the search kept configurations by the seeds that would be split, so that the"
          + " optimism among them would look too small.";
    }
    boolean all = design.grid().seeds().size() <= SplitSeeds.MOST_SEEDS;
    return "The configuration that is best on one half of the seeds, by "
        + design.label(design.select().metric())
        + " on that half (choosing) and on the other (reporting, with the odd seed), averaged over "
        + (all ? "all balanced splits" : "a fixed set of balanced splits")
        + "; optimism: how much better the choosing half looks. Only configurations with a value for"
        + " every seed are split."
        + SearchText.biased(design);
  }

  private String robustness() {
    return "The score of a configuration is its mean over the seeds, with diverged runs "
        + (design.chance().isPresent()
            ? "at chance"
            : "as bad as the worst finished run of the group, though they may be worse")
        + "; configurations without a result for every seed have none. Within: configurations"
        + " without a diverged run whose score is at most "
        + (design.isShare(design.select().metric()) ? "1 percentage point" : "10 % of the best")
        + " worse than the group's best. Stable: finished and stable runs of those with a result."
        + " Diverged: with the 95 % Wilson interval of their share. Best of k: the expected best"
        + " score of k configurations drawn without replacement."
        + (SearchText.drawn(analysis).isEmpty()
            ? " By: share of the variance of the scores that an axis explains by itself, where the grid"
                + " is full."
            : "");
  }

  private String optimism() {
    String shown = Caption.optimism(analysis);
    String picked =
        shown.isEmpty() ? "" : "Optimistic, since picked on the test set itself: " + shown + ". ";
    String flattered =
        Caption.chooses(analysis) && design.comparesWhatSelects()
            ? "Configurations are compared by the very values that selected them, which flatters the"
                + " best of many."
            : "";
    return (picked + flattered).strip();
  }
}

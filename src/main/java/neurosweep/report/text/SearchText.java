package neurosweep.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.SearchRecord;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Searched;

/** What tables, figures and the page say of a search. */
public final class SearchText {
  /** Groups that a note names. */
  private static final int MOST_NAMED = 3;

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  /** In which all times of a search are told: one for its caption and its columns. */
  public enum Unit {
    SECONDS("core-seconds", 1, "%.2g", "%.2g"),
    MINUTES("core-minutes", MINUTE, "%.1f", "%.2f"),
    HOURS("core-hours", HOUR, "%.2f", "%.2f"),
    MANY_HOURS("core-hours", HOUR, "%,.0f", "%,.1f");

    private final String words;
    private final double seconds;
    private final String brief;
    private final String exact;

    Unit(String words, double seconds, String brief, String exact) {
      this.words = words;
      this.seconds = seconds;
      this.brief = brief;
      this.exact = exact;
    }

    /** Its name. */
    public String words() {
      return words;
    }

    /** Seconds as a column has them. */
    public String column(double time) {
      return String.format(Locale.ROOT, exact, time / seconds);
    }

    private String text(double time) {
      return String.format(Locale.ROOT, brief, time / seconds) + " " + words;
    }
  }

  private SearchText() {}

  private static Searched searched(Analysis analysis) {
    return analysis.design().select().searched();
  }

  /** What a table over groups is about. */
  static String chosen(Analysis analysis) {
    SearchRecord search = analysis.search();
    List<Long> counts =
        search.groups(analysis.groups()).stream().map(search::configurations).distinct().toList();
    return String.format(
        Locale.ROOT,
        counts.size() == 1
            ? "the configuration that %s selected among %,d in each group"
            : "the configuration that %s selected in each group, among %,d in all",
        searched(analysis).label(),
        counts.size() == 1 ? counts.get(0) : search.configurations());
  }

  /**
   * Groups of which nothing became a result, each in words; a count of them where they are many.
   */
  public static List<String> vanished(Analysis analysis) {
    List<Group> lost = lost(analysis);
    if (lost.size() > MOST_NAMED) {
      int all = analysis.search().groups(analysis.groups()).size();
      return List.of(
          "in " + lost.size() + " of " + all + " groups no configuration " + end(analysis));
    }
    List<String> words = new ArrayList<>();
    for (Group group : lost) {
      words.add(
          String.format(
              Locale.ROOT,
              "%s: none of %,d configurations %s",
              GroupColumns.of(analysis).words(group),
              analysis.search().configurations(group),
              end(analysis)));
    }
    return words;
  }

  /** The same as a sentence with a blank in front, or nothing. */
  public static String note(Analysis analysis) {
    String words = String.join("; ", vanished(analysis));
    boolean counted = lost(analysis).size() > MOST_NAMED; // a name begins as it is written
    String begun = counted ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
    return words.isEmpty() ? "" : " " + begun + ".";
  }

  private static String end(Analysis analysis) {
    return analysis.search().byBudget() ? "reached the full budget" : "has all seeds";
  }

  private static List<Group> lost(Analysis analysis) {
    return analysis.search().trials().isEmpty()
        ? List.of()
        : analysis.search().groups(analysis.groups()).stream()
            .filter(group -> group.configurations().isEmpty())
            .toList();
  }

  /** What it cost, against training everything to the end where something was given up. */
  public static String cost(Analysis analysis) {
    double spent = analysis.search().seconds();
    double full = analysis.fullSearchSeconds();
    String all = unit(analysis).text(spent);
    return Double.isNaN(full)
        ? all
        : all
            + " against about "
            + unit(analysis).text(full)
            + " with every configuration trained in full";
  }

  /** The one that fits what was spent and what it is compared with. */
  public static Unit unit(Analysis analysis) {
    double spent = analysis.search().seconds();
    double full = analysis.fullSearchSeconds();
    double most = Double.isNaN(full) ? spent : Math.max(spent, full);
    return most < MINUTE
        ? Unit.SECONDS
        : most < HOUR ? Unit.MINUTES : most < 100 * HOUR ? Unit.HOURS : Unit.MANY_HOURS;
  }

  /** What the stages of a search differ in, as readers call it. */
  public static String stage(Design design) {
    Searched searched = design.select().searched();
    return searched.bySeeds() ? "seeds" : design.said(searched.budget());
  }

  /** How the values of an axis come about that are not listed. */
  public static String drawn(Design design, Axis axis) {
    String range = design.select().searched().ranges().getOrDefault(axis.name(), "");
    return range.isEmpty() ? "drawn by the search" : "drawn from " + range;
  }

  /** The axes selected over whose values were drawn, no two configurations with the same one. */
  public static List<Axis> drawn(Analysis analysis) {
    return analysis.design().over().stream()
        .filter(axis -> axis.values().isEmpty() && !analysis.constant().containsKey(axis))
        .toList();
  }

  /** A sentence with a blank in front where split seeds flatter the search, else nothing. */
  public static String biased(Design design) {
    Searched searched = design.select().searched();
    return searched.fair() || searched.givesUp()
        ? ""
        : " The search drew by the seeds that are split, so that the optimism looks too small.";
  }

  /** A sentence with a blank in front where results are what a search kept, else nothing. */
  public static String kept(Design design) {
    return design.select().searched().givesUp() ? " Only what the search kept is drawn." : "";
  }

  /** One line for the head of the page. */
  public static String line(Analysis analysis) {
    SearchRecord search = analysis.search();
    return String.format(
        Locale.ROOT,
        "%s: %,d configurations in %,d cells, %s",
        searched(analysis).described(),
        search.configurations(),
        search.trials().size(),
        cost(analysis));
  }

  /** Why there is no table or figure that supposes a grid or a fair sample; empty if there is. */
  public static String unfair(Analysis analysis) {
    Searched searched = searched(analysis);
    if (searched.fair()) {
      return "";
    }
    return searched.givesUp()
        ? "the search gave configurations up, and those that it kept are no sample of all"
        : "the search drew where values were better, and its configurations are no fair sample";
  }

  /** A paragraph for the methods. */
  static String methods(Analysis analysis) {
    if (!searched(analysis).applies()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("Configurations were found by ").append(searched(analysis).described());
    if (!analysis.search().trials().isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              ": %,d configurations in %,d cells",
              analysis.search().configurations(),
              analysis.search().trials().size()));
      text.append(", ").append(cost(analysis));
    }
    text.append('.');
    if (searched(analysis).givesUp()) {
      text.append(
          " Only configurations at the full budget with all seeds are results; what was given up on"
              + " the way is in the tables search, importance and failures, and counts for the edges.");
    }
    text.append(
        " The selected configuration is the best of many on the seeds that are reported, so that its"
            + " value flatters if the same examples select and report; no interval or test is"
            + " adjusted for the search.");
    String unfair = unfair(analysis);
    if (!unfair.isEmpty()) {
      text.append(" Robustness, main effects and expected best are left out, since ");
      text.append(unfair).append('.');
    }
    return text.append(note(analysis)).toString();
  }
}

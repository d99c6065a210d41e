package neurosweep.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.ClaimVerdicts;
import neurosweep.core.Outcome.State;
import neurosweep.core.Split;
import neurosweep.report.text.Caption;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * Answers to the questions of the NeurIPS paper checklist that concern experiments, as far as this
 * program knows them. What only the authors know is left to them, and says so.
 */
final class Checklist {
  private static final String OPTIMISTIC =
      "The choice was made on the test set, so the chosen values are optimistic: say so.";

  private static final String INTERVALS =
      "Tables state mean ± standard deviation (with n - 1) and the 95 % t interval of the mean;"
          + " figures show a point for each seed and that interval. Both assume that the values of"
          + " the seeds are about normal.";

  private static final String DRAWN =
      "initial weights, order of examples and whatever else the experiment draws";

  private static final List<String> COMPUTED =
      List.of(
          "The whole job is on this page under Provenance, and every knob that it leaves out has the"
              + " default of the code version stated there.",
          "Random streams are named by seed and purpose; a cell gives the same bits whatever the"
              + " number of cores, the order and the attempt, on one linear-algebra backend.",
          "Every cell has a key made of its knobs, its seed and the digest of its data; the same"
              + " command on the same data gives the same keys.");

  private static final String ELSEWHERE =
      "Trials were run by another tool, and imported from a file that is on this page under"
          + " Provenance with its SHA-256; how they were computed is not known to this program, fill"
          + " in.";

  private final Analysis analysis;
  private final Design design;
  private final Cells cells;
  private final Origin origin;

  Checklist(Analysis analysis, Cells cells, Origin origin) {
    this.analysis = analysis;
    this.design = analysis.design();
    this.cells = cells;
    this.origin = origin;
  }

  /** What the template leaves open; the questions and most answers are in it. */
  void fill(Template page) {
    int seeds = design.grid().seeds().size();
    Optional<Split> split = design.split(design.select().metric());
    boolean onTest = split.filter(Split.TEST::equals).isPresent() && !varied(true).isEmpty();
    page.text("experiment", design.experiment())
        .text("compared", text(Overview.axes(design, varied(false)), "nothing"))
        .text("searched", text(Overview.axes(design, varied(true)), "nothing"))
        .text("fixed", text(Caption.fixed(analysis), "nothing"))
        .text("fixedOrNone", text(Caption.fixed(analysis), "nothing fixed"))
        .text("metric", design.label(design.select().metric()))
        .text("reproducible", answer(unknownOrigins()))
        .text("settings", answer(origin.job().isBlank() ? "the job is not recorded" : ""))
        .text("code", text(pairs(origin.provenance().program()), "no version is recorded"))
        .items("data", data())
        .items("claimed", claimed())
        .raw("goal", design.select().goal().name().toLowerCase(Locale.ROOT))
        .raw("split", split.map(each -> " on the " + each.label() + " set").orElse(""))
        .raw("stable", design.select().stable().name().toLowerCase(Locale.ROOT))
        .items("optimistic", onTest ? List.of(OPTIMISTIC) : List.of())
        .text("significance", seeds > 1 ? answer("") : "No: one seed has no spread")
        .raw("seeds", Integer.toString(seeds))
        .items("intervals", seeds > 1 ? List.of(INTERVALS) : List.of())
        .raw("diverged", Overview.count(analysis.ended(State.DIVERGED)))
        .text("resources", resources())
        .items("computed", design.canRun() ? COMPUTED : List.of(ELSEWHERE))
        .text("drawn", design.canRun() ? DRAWN : "whatever the other tool draws by it")
        .items("workers", workers());
  }

  private List<String> claimed() {
    return ClaimVerdicts.of(analysis).stream()
        .map(each -> "Claim of the job, " + each.finding().words() + ": " + each.claim().claim())
        .toList();
  }

  private List<String> data() {
    Map<String, String> digests = origin.provenance().data();
    if (digests.isEmpty()) {
      return List.of("Data: this sweep reads none.");
    }
    List<String> data = new ArrayList<>();
    digests.forEach((name, digest) -> data.add("Data: " + name + ", SHA-256 " + digest + "."));
    data.add(
        "Not known to this program, fill in: where those data are found, who made them and under"
            + " which licence.");
    return data;
  }

  private List<Axis> varied(boolean over) {
    return cells.axes().stream().filter(axis -> axis.over() == over).toList();
  }

  /** Yes where nothing is missing. */
  private String answer(String missing) {
    String why =
        Stream.of(analysis.unfinished(), missing)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(", and "));
    return why.isEmpty() ? "Yes, as far as this sweep goes" : "Not yet: " + why;
  }

  /** Bits depend on what computed them, so that must be known, and one for all cells. */
  private String unknownOrigins() {
    boolean unknown =
        analysis.builds().cells().isEmpty()
            || analysis.builds().cells().keySet().stream().anyMatch(each -> !each.isKnown());
    return unknown
        ? "what computed some of the cells is not recorded"
        : analysis.builds().isMixed() ? "different builds computed the cells" : "";
  }

  private String resources() {
    boolean known =
        design.canRun()
            && !origin.provenance().machine().isEmpty()
            && Double.isFinite(cells.work().seconds())
            && cells.work().seconds() > 0;
    return known
        ? "Yes for this sweep; fill in the total of the project"
        : "Not yet: machine or time is not recorded";
  }

  private List<String> workers() {
    if (!design.canRun()) {
      return List.of("Not known to this program, fill in: type of worker and time.");
    }
    return List.of(
        "Type of worker: " + text(pairs(origin.provenance().machine()), "not recorded") + ".",
        String.format(
            Locale.ROOT,
            "Time: %s of one core for %s cells; the longest cell took %.1f s. One cell runs on one"
                + " core.",
            Overview.hours(cells.work().seconds()),
            Overview.count(cells.ended()),
            cells.work().longest()));
  }

  private static String text(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static String pairs(Map<String, String> facts) {
    return String.join(
        ", ", facts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }
}

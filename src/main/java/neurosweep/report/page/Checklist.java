package neurosweep.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Completeness;
import neurosweep.core.Split;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * Answers to the questions of the NeurIPS paper checklist that concern experiments, as far as this
 * program knows them. What only the authors know is left to them, and says so.
 */
final class Checklist {
  private static final String OPEN = "Not known to this program, fill in: ";

  private final Analysis analysis;
  private final Design design;
  private final Cells cells;
  private final Origin origin;
  private final Markup html = new Markup();

  private Checklist(Analysis analysis, Cells cells, Origin origin) {
    this.analysis = analysis;
    this.design = analysis.design();
    this.cells = cells;
    this.origin = origin;
  }

  static String html(Analysis analysis, Cells cells, Origin origin) {
    return new Checklist(analysis, cells, origin).html();
  }

  private String html() {
    html.paragraph(
        "Draft answers to the questions of the NeurIPS paper checklist that concern experiments, for"
            + " this sweep alone. Read them before you use them.");
    claims();
    reproducibility();
    access();
    settings();
    significance();
    resources();
    return html.toString();
  }

  private void answer(String title, String question, String verdict, List<String> why) {
    html.raw("<h3>").text(title).raw("</h3>\n<p class=\"question\">").text(question);
    html.raw("</p>\n<p><strong>Answer: ").text(verdict).raw("</strong></p>\n<ul>\n");
    why.forEach(each -> html.raw("<li>").text(each).raw("</li>\n"));
    html.raw("</ul>\n");
  }

  private String whenComplete() {
    return analysis.completeness().complete()
        ? "Yes, as far as this sweep goes"
        : "Not yet: the sweep is not finished";
  }

  private void claims() {
    answer(
        "Claims",
        "Do the main claims made in the abstract and introduction accurately reflect the paper's"
            + " contributions and scope?",
        "fill in",
        List.of(
            OPEN + "what the paper claims.",
            "What this sweep can support: "
                + design.label(design.select().metric())
                + " of experiment "
                + design.experiment()
                + ", compared over "
                + text(Overview.axes(varied(false)), "nothing")
                + "; with "
                + text(fixed(), "nothing fixed")
                + ". It says nothing beyond these settings."));
  }

  private void reproducibility() {
    List<String> why = new ArrayList<>();
    why.add(
        "The whole job is on this page under Provenance, and every knob that it leaves out has"
            + " the default of the code version stated there.");
    why.add(
        "Random streams are named by seed and purpose; a cell gives the same bits whatever the"
            + " number of cores, the order and the attempt, on one linear-algebra backend.");
    why.add(
        "Every cell has a key made of its knobs, its seed and the digest of its data; the same"
            + " command on the same data gives the same keys.");
    answer(
        "Experimental result reproducibility",
        "Does the paper fully disclose all the information needed to reproduce the main experimental"
            + " results of the paper to the extent that it affects the main claims and/or conclusions"
            + " of the paper (regardless of whether the code and data are provided or not)?",
        whenComplete(),
        why);
  }

  private void access() {
    List<String> why = new ArrayList<>();
    why.add("Code: " + text(pairs(origin.provenance().program()), "no version is recorded") + ".");
    why.add(OPEN + "where reviewers find that code (an anonymised address), and its licence.");
    if (origin.provenance().data().isEmpty()) {
      why.add("Data: this sweep reads none.");
    } else {
      origin
          .provenance()
          .data()
          .forEach((name, digest) -> why.add("Data: " + name + ", SHA-256 " + digest + "."));
      why.add(OPEN + "where those data are found, who made them and under which licence.");
    }
    answer(
        "Open access to data and code",
        "Does the paper provide open access to the data and code, with sufficient instructions to"
            + " faithfully reproduce the main experimental results, as described in supplemental"
            + " material?",
        "fill in",
        why);
  }

  private void settings() {
    List<String> why = new ArrayList<>();
    why.add("Compared: " + text(Overview.axes(varied(false)), "nothing") + ".");
    why.add("Chosen by search: " + text(Overview.axes(varied(true)), "nothing") + ".");
    why.add("Everywhere: " + text(fixed(), "nothing") + ".");
    String set =
        design
            .split(design.select().metric())
            .map(split -> " on the " + split.label() + " set")
            .orElse("");
    why.add(
        "Rule of the choice: "
            + design.select().goal().name().toLowerCase(Locale.ROOT)
            + " of the mean "
            + design.label(design.select().metric())
            + set
            + " over the seeds, stable runs "
            + design.select().stable().name().toLowerCase(Locale.ROOT)
            + ".");
    if (design.split(design.select().metric()).filter(Split.TEST::equals).isPresent()
        && !varied(true).isEmpty()) {
      why.add("The choice was made on the test set, so the chosen values are optimistic: say so.");
    }
    answer(
        "Experimental setting/details",
        "Does the paper specify all the training and test details (e.g., data splits,"
            + " hyperparameters, how they were chosen, type of optimizer, etc.) necessary to"
            + " understand the results?",
        "Yes, as far as this sweep goes",
        why);
  }

  private void significance() {
    Completeness completeness = analysis.completeness();
    int seeds = design.grid().seeds().size();
    List<String> why = new ArrayList<>();
    why.add(
        "The factor of variability is the seed: initial weights, order of examples and whatever"
            + " else the experiment draws. Planned seeds a configuration: "
            + seeds
            + ".");
    if (seeds > 1) {
      why.add(
          "Tables state mean ± standard deviation (with n - 1) and the 95 % t interval of the"
              + " mean; figures show a point for each seed and that interval. Both assume that the"
              + " values of the seeds are about normal.");
    }
    why.add(
        "Runs that diverged: "
            + Overview.count(completeness.diverged())
            + "; they are counted and enter no mean.");
    answer(
        "Experiment statistical significance",
        "Does the paper report error bars suitably and correctly defined or other appropriate"
            + " information about the statistical significance of the experiments?",
        seeds > 1 ? whenComplete() : "No: one seed has no spread",
        why);
  }

  private void resources() {
    List<String> why = new ArrayList<>();
    why.add("Type of worker: " + text(pairs(origin.provenance().machine()), "not recorded") + ".");
    why.add(
        "Time: "
            + Overview.hours(cells.work().seconds())
            + " of one core for "
            + Overview.count(cells.count() - cells.states().getOrDefault(Cells.MISSING, 0L))
            + " cells; the longest cell took "
            + String.format(Locale.ROOT, "%.1f", cells.work().longest())
            + " s. One cell runs on one core.");
    why.add(OPEN + "runs that are not part of this sweep: preliminary and failed experiments.");
    answer(
        "Experiments compute resources",
        "For each experiment, does the paper provide sufficient information on the computer"
            + " resources (type of compute workers, memory, time of execution) needed to reproduce"
            + " the experiments?",
        "Yes for this sweep; fill in the total of the project",
        why);
  }

  private List<Axis> varied(boolean over) {
    return cells.axes().stream().filter(axis -> axis.over() == over).toList();
  }

  private String fixed() {
    List<String> fixed = new ArrayList<>();
    analysis
        .constant()
        .forEach(
            (axis, value) -> {
              if (value != null) {
                fixed.add(axis.label() + " = " + axis.text(value));
              }
            });
    return String.join(", ", fixed);
  }

  private static String text(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static String pairs(Map<String, String> facts) {
    return String.join(
        ", ", facts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }
}

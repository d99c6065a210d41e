package neurosweep.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Completeness;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/** The head of the page: how complete the sweep is, what it compared, and what came out best. */
final class Overview {
  private Overview() {}

  static void fill(Template page, Analysis analysis, Cells cells) {
    Completeness completeness = analysis.completeness();
    Markup warning = new Markup();
    if (!completeness.complete()) {
      warning.paragraph(
          "This sweep is not finished: numbers below will change, and comparisons between groups"
              + " with different seeds are not fair.");
    }
    Design design = analysis.design();
    page.raw("partial", completeness.complete() ? "" : " partial")
        .text("notice", completeness.notice())
        .raw("warning", warning.toString())
        .facts("facts", facts(analysis, cells))
        .text("rival", rival(analysis).map(Axis::label).orElse("sweep"))
        .raw("extreme", design.select().goal() == Goal.MAX ? "greatest" : "least")
        .text("metric", design.label(design.select().metric()))
        .raw("best", best(analysis));
  }

  private static Map<String, String> facts(Analysis analysis, Cells cells) {
    Design design = analysis.design();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Experiment", design.experiment());
    facts.put("Compared", axes(cells.axes().stream().filter(axis -> !axis.over()).toList()));
    facts.put("Selected over", axes(cells.axes().stream().filter(Axis::over).toList()));
    facts.put("Seeds", Integer.toString(design.grid().seeds().size()));
    List<String> states = new ArrayList<>();
    cells.states().forEach((state, n) -> states.add(count(n) + " " + state));
    facts.put("Cells", states.isEmpty() ? "none has ended" : String.join(", ", states));
    facts.put("Core time", hours(cells.work().seconds()));
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static String hours(double seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%.1f minutes", seconds / 60)
        : String.format(Locale.ROOT, "%,.1f hours", seconds / 3600);
  }

  /** Axes with their values, shortened where there are many. */
  static String axes(List<Axis> axes) {
    StringBuilder text = new StringBuilder();
    for (Axis axis : axes) {
      List<String> values = axis.values().stream().map(axis::text).toList();
      text.append(text.isEmpty() ? "" : "; ").append(axis.label()).append(": ");
      text.append(
          values.isEmpty()
              ? "drawn by the search"
              : values.size() <= 8
                  ? String.join(", ", values)
                  : values.size()
                      + " values from "
                      + values.get(0)
                      + " to "
                      + values.get(values.size() - 1));
    }
    return text.toString();
  }

  /** The axis whose values are summarised: the reference's, else the first of names. */
  private static Optional<Axis> rival(Analysis analysis) {
    Design design = analysis.design();
    return design
        .referenceAxis()
        .or(
            () ->
                design.grouping().stream()
                    .filter(axis -> axis.type() == Column.Type.TEXT)
                    .filter(axis -> analysis.values(axis).size() > 1)
                    .findFirst());
  }

  private static String best(Analysis analysis) {
    Optional<Axis> rival = rival(analysis);
    Map<Object, Replicates> best = new LinkedHashMap<>();
    rival.ifPresent(axis -> analysis.values(axis).forEach(value -> best.put(value, null)));
    for (Group group : analysis.groups()) {
      Object name = rival.map(group::value).orElse("");
      group
          .chosen()
          .ifPresent(chosen -> best.merge(name, chosen, (a, b) -> better(analysis, a, b)));
    }
    Markup html = new Markup();
    best.forEach(
        (name, each) -> {
          html.raw("<li><strong>")
              .text(rival.map(axis -> axis.text(name)).orElse(""))
              .raw("</strong> ");
          html.text(each == null ? "no eligible configuration" : value(analysis, each))
              .raw("</li>\n");
        });
    return html.toString();
  }

  private static Replicates better(Analysis analysis, Replicates a, Replicates b) {
    boolean second =
        analysis.design().select().goal().better(b.selected().mean(), a.selected().mean());
    return second ? b : a;
  }

  private static String value(Analysis analysis, Replicates each) {
    Sample sample = each.selected();
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%.4g", sample.mean()));
    if (sample.n() > 1) {
      text.append(String.format(Locale.ROOT, " ± %.2g", sample.sd()));
    }
    text.append(", n = ").append(sample.n()).append(":");
    for (Axis axis : analysis.design().grid().axes()) {
      if (!analysis.constant().containsKey(axis) && each.value(axis) != null) {
        text.append(text.charAt(text.length() - 1) == ':' ? " " : ", ").append(axis.label());
        text.append(" = ").append(axis.text(each.value(axis)));
      }
    }
    return text.toString();
  }
}

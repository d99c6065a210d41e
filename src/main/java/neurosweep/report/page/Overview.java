package neurosweep.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Completeness;
import neurosweep.report.text.SearchText;
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
          (analysis.design().canRun()
                  ? "This sweep is not finished: numbers below will change, and"
                  : "Trials are missing: the file that was imported has none for some seeds of a"
                      + " configuration, or they failed;")
              + " comparisons between groups with different seeds are not fair.");
    }
    page.raw("partial", completeness.complete() ? "" : " partial")
        .text("notice", completeness.notice())
        .raw("warning", warning.toString())
        .facts("facts", facts(analysis, cells));
  }

  private static Map<String, String> facts(Analysis analysis, Cells cells) {
    Design design = analysis.design();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Experiment", design.experiment());
    facts.put(
        "Compared", axes(design, cells.axes().stream().filter(axis -> !axis.over()).toList()));
    facts.put("Selected over", axes(design, cells.axes().stream().filter(Axis::over).toList()));
    facts.put("Seeds", Integer.toString(design.grid().seeds().size()));
    List<String> states = new ArrayList<>();
    cells.states().forEach((state, n) -> states.add(count(n) + " " + state));
    facts.put("Cells", states.isEmpty() ? "none has ended" : String.join(", ", states));
    if (!analysis.search().trials().isEmpty()) {
      facts.put("Search", SearchText.line(analysis));
    }
    double seconds = cells.work().seconds();
    facts.put("Core time", Double.isNaN(seconds) ? "" : hours(seconds));
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
  static String axes(Design design, List<Axis> axes) {
    StringBuilder text = new StringBuilder();
    for (Axis axis : axes) {
      List<String> values = axis.values().stream().map(axis::text).toList();
      text.append(text.isEmpty() ? "" : "; ").append(axis.label()).append(": ");
      text.append(
          values.isEmpty()
              ? SearchText.drawn(design, axis)
              : values.size() <= 8 ? String.join(", ", values) : axis.range());
    }
    return text.toString();
  }
}

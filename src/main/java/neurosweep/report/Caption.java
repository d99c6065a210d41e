package neurosweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.report.TableText.Heading;

/** What a table says about itself, from the design and the counts. */
final class Caption {
  private static final int LISTED_VALUES = 12;

  private Caption() {}

  /** A key that LaTeX and HTML accept. */
  static String label(Design design, String table) {
    return "tab:" + (design.sweep() + "-" + table).replaceAll("[^A-Za-z0-9-]+", "-");
  }

  static Heading heading(Axis axis) {
    String unit = axis.unit().isEmpty() ? "" : " [" + axis.unit() + "]";
    boolean words = axis.type() == Column.Type.TEXT || axis.type() == Column.Type.FLAG;
    return new Heading(axis.name() + unit, !words);
  }

  /** Whether a headline's peak was picked on the very examples that it is reported on. */
  static boolean optimistic(Design design, Headline shown) {
    boolean test = List.of(shown.peak().split("_")).contains("test");
    boolean validated = design.select().set().filter("validation"::equals).isPresent();
    return test && !shown.last().isEmpty() && !validated;
  }

  static String main(Analysis analysis) {
    Design design = analysis.design();
    StringBuilder text = new StringBuilder(design.sweep()).append(", ").append(design.experiment());
    text.append(": the best configuration of each group");
    text.append(". ").append(selection(design));
    text.append(" Entries are mean ± SD (95 % t interval of the mean) over the n finished seeds.");
    text.append(seeds(design)).append(diverged(analysis));
    text.append(" Diverged: of the selected configuration's runs, and of all runs of its group,");
    text.append(" with a 95 % Wilson interval of the share.");
    if (analysis.showsChance()) {
      text.append(" With diverged at chance: a mean that counts diverged runs at the chance level");
      text.append(" (intention to treat).");
    }
    text.append(fixed(analysis))
        .append(optimism(analysis))
        .append(" Nothing is marked as best across groups.");
    return text.toString();
  }

  static String grid(Analysis analysis, Headline shown) {
    Design design = analysis.design();
    StringBuilder text = new StringBuilder(design.sweep()).append(", ").append(design.experiment());
    text.append(": every configuration, ");
    text.append(
        shown.last().isEmpty()
            ? "mean " + shown.label()
            : "mean peak / mean final " + shown.label());
    text.append(" over the finished seeds. Bold: the selected configuration of each group. ");
    text.append(selection(design)).append(seeds(design)).append(diverged(analysis));
    text.append(fixed(analysis)).append(optimism(analysis));
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
    String name = heading(axis).text();
    if (values.isEmpty()) {
      return name + " as drawn by the search";
    }
    if (values.size() > LISTED_VALUES) {
      return name
          + ": "
          + values.size()
          + " values from "
          + NumberText.axis(values.get(0))
          + " to "
          + NumberText.axis(values.get(values.size() - 1));
    }
    return name + ": " + values.stream().map(NumberText::axis).collect(Collectors.joining(", "));
  }

  static String selection(Design design) {
    Select select = design.select();
    String end = select.goal() == Select.Goal.MAX ? "greatest" : "least";
    String set = select.set().map(name -> ", measured on the " + name + " set").orElse("");
    String rule =
        switch (select.stable()) {
          case REQUIRED ->
              "; only configurations whose every planned seed finished and was stable are eligible";
          case PREFERRED ->
              "; configurations whose every planned seed finished and was stable go first, then"
                  + " those with more finished seeds";
          case IGNORED -> "; configurations with more finished seeds go first";
        };
    return "Selected by the "
        + end
        + " mean "
        + select.metric()
        + set
        + rule
        + ", ties by the order of the axes.";
  }

  static String seeds(Design design) {
    int seeds = design.grid().seeds().size();
    String planned = seeds == 1 ? "1 seed is" : seeds + " seeds are";
    return " The factor of variability is the seed; "
        + planned
        + " planned for each configuration"
        + (seeds == 1 ? ", so there is no spread." : ".");
  }

  static String diverged(Analysis analysis) {
    int runs = analysis.groups().stream().mapToInt(Group::results).sum();
    int diverged = analysis.groups().stream().mapToInt(group -> group.n(State.DIVERGED)).sum();
    return " Diverged runs are excluded from the means and counted: "
        + diverged
        + " of "
        + runs
        + ".";
  }

  /** The axes that leave no choice, which have no column. */
  static String fixed(Analysis analysis) {
    List<String> fixed = new ArrayList<>();
    analysis
        .constant()
        .forEach(
            (axis, value) -> {
              if (value != null) {
                String unit = axis.unit().isEmpty() ? "" : " " + axis.unit();
                fixed.add(axis.name() + " = " + NumberText.axis(value) + unit);
              }
            });
    return fixed.isEmpty() ? "" : " Everywhere " + String.join(", ", fixed) + ".";
  }

  static String optimism(Analysis analysis) {
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

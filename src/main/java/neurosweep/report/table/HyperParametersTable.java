package neurosweep.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.report.text.Across;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;

/** One row a knob: the values that were tried, and how often each was selected. */
public final class HyperParametersTable implements ReportTable {
  @Override
  public String name() {
    return "hyper-parameters";
  }

  @Override
  public String doc() {
    return "every knob: the values of the axes, what was selected, what is fixed, defaults, seeds";
  }

  @Override
  public TableText of(Analysis analysis) {
    Design design = analysis.design();
    List<List<Entry>> rows = new ArrayList<>();
    if (!analysis.groups().isEmpty()) {
      design.grid().axes().forEach(axis -> rows.add(row(analysis, axis)));
      design
          .tables()
          .defaults()
          .forEach((knob, value) -> rows.add(words(knob, "default", value, "")));
      List<Long> seeds = design.grid().seeds();
      rows.add(words("seed", "averaged over", listed(new ArrayList<>(seeds)), ""));
    }
    return TableText.of(
        name(),
        analysis,
        "every knob, named as in the job",
        "Selected: in how many of the " + analysis.groups().size() + " groups.",
        List.of(
            Heading.words("knob"),
            Heading.words("role"),
            Heading.words("values"),
            Heading.words("selected")),
        rows);
  }

  private static List<Entry> words(String knob, String role, String values, String chosen) {
    return List.of(Entry.of(knob), Entry.of(role), Entry.of(values), Entry.of(chosen));
  }

  private static String listed(List<Object> values) {
    return values.stream().map(AxisText::of).collect(Collectors.joining(", "));
  }

  private static List<Entry> row(Analysis analysis, Axis axis) {
    List<Object> values = analysis.values(axis);
    boolean fixed = analysis.constant().containsKey(axis);
    String role = fixed ? "fixed" : axis.over() ? "selected over" : "compared";
    Stream<String> found =
        values.stream().map(value -> value == null ? "does not apply" : AxisText.of(value));
    boolean drawn = axis.values().isEmpty() && !fixed;
    String text =
        drawn
            ? SearchText.drawn(analysis.design(), axis)
                + (values.contains(null) ? ", or does not apply" : "")
            : found.collect(Collectors.joining(", "));
    String name = axis.name() + (axis.unit().isEmpty() ? "" : " [" + axis.unit() + "]");
    List<Entry> row = new ArrayList<>(words(name, role, text, ""));
    if (axis.over() && !fixed) {
      List<Replicates> chosen =
          analysis.groups().stream().flatMap(group -> group.chosen().stream()).toList();
      row.set(3, Entry.of(chosen(axis, values, chosen), chosen));
    }
    return row;
  }

  private static String chosen(Axis axis, List<Object> values, List<Replicates> chosen) {
    Map<Object, Integer> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.put(value, 0));
    chosen.forEach(each -> counts.merge(each.value(axis), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> Across.text(entry.getKey()) + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}

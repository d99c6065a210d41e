package neurosweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import neurosweep.analysis.Sample;
import neurosweep.audit.Comparison;
import neurosweep.audit.Comparisons;
import neurosweep.core.JsonText;
import neurosweep.core.UserError;
import neurosweep.report.format.CsvRows;
import neurosweep.store.SweepDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sweeps side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares sweeps with the first one, configuration by configuration.",
      "Configurations are matched by the knobs that vary in either and that both have. Shown are"
          + " the metric's means, the difference B - A paired by seed (mean and standard"
          + " deviation), how many seeds give the same bits, states that changed, and what differs"
          + " in the manifests; of more than two sweeps a row for each configuration of A, with"
          + " B - A, C - A and so on. Reads only.",
      "Example: neurosweep compare out/quickstart other/quickstart --metric final_test_accuracy"
    })
final class CompareCommand implements Callable<Integer> {
  /** Longer lists are counted. */
  private static final int MOST_LISTED = 20;

  /** A letter each. */
  private static final int MOST_OTHERS = 25;

  /** How the comparison is printed. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Spec private CommandSpec command;
  @Mixin private SharedOptions shared;

  @Parameters(index = "0", paramLabel = "A", description = "sweep directory")
  private String first;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "B", description = "others, at most 25")
  private List<String> second;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = "",
      description = "a numeric metric of both (default: the one that A selects by)")
  private String metric;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, json or csv (default: table)")
  private Format format;

  @Override
  public Integer call() {
    if (second.size() > MOST_OTHERS) {
      throw new UserError(
          "there are "
              + second.size()
              + " sweeps to compare with A, must be at most "
              + MOST_OTHERS);
    }
    SweepDirectory a = SweepDirectory.at(shared.files, "A", first);
    List<SweepDirectory> others = new ArrayList<>();
    for (String other : second) {
      others.add(SweepDirectory.at(shared.files, letter(others.size()), other));
    }
    PrintWriter out = command.commandLine().getOut();
    if (others.size() > 1) {
      several(out, a, others, Comparisons.of(a, others, metric));
      return 0;
    }
    Comparison comparison = Comparison.of(a, others.get(0), metric);
    switch (format) {
      case TABLE -> table(out, a, others.get(0), comparison);
      case JSON -> json(out, map(comparison));
      case CSV -> csv(out, List.of(comparison), List.of());
    }
    return 0;
  }

  /** What another sweep than A is called. */
  private static String letter(int other) {
    return String.valueOf((char) ('B' + other));
  }

  private void several(
      PrintWriter out, SweepDirectory a, List<SweepDirectory> others, Comparisons comparisons) {
    List<String> places = others.stream().map(other -> other.root().toString()).toList();
    switch (format) {
      case TABLE -> table(out, a, places, comparisons);
      case JSON -> {
        List<Map<String, Object>> each = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("sweep", places.get(i));
          one.putAll(map(comparisons.others().get(i)));
          each.add(one);
        }
        json(out, Map.of("comparisons", each));
      }
      case CSV -> csv(out, comparisons.others(), places);
    }
  }

  private static void table(
      PrintWriter out, SweepDirectory a, List<String> others, Comparisons comparisons) {
    out.println("A " + a.root());
    for (int i = 0; i < others.size(); i++) {
      out.println(letter(i) + " " + others.get(i));
    }
    for (int i = 0; i < others.size(); i++) {
      list(out, "differs between A and " + letter(i), comparisons.others().get(i).manifests());
    }
    out.println(
        comparisons.rows().size()
            + " configurations of A in others, "
            + comparisons.others().get(0).metric()
            + (comparisons.rows().isEmpty() ? "" : ":"));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(comparisons.knobs());
    head.add("A");
    for (int i = 0; i < others.size(); i++) {
      head.addAll(List.of(letter(i), letter(i) + " - A", "SD", "n"));
    }
    lines.add(head);
    comparisons.rows().forEach(row -> lines.add(line(row)));
    if (lines.size() > 1) {
      ColumnText.print(out, lines);
    }
    for (int i = 0; i < others.size(); i++) {
      Comparison each = comparisons.others().get(i);
      list(out, "ended otherwise in " + letter(i), states(each));
      list(out, "in A and not in " + letter(i), each.onlyFirst());
      list(out, "in " + letter(i) + " and not in A", each.onlySecond());
      list(out, "not told apart by the knobs of A and " + letter(i), each.ambiguous());
    }
  }

  private static List<String> line(Comparisons.Row row) {
    List<String> line = new ArrayList<>(row.values());
    line.add(
        row.pairs().stream()
            .flatMap(Optional::stream)
            .map(pair -> shown(pair.first().mean()))
            .findFirst()
            .orElseThrow());
    for (Optional<Comparison.Pair> pair : row.pairs()) {
      line.add(pair.map(each -> shown(each.second().mean())).orElse("-"));
      line.add(pair.map(each -> shown(each.difference().mean())).orElse("-"));
      line.add(pair.map(each -> shown(each.difference().sd())).orElse("-"));
      line.add(pair.map(each -> Integer.toString(each.difference().n())).orElse("-"));
    }
    return line;
  }

  private static List<String> states(Comparison comparison) {
    List<String> states = new ArrayList<>();
    for (Comparison.Pair pair : comparison.pairs()) {
      pair.states().forEach(state -> states.add(String.join(" ", pair.values()) + ", " + state));
    }
    return states;
  }

  private static void table(
      PrintWriter out, SweepDirectory a, SweepDirectory b, Comparison comparison) {
    out.println("A " + a.root());
    out.println("B " + b.root());
    list(out, "differs between A and B", comparison.manifests());
    int both = comparison.pairs().size();
    out.println(both + " configurations in both, " + comparison.metric() + (both > 0 ? ":" : ""));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(comparison.knobs());
    head.addAll(List.of("A", "B", "B - A", "SD", "n", "same bits"));
    lines.add(head);
    for (Comparison.Pair pair : comparison.pairs()) {
      List<String> line = new ArrayList<>(pair.values());
      line.add(shown(pair.first().mean()));
      line.add(shown(pair.second().mean()));
      line.add(shown(pair.difference().mean()));
      line.add(shown(pair.difference().sd()));
      line.add(Integer.toString(pair.difference().n()));
      line.add(Integer.toString(pair.same()));
      lines.add(line);
    }
    if (both > 0) {
      ColumnText.print(out, lines);
    }
    list(out, "ended otherwise", states(comparison));
    list(out, "only in A", comparison.onlyFirst());
    list(out, "only in B", comparison.onlySecond());
    list(out, "not told apart by the knobs that both have", comparison.ambiguous());
  }

  private static void list(PrintWriter out, String what, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(what + " (" + lines.size() + "):");
    lines.stream().limit(MOST_LISTED).forEach(line -> out.println("  " + line));
    if (lines.size() > MOST_LISTED) {
      out.println("  and " + (lines.size() - MOST_LISTED) + " more");
    }
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.6g", value);
  }

  /** Of several others a block of rows each, whose first column says which. */
  private static void csv(PrintWriter out, List<Comparison> comparisons, List<String> places) {
    String metric = comparisons.get(0).metric();
    Set<String> knobs = new LinkedHashSet<>();
    comparisons.forEach(each -> knobs.addAll(each.knobs()));
    List<Object> head = new ArrayList<>(places.isEmpty() ? List.of() : List.of("sweep"));
    head.addAll(knobs);
    head.addAll(List.of(metric + "_a", metric + "_b", "n_a", "n_b"));
    head.addAll(List.of("difference_mean", "difference_sd", "n", "same_bits", "states_changed"));
    List<List<?>> rows = new ArrayList<>(List.of(head));
    for (int i = 0; i < comparisons.size(); i++) {
      for (Comparison.Pair pair : comparisons.get(i).pairs()) {
        List<Object> row = new ArrayList<>(places.isEmpty() ? List.of() : List.of(places.get(i)));
        List<String> own = comparisons.get(i).knobs();
        knobs.forEach(
            knob -> row.add(own.contains(knob) ? pair.values().get(own.indexOf(knob)) : ""));
        row.addAll(row(pair));
        rows.add(row);
      }
    }
    out.print(CsvRows.text(rows.stream()));
  }

  private static List<?> row(Comparison.Pair pair) {
    List<Object> row = new ArrayList<>();
    row.addAll(List.of(exact(pair.first().mean()), exact(pair.second().mean())));
    row.addAll(List.of(pair.first().n(), pair.second().n()));
    row.addAll(List.of(exact(pair.difference().mean()), exact(pair.difference().sd())));
    row.addAll(List.of(pair.difference().n(), pair.same(), String.join("; ", pair.states())));
    return row;
  }

  private static String exact(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static Map<String, Object> map(Comparison comparison) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("metric", comparison.metric());
    all.put("knobs", comparison.knobs());
    all.put("pairs", comparison.pairs().stream().map(each -> pair(comparison, each)).toList());
    all.put("only_a", comparison.onlyFirst());
    all.put("only_b", comparison.onlySecond());
    all.put("ambiguous", comparison.ambiguous());
    all.put("manifests", comparison.manifests());
    return all;
  }

  private static void json(PrintWriter out, Map<String, Object> all) {
    try {
      new ObjectMapper(JsonText.factory())
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(all)
          .lines()
          .forEach(out::println);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // maps, lists, texts and numbers have a JSON form
    }
  }

  private static Map<String, Object> pair(Comparison comparison, Comparison.Pair pair) {
    Map<String, Object> map = new LinkedHashMap<>();
    Map<String, String> knobs = new LinkedHashMap<>();
    for (int i = 0; i < comparison.knobs().size(); i++) {
      knobs.put(comparison.knobs().get(i), pair.values().get(i));
    }
    map.put("knobs", knobs);
    map.put("a", sample(pair.first()));
    map.put("b", sample(pair.second()));
    map.put("difference", sample(pair.difference()));
    map.put("same_bits", pair.same());
    map.put("states_changed", pair.states());
    return map;
  }

  private static Map<String, Object> sample(Sample sample) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", sample.n());
    map.put("mean", Double.isNaN(sample.mean()) ? null : sample.mean());
    map.put("sd", Double.isNaN(sample.sd()) ? null : sample.sd());
    return map;
  }
}

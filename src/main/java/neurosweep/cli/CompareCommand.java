package neurosweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import neurosweep.analysis.Sample;
import neurosweep.audit.Comparison;
import neurosweep.core.JsonText;
import neurosweep.report.format.CsvRows;
import neurosweep.store.SweepDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two sweeps side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two sweeps configuration by configuration.",
      "Configurations are matched by the knobs that vary in either and that both have. Shown are"
          + " the metric's means, the difference B - A paired by seed (mean and standard"
          + " deviation), how many seeds give the same bits, states that changed, and what differs"
          + " in the manifests. Reads only.",
      "Example: neurosweep compare out/quickstart other/quickstart --metric final_test_accuracy"
    })
final class CompareCommand implements Callable<Integer> {
  /** Longer lists are counted. */
  private static final int MOST_LISTED = 20;

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

  @Parameters(index = "1", paramLabel = "B", description = "another one")
  private String second;

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
    SweepDirectory a = SweepDirectory.at(shared.files, "A", first);
    SweepDirectory b = SweepDirectory.at(shared.files, "B", second);
    Comparison comparison = Comparison.of(a, b, metric);
    PrintWriter out = command.commandLine().getOut();
    switch (format) {
      case TABLE -> table(out, a, b, comparison);
      case JSON -> json(out, comparison);
      case CSV -> csv(out, comparison);
    }
    return 0;
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
    List<String> states = new ArrayList<>();
    for (Comparison.Pair pair : comparison.pairs()) {
      pair.states().forEach(state -> states.add(String.join(" ", pair.values()) + ", " + state));
    }
    list(out, "ended otherwise", states);
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

  private static void csv(PrintWriter out, Comparison comparison) {
    List<String> head = new ArrayList<>(comparison.knobs());
    String metric = comparison.metric();
    head.addAll(List.of(metric + "_a", metric + "_b", "n_a", "n_b"));
    head.addAll(List.of("difference_mean", "difference_sd", "n", "same_bits", "states_changed"));
    Stream<List<?>> rows = comparison.pairs().stream().map(CompareCommand::row);
    out.print(CsvRows.text(Stream.concat(Stream.of(head), rows)));
  }

  private static List<?> row(Comparison.Pair pair) {
    List<Object> row = new ArrayList<>(pair.values());
    row.addAll(List.of(exact(pair.first().mean()), exact(pair.second().mean())));
    row.addAll(List.of(pair.first().n(), pair.second().n()));
    row.addAll(List.of(exact(pair.difference().mean()), exact(pair.difference().sd())));
    row.addAll(List.of(pair.difference().n(), pair.same(), String.join("; ", pair.states())));
    return row;
  }

  private static String exact(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static void json(PrintWriter out, Comparison comparison) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("metric", comparison.metric());
    all.put("knobs", comparison.knobs());
    all.put("pairs", comparison.pairs().stream().map(each -> pair(comparison, each)).toList());
    all.put("only_a", comparison.onlyFirst());
    all.put("only_b", comparison.onlySecond());
    all.put("ambiguous", comparison.ambiguous());
    all.put("manifests", comparison.manifests());
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

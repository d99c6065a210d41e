package neurosweep.cli.report;

import static neurosweep.cli.Shell.run;
import static neurosweep.testing.RecomputedSweep.ALGORITHMS;
import static neurosweep.testing.RecomputedSweep.SEEDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import neurosweep.testing.CheckedTable;
import neurosweep.testing.PlainStatistics;
import neurosweep.testing.RecomputedSweep;
import neurosweep.testing.RecomputedSweep.Configuration;
import neurosweep.testing.RecomputedSweep.Job;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every number of every table, computed a second time: by SQL over {@code results} and by {@link
 * PlainStatistics}. {@link CheckedTable#allChecked} proves of each table that no entry was left
 * out. Three sweeps, in all of which learning rates diverge, one with some of the seeds: selected
 * by a test accuracy, by a loss, and by a validation accuracy.
 */
@Tag("environment")
class RecomputedTablesIT {
  private static final String JOB =
      """
      name: %s
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 6}
      grid:
        learning_rate: [1.0e-3, 3.0e-3, 1.0e-2, 3.0e-2, 3.0e+5, 5.0e+5, 1.0e+6, 1.0e+37]
        lambda: [0, 0.1]
      variants: [{algorithm: bp}, {algorithm: gait}, {algorithm: tp}]
      seeds: 1..5
      select: {metric: %s, goal: %s, stable: preferred}
      report: {reference: bp, equivalence_margin: %s}
      """;

  private static final List<String> HEADLINE =
      List.of(
          "peak_train_accuracy",
          "peak_train_epoch",
          "final_train_accuracy",
          "peak_test_accuracy",
          "peak_epoch",
          "final_test_accuracy");

  private static final List<String> VALIDATED =
      List.of(
          "best_validation_accuracy", "best_validation_epoch", "test_accuracy_at_best_validation");

  @TempDir static Path directory;
  private static final Map<String, RecomputedSweep> SWEEPS = new LinkedHashMap<>();
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.codegen.wholeStage", "false") // compiling takes longer than 240 rows
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    String test = "peak_test_accuracy";
    add("accuracy", new Job(test, test, true, 0.04), "max", "4pp");
    add("loss", new Job("final_loss", "final_loss", false, 0.2), "min", "0.2");
    String validation = "best_validation_accuracy";
    Job job = new Job(validation, "test_accuracy_at_best_validation", true, 0.01);
    add("validation", job, "max", "1pp", "validation=0.3");
  }

  private static void add(String name, Job job, String goal, String margin, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--backend", "vector"));
    arguments.addAll(Arrays.asList(more));
    run(
            directory,
            JOB.formatted(name, job.metric(), goal, margin),
            arguments.toArray(String[]::new))
        .ends(0);
    SWEEPS.put(name, new RecomputedSweep(spark, directory.resolve("out/" + name), job));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Without these the tests below would hold of a sweep in which nothing goes wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void someConfigurationsLoseSomeSeedsAndSomeLoseAll(String name) {
    RecomputedSweep sweep = SWEEPS.get(name);
    List<Long> finished =
        ALGORITHMS.stream()
            .flatMap(algorithm -> sweep.group(algorithm).stream())
            .map(Configuration::n)
            .toList();
    assertEquals(48, finished.size());
    assertTrue(finished.contains(0L) && finished.contains((long) SEEDS), finished.toString());
    assertTrue(finished.stream().anyMatch(n -> n > 0 && n < SEEDS), finished.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theMainTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "main");
    assertEquals(ALGORITHMS.size(), table.size());
    String peak = table.headings().get(1);
    String compared = sweep.job.compared().replace('_', ' ');
    assertEquals(name.equals("accuracy") ? compared + " (optimistic)" : compared, peak);
    double[] toBest = toBest(sweep);
    for (int row = 0; row < ALGORITHMS.size(); row++) {
      Configuration chosen = sweep.chosen(ALGORITHMS.get(row));
      double[] values = sweep.values(sweep.job.compared(), chosen);
      double mean = PlainStatistics.mean(values);
      double[] ends = PlainStatistics.interval(sweep.job.compared(), values);
      table.words(row, "algorithm", ALGORITHMS.get(row));
      table.numbers(row, "learning_rate", "#", chosen.rate());
      table.numbers(row, "lambda", "#", chosen.lambda());
      table.numbers(row, peak, "# ± #", mean, PlainStatistics.sd(values));
      table.numbers(row, "95 % interval", "# to #", ends[0], ends[1]);
      table.numbers(row, "n", "#", values.length);
      double diverged = sweep.count("state = 'DIVERGED' and " + chosen.where());
      table.numbers(row, "diverged", "# of #", diverged, sweep.count(chosen.where()));
      table.numbers(row, "p (best)", "#", toBest[row]);
    }
    table.allChecked(sweep.notice());
  }

  /** Holm-adjusted p of each algorithm against the best; NaN of the best and without a spread. */
  private static double[] toBest(RecomputedSweep sweep) {
    double sign = sweep.job.more() ? 1 : -1;
    String best =
        ALGORITHMS.stream()
            .max(
                Comparator.comparingDouble(
                    each ->
                        sign
                            * PlainStatistics.mean(
                                sweep.values(sweep.job.compared(), sweep.chosen(each)))))
            .orElseThrow();
    List<String> others = new ArrayList<>(ALGORITHMS);
    others.removeIf(
        each -> each.equals(best) || PlainStatistics.sd(differences(sweep, each, best)) < 1e-12);
    double[] holm =
        PlainStatistics.holm(
            others.stream()
                .mapToDouble(each -> PlainStatistics.pairedP(differences(sweep, each, best)))
                .toArray());
    return ALGORITHMS.stream()
        .mapToDouble(each -> others.contains(each) ? holm[others.indexOf(each)] : Double.NaN)
        .toArray();
  }

  private static double[] differences(RecomputedSweep sweep, String algorithm) {
    return differences(sweep, algorithm, "bp");
  }

  private static double[] differences(RecomputedSweep sweep, String algorithm, String other) {
    double[] ours = sweep.values(sweep.job.compared(), sweep.chosen(algorithm));
    double[] theirs = sweep.values(sweep.job.compared(), sweep.chosen(other));
    double[] differences = new double[ours.length];
    Arrays.setAll(differences, i -> ours[i] - theirs[i]);
    return differences;
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void thePairedTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "paired");
    List<String> others = List.of("gait", "tp");
    double[] holm =
        PlainStatistics.holm(
            others.stream()
                .mapToDouble(other -> PlainStatistics.pairedP(differences(sweep, other)))
                .toArray());
    double[] equivalence =
        others.stream()
            .mapToDouble(
                other ->
                    PlainStatistics.equivalenceP(sweep.job.margin(), differences(sweep, other)))
            .toArray();
    double[] within = PlainStatistics.holm(equivalence);
    String unit = sweep.job.unit();
    double scale = sweep.job.scale();
    assertEquals(others.size(), table.size());
    for (int row = 0; row < others.size(); row++) {
      double[] d = differences(sweep, others.get(row));
      assertEquals(SEEDS, d.length);
      double mean = PlainStatistics.mean(d);
      double half = PlainStatistics.half(d);
      double error = PlainStatistics.sd(d) / Math.sqrt(SEEDS);
      double narrow = PlainStatistics.quantile(0.95, SEEDS - 1) * error;
      table.words(row, "algorithm", others.get(row));
      table.numbers(row, "difference" + unit, "#", scale * mean);
      table.numbers(
          row, "95 % interval" + unit, "# to #", scale * (mean - half), scale * (mean + half));
      table.numbers(
          row, "90 % interval" + unit, "# to #", scale * (mean - narrow), scale * (mean + narrow));
      table.numbers(row, "p", "#", PlainStatistics.pairedP(d));
      table.numbers(row, "p adj.", "#", holm[row]);
      table.numbers(row, "p eq.", "#", equivalence[row]);
      table.numbers(row, "p eq. adj.", "#", within[row]);
      String same = within[row] < 0.05 ? "equivalent" : "inconclusive";
      String different = within[row] < 0.05 ? "different within the margin" : "different";
      table.words(row, "verdict", holm[row] < 0.05 ? different : same);
    }
    table.allChecked(sweep.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theEffectSizes(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "effect-sizes");
    List<String> others = List.of("gait", "tp");
    assertEquals(others.size(), table.size());
    for (int row = 0; row < others.size(); row++) {
      double[] d = differences(sweep, others.get(row));
      double effect = PlainStatistics.mean(d) / PlainStatistics.sd(d);
      table.words(row, "algorithm", others.get(row));
      table.numbers(row, "SD of differences", "#", PlainStatistics.sd(d));
      table.numbers(row, "p flip", "#", PlainStatistics.flipP(d));
      table.numbers(row, "d_z", "#", effect);
      table.numbers(row, "g_z", "#", effect * PlainStatistics.hedges(SEEDS - 1));
      table.numbers(row, "n", "#", SEEDS);
    }
    table.allChecked(sweep.notice());
  }

  private static String edges(RecomputedSweep sweep, Configuration chosen) {
    List<Configuration> group = sweep.group(chosen.algorithm());
    List<String> edges = new ArrayList<>();
    double[] rates = group.stream().mapToDouble(Configuration::rate).sorted().toArray();
    double[] lambdas = group.stream().mapToDouble(Configuration::lambda).sorted().toArray();
    edge(rates, chosen.rate()).ifPresent(edge -> edges.add(edge + " learning_rate"));
    edge(lambdas, chosen.lambda()).ifPresent(edge -> edges.add(edge + " lambda"));
    return String.join(", ", edges);
  }

  private static Optional<String> edge(double[] sorted, double value) {
    return value == sorted[0]
        ? Optional.of("least")
        : value == sorted[sorted.length - 1] ? Optional.of("greatest") : Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theSelectionTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "selection");
    for (int row = 0; row < ALGORITHMS.size(); row++) {
      String algorithm = ALGORITHMS.get(row);
      Configuration chosen = sweep.chosen(algorithm);
      table.words(row, "algorithm", algorithm);
      table.numbers(row, "learning_rate", "#", chosen.rate());
      table.numbers(row, "lambda", "#", chosen.lambda());
      String metric = sweep.job.metric();
      double selected = PlainStatistics.mean(sweep.values(metric, chosen));
      table.numbers(row, metric.replace('_', ' '), "#", selected);
      String compared = sweep.job.compared();
      if (!compared.equals(metric)) {
        double test = PlainStatistics.mean(sweep.values(compared, chosen));
        table.numbers(row, compared.replace('_', ' '), "#", test);
        table.numbers(row, "gap [pp]", "#", 100 * (selected - test));
      }
      List<Configuration> group = sweep.group(algorithm);
      double[][] whole =
          group.stream()
              .filter(each -> each.n() == SEEDS)
              .map(each -> sweep.values(metric, each))
              .toArray(double[][]::new);
      double[] halves = PlainStatistics.split(whole, sweep.job.more());
      double optimism = (halves[0] - halves[1]) * (sweep.job.more() ? 1 : -1);
      table.numbers(row, "choosing half", "#", halves[0]);
      table.numbers(row, "reporting half", "#", halves[1]);
      table.numbers(row, "optimism" + sweep.job.unit(), "#", sweep.job.scale() * optimism);
      table.numbers(row, "of", "# of #", whole.length, group.size());
      table.words(row, "edge of the grid", edges(sweep, chosen));
      long lost = group.stream().filter(each -> each.n() == 0).count();
      table.words(row, "excluded", lost + " (diverged " + lost + ")");
      String better =
          better(sweep, group, chosen)
              .map(
                  each -> String.format(Locale.ROOT, "%.4f (%s)", each.mean(), faults(sweep, each)))
              .orElse("");
      table.words(row, "better but passed over", better);
    }
    assertEquals(ALGORITHMS.size(), table.size());
    table.allChecked(sweep.notice());
  }

  /** The best mean of a group, where stable ones went before it. */
  private static Optional<Configuration> better(
      RecomputedSweep sweep, List<Configuration> group, Configuration chosen) {
    double sign = sweep.job.more() ? 1 : -1;
    return group.stream()
        .filter(each -> sign * each.mean() > sign * chosen.mean())
        .max(Comparator.comparingDouble(each -> sign * each.mean()));
  }

  private static String faults(RecomputedSweep sweep, Configuration each) {
    List<String> faults = new ArrayList<>();
    for (String fault : List.of("collapsed", "diverged", "oscillating")) {
      String condition = fault.equals("diverged") ? "state = 'DIVERGED'" : fault;
      List<String> seeds =
          sweep.texts("seed", "where " + each.where() + " and " + condition).stream()
              .map(seed -> seed.get(0))
              .sorted()
              .toList();
      if (!seeds.isEmpty()) {
        faults.add(fault + (seeds.size() == 1 ? ": seed " : ": seeds ") + String.join(", ", seeds));
      }
    }
    return String.join("; ", faults);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theDetailsTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "details");
    List<String> metrics = new ArrayList<>(HEADLINE);
    metrics.addAll(name.equals("validation") ? VALIDATED : List.of());
    int row = 0;
    for (String algorithm : ALGORITHMS) {
      Configuration chosen = sweep.chosen(algorithm);
      for (String metric : metrics) {
        double[] values = sweep.values(metric, chosen);
        double mean = PlainStatistics.mean(values);
        double[] ends = PlainStatistics.interval(metric, values);
        table.words(row, "algorithm", algorithm);
        table.words(row, "metric", metric.replace('_', ' '));
        table.numbers(row, "mean", "#", mean);
        table.numbers(row, "SD", "#", PlainStatistics.sd(values));
        table.numbers(row, "low", "#", ends[0]);
        table.numbers(row, "high", "#", ends[1]);
        table.numbers(row, "median", "#", PlainStatistics.median(values));
        table.numbers(row, "least", "#", Arrays.stream(values).min().getAsDouble());
        table.numbers(row, "greatest", "#", Arrays.stream(values).max().getAsDouble());
        table.numbers(row, "n", "#", values.length);
        row++;
      }
      if (sweep.job.accuracy()) {
        String metric = sweep.job.metric().replace('_', ' ');
        table.words(row, "metric", metric + ", diverged at chance");
        table.numbers(row, "mean", "#", chosen.score());
        table.numbers(row, "n", "#", sweep.count(chosen.where()));
        row++;
      }
    }
    assertEquals(row, table.size());
    table.allChecked(sweep.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theGridTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "grid");
    String[] shown =
        name.equals("accuracy")
            ? new String[] {"peak_test_accuracy", "final_test_accuracy"}
            : new String[] {sweep.job.metric()};
    int row = 0;
    for (String algorithm : ALGORITHMS) {
      List<Configuration> group = sweep.group(algorithm);
      for (int i = 0; i < group.size(); i += 2, row++) {
        table.words(row, "algorithm", algorithm);
        table.numbers(row, "learning_rate", "#", group.get(i).rate());
        for (Configuration each : group.subList(i, i + 2)) {
          String column = each.lambda() == 0 ? "lambda = 0" : "lambda = 0.1";
          double lost = SEEDS - each.n();
          if (each.n() == 0) {
            table.words(row, column, "diverged");
            continue;
          }
          List<Double> expected = new ArrayList<>();
          for (String metric : shown) {
            expected.add(PlainStatistics.mean(sweep.values(metric, each)));
          }
          if (lost > 0) {
            expected.addAll(List.of(lost, (double) SEEDS));
          }
          String pattern =
              (shown.length == 2 ? "# / #" : "#") + (lost > 0 ? " (# of # diverged)" : "");
          table.numbers(
              row, column, pattern, expected.stream().mapToDouble(Double::doubleValue).toArray());
        }
      }
    }
    assertEquals(row, table.size());
    table.allChecked(sweep.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theRobustnessTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    boolean more = sweep.job.more();
    CheckedTable table = CheckedTable.read(sweep.tables(), "robustness");
    for (int row = 0; row < ALGORITHMS.size(); row++) {
      String algorithm = ALGORITHMS.get(row);
      double[] scores = sweep.group(algorithm).stream().mapToDouble(Configuration::score).toArray();
      double best = PlainStatistics.expectedBest(scores, scores.length, more);
      double reach = sweep.job.accuracy() ? 0.01 : 0.1 * Math.abs(best);
      double near =
          sweep.group(algorithm).stream()
              .filter(each -> each.n() == SEEDS && Math.abs(each.score() - best) <= reach + 1e-12)
              .count();
      table.words(row, "algorithm", algorithm);
      String within = sweep.job.accuracy() ? "within 1 pp" : "within 10 %";
      table.numbers(row, within, "# of #", near, scores.length);
      String group = "algorithm = '" + algorithm + "'";
      double runs = sweep.count(group);
      double stable = sweep.count(group + " and state = 'FINISHED' and stable");
      table.numbers(row, "stable", "# of #", stable, runs);
      double diverged = sweep.count(group + " and state = 'DIVERGED'");
      double[] share = PlainStatistics.wilson(diverged, runs);
      table.numbers(
          row, "diverged", "# of # (# to # %)", diverged, runs, 100 * share[0], 100 * share[1]);
      table.numbers(row, "median", "#", PlainStatistics.median(scores));
      for (int budget : new int[] {1, 4, 16}) {
        double expected = PlainStatistics.expectedBest(scores, budget, more);
        table.numbers(row, "best of " + budget, "#", expected);
      }
      table.numbers(row, "best", "#", best);
      for (String axis : List.of("learning_rate", "lambda")) {
        double squares = 0;
        double total = 0;
        for (double[] effect : sweep.effects(algorithm, axis)) {
          squares += effect[2] * effect[1] * effect[1];
          total = effect[3];
        }
        table.numbers(row, "by " + axis + " [%]", "#", 100 * squares / total);
      }
    }
    assertEquals(ALGORITHMS.size(), table.size());
    table.allChecked(sweep.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theMainEffects(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "main-effects");
    int row = 0;
    for (String algorithm : ALGORITHMS) {
      for (String axis : List.of("learning_rate", "lambda")) {
        for (double[] effect : sweep.effects(algorithm, axis)) {
          table.words(row, "algorithm", algorithm);
          table.words(row, "axis", axis);
          table.numbers(row, "value", "#", effect[0]);
          String heading = "mean minus grid mean" + sweep.job.unit();
          table.numbers(row, heading, "#", sweep.job.scale() * effect[1]);
          table.numbers(row, "configurations", "#", effect[2]);
          row++;
        }
      }
    }
    assertEquals(row, table.size());
    table.allChecked(sweep.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theFailuresTable(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "failures");
    Map<List<String>, List<String>> found = new LinkedHashMap<>();
    sweep
        .texts(
            "algorithm, lower(state), cause, count(*), count(distinct config_id),"
                + " concat_ws(' ', collect_list(cell_id))",
            "where state <> 'FINISHED' group by algorithm, state, cause")
        .forEach(each -> found.put(each.subList(0, 3), each.subList(3, 6)));
    assertEquals(found.size(), table.size());
    for (int row = 0; row < table.size(); row++) {
      Map<String, String> shown = table.row(row);
      List<String> key = List.of(shown.get("algorithm"), shown.get("state"), shown.get("cause"));
      List<String> expected = found.remove(key);
      assertTrue(expected != null, shown.toString());
      table.words(row, "runs", expected.get(0));
      table.words(row, "configurations", expected.get(1));
      String example = shown.get("such as cell");
      assertTrue(List.of(expected.get(2).split(" ", -1)).contains(example), shown.toString());
      table.words(row, "such as cell", example);
    }
    table.allChecked(sweep.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theHyperParameters(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "hyper-parameters");
    int row = 0;
    for (JsonNode axis : sweep.manifest.at("/design/grid/axes")) {
      List<String> values = new ArrayList<>();
      axis.get("values").forEach(value -> values.add(value.asText()));
      checkValues(table, row, values);
      if (axis.get("over").asBoolean()) {
        boolean rate = axis.get("name").asText().equals("learning_rate");
        Map<Double, Double> counts = new TreeMap<>();
        for (String algorithm : ALGORITHMS) {
          Configuration chosen = sweep.chosen(algorithm);
          counts.merge(rate ? chosen.rate() : chosen.lambda(), 1.0, Double::sum);
        }
        double[] flat =
            counts.entrySet().stream()
                .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        String pattern =
            counts.keySet().stream().map(k -> "# (#)").collect(Collectors.joining(", "));
        table.numbers(row, "selected", pattern, flat);
      }
      row++;
    }
    var defaults = sweep.manifest.at("/design/tables/defaults").properties();
    for (var each : defaults) {
      table.words(row, "knob", each.getKey());
      table.words(row, "values", each.getValue().asText());
      row++;
    }
    List<String> seeds = new ArrayList<>();
    sweep.manifest.at("/design/grid/seeds").forEach(seed -> seeds.add(seed.asText()));
    checkValues(table, row, seeds);
    assertEquals(row + 1, table.size());
    table.allChecked(sweep.notice());
  }

  /** Numbers by their value, since tables write them shorter than JSON does. */
  private static void checkValues(CheckedTable table, int row, List<String> values) {
    boolean numbers = values.stream().allMatch(value -> value.matches("[-+.0-9eE]+"));
    if (numbers) {
      String pattern = values.stream().map(v -> "#").collect(Collectors.joining(", "));
      table.numbers(
          row, "values", pattern, values.stream().mapToDouble(Double::parseDouble).toArray());
    } else {
      table.words(row, "values", String.join(", ", values));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void theProvenance(String name) throws IOException {
    RecomputedSweep sweep = SWEEPS.get(name);
    CheckedTable table = CheckedTable.read(sweep.tables(), "provenance");
    JsonNode manifest = sweep.manifest;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("cells planned", manifest.at("/design/grid/cells").asDouble());
    numbers.put("cells with a result", sweep.count("state in ('FINISHED', 'DIVERGED')"));
    numbers.put("of these diverged", sweep.count("state = 'DIVERGED'"));
    numbers.put("cells failed or timed out", sweep.count("state in ('FAILED', 'TIMED_OUT')"));
    numbers.put("configurations", sweep.number("count(distinct config_id)", ""));
    numbers.put("groups", sweep.number("count(distinct algorithm)", ""));
    numbers.put("core-hours", sweep.number("sum(cpu_seconds) / 3600", ""));
    numbers.put("core-hours predicted", sweep.predictedSeconds() / 3600);
    numbers.put("hosts", sweep.number("count(distinct host)", ""));
    Map<String, String> words = new LinkedHashMap<>();
    JsonNode run = manifest.at("/runs/0/environment");
    words.put("neurosweep", run.get("neurosweep").asText());
    words.put("Spark", run.get("spark").asText());
    words.put("experiment version", manifest.get("experiment_version").asText());
    words.put("plan hash", manifest.get("plan_hash").asText());
    words.put("begun", manifest.get("created").asText());
    words.put("last run", manifest.get("updated").asText());
    words.put("runs", "1");
    for (var each : manifest.get("data_shapes").properties()) {
      words.put("data " + each.getKey(), each.getValue().asText());
    }
    String overrides = name.equals("validation") ? "validation=0.3 " : "";
    words.put(
        "command, in the sweep's directory",
        "neurosweep run sweep.yaml " + overrides + "--backend vector -o again");
    for (var each : manifest.get("data_digests").properties()) {
      words.put("data " + each.getKey() + ", SHA-256", each.getValue().asText());
    }
    words.put("backend", "vector");
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("code", "code");
    origin.put("code that computes", "computing");
    origin.put("Java", "java");
    origin.put("machine", "machine");
    for (var each : origin.entrySet()) {
      List<List<String>> values = sweep.texts("distinct " + each.getValue(), "");
      assertEquals(1, values.size(), each.getKey());
      words.put(each.getKey(), values.get(0).get(0));
    }
    for (var each : run.get("machine").properties()) {
      words.put("machine " + each.getKey().replace('_', ' '), each.getValue().asText());
    }
    words.put("runner", "in-process");
    words.put("runner threads", "1");
    Set<String> known = new TreeSet<>(numbers.keySet());
    known.addAll(words.keySet());
    Set<String> shown = new TreeSet<>();
    for (int row = 0; row < table.size(); row++) {
      shown.add(table.row(row).get("fact"));
    }
    assertEquals(known, shown);
    for (int row = 0; row < table.size(); row++) {
      String fact = table.row(row).get("fact");
      table.words(row, "fact", fact);
      if (numbers.containsKey(fact)) {
        table.numbers(row, "value", "#", numbers.get(fact));
      } else {
        table.words(row, "value", words.get(fact));
      }
    }
    table.allChecked(sweep.notice());
  }
}

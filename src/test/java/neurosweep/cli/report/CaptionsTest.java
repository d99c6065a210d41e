package neurosweep.cli.report;

import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.analysis.Analysis;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome.State;
import neurosweep.learn.LearningRule;
import neurosweep.report.table.ReportTable;
import neurosweep.testing.CheckedTable;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.PlainStatistics;
import neurosweep.testing.SearchedSweeps;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Captions state facts: each is put together here from the manifest and the journal, taken out of
 * the caption, and what is left holds no number but the fixed ones of the definitions.
 */
@Tag("environment")
class CaptionsTest {
  private static final String JOB =
      """
      name: %s
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 2}
      grid: {learning_rate: [1.0e-2, 1.0e+37], lambda: [0, 0.1]}
      variants: [{algorithm: bp}, {algorithm: gait}, {algorithm: tp}]
      seeds: 1..5
      select: {metric: %s, goal: %s, stable: %s}
      report: {reference: bp, equivalence_margin: %s}
      """;

  /** Numbers of definitions, which are the same in every sweep. */
  private static final List<String> DEFINITIONS =
      List.of(
          "95 % t interval",
          "95 % Wilson interval",
          "the 90 % interval lies",
          "cut at 0 and 1",
          "t test at 5 %",
          "with a probability of 80 %",
          "below 0.05",
          "all 2^n assignments",
          "(with n - 1)",
          "at most 1 percentage point worse",
          "at most 10 % of the best worse");

  /** The jobs here state no claims and search nothing. */
  private static final List<String> TABLES =
      ReportTable.CATALOG.names().stream()
          .filter(each -> !List.of("claims", "search", "importance").contains(each))
          .toList();

  /** A caption is read beside its table: it has no room for more. */
  private static final int MOST_WORDS = 60;

  @TempDir static Path directory;

  @BeforeAll
  static void runAll() {
    String job =
        String.format(
            Locale.ROOT, JOB, "accuracy", "peak_test_accuracy", "max", "preferred", "4pp");
    run(directory, job).ends(0);
    run(directory, String.format(Locale.ROOT, JOB, "loss", "final_loss", "min", "ignored", "0.2"))
        .ends(0);
    job =
        String.format(
            Locale.ROOT, JOB, "validation", "best_validation_accuracy", "max", "ignored", "1pp");
    run(directory, job, "validation=0.3").ends(0);
  }

  private static Path sweep(String name) {
    return directory.resolve("out/" + name);
  }

  private static JsonNode manifest(String name) throws IOException {
    return new ObjectMapper().readTree(sweep(name).resolve("manifest.json").toFile());
  }

  private static List<String> lines(String name, String table) throws IOException {
    Path file = sweep(name).resolve("tables/" + table + ".md");
    return Files.readString(file).replace("\\", "").lines().toList();
  }

  private static long diverged(String name) {
    return MeasuredBits.results(sweep(name)).values().stream()
        .filter(result -> result.outcome().state() == State.DIVERGED)
        .count();
  }

  private static String methods(String name) throws IOException {
    return Files.readString(sweep(name).resolve("tables/methods.md")).replace("\\", "");
  }

  @ParameterizedTest
  @CsvSource({
    "accuracy, greatest mean peak test accuracy (test set), 4.00 pp",
    "loss, least mean final loss (training set), 0.2",
    "validation, greatest mean best validation accuracy (validation set), 1.00 pp"
  })
  void everyFactIsTheManifestsOrTheJournals(String name, String rule, String margin)
      throws IOException {
    JsonNode manifest = manifest(name);
    int seeds = manifest.at("/design/grid/seeds").size();
    int cells = manifest.at("/design/grid/cells").asInt();
    assertEquals(cells, MeasuredBits.results(sweep(name)).size());
    Map<String, double[]> values = selected(name);
    List<String> facts =
        List.of(
            String.format(
                Locale.ROOT,
                "%d of %d cells, %d seeds each, %d diverged, 0 missing.",
                cells,
                cells,
                seeds,
                diverged(name)),
            String.format(
                Locale.ROOT,
                "Diverged runs are excluded from means and counted: %d of %d.",
                diverged(name),
                cells),
            "The factor of variability is the seed (" + seeds + " planned).",
            "the configuration with the " + rule + " is selected",
            rule(manifest),
            fixed(manifest),
            " Selected over learning rate η: 0.01, 1e37. Selected over λ: 0, 0.1.",
            "At the margin of " + margin + ":",
            "at least 0.0625 with 5 pairs",
            "p adj.: Holm's adjustment over " + tests(values),
            "p eq. adj. is Holm's adjustment over " + tests(values),
            power(name, values));
    String text = methods(name);
    for (String fact : facts) {
      assertTrue(text.contains(fact), "no \"" + fact + "\" in " + text);
      text = text.replace(fact, "");
    }
    for (String definition : DEFINITIONS) {
      text = text.replace(definition, "");
    }
    assertTrue(text.chars().noneMatch(Character::isDigit), text);
  }

  /** They had 120 to 220 words, and so nobody read them. */
  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void captionsAreTwoShortSentences(String name) throws IOException {
    for (String table : TABLES) {
      String caption = lines(name, table).get(0);
      isTwoShortSentences(caption);
      boolean counted = caption.contains(diverged(name) + " diverged, 0 missing");
      assertEquals(table.equals("main"), counted, "the certificate stands under main alone");
    }
  }

  private static void isTwoShortSentences(String caption) {
    assertTrue(caption.split("[.] ", -1).length <= 2, caption);
    assertTrue(caption.split(" ", -1).length <= MOST_WORDS, caption);
  }

  @Test
  void thoseOfSearchesAreToo() throws IOException {
    for (String name : SearchedSweeps.names()) {
      Analysis analysis = SearchedSweeps.of(name).analysis(directory.resolve(name));
      for (ReportTable table : ReportTable.CATALOG.members()) {
        isTwoShortSentences(table.of(analysis).caption());
      }
    }
  }

  private static String rule(JsonNode manifest) {
    return switch (manifest.at("/design/select/stable").asText()) {
      case "preferred" ->
          "Configurations whose every planned seed finished and was stable go first, then those with"
              + " more finished seeds. Stability is judged on the test set.";
      case "ignored" -> "Configurations with more finished seeds go first.";
      default -> throw new AssertionError(manifest.at("/design/select").toString());
    };
  }

  private static String tests(Map<String, double[]> values) {
    int tests = tested(values, "bp").size();
    return tests == 1 ? "the only test of the table" : "the " + tests + " tests of the table";
  }

  /** The axes with one value. */
  private static String fixed(JsonNode manifest) {
    List<String> fixed = new ArrayList<>();
    for (JsonNode axis : manifest.at("/design/grid/axes")) {
      if (axis.get("values").size() == 1) {
        String unit = axis.get("unit").asText();
        fixed.add(
            axis.get("label").asText()
                + " = "
                + axis.get("values").get(0).asText()
                + (unit.isEmpty() ? "" : " " + unit));
      }
    }
    return " Everywhere " + String.join(", ", fixed) + ".";
  }

  /** Every value of the one minus that of the other by seed. */
  private static double[] differences(Map<String, double[]> values, String ours, String theirs) {
    double[] differences = values.get(ours).clone();
    Arrays.setAll(differences, i -> differences[i] - values.get(theirs)[i]);
    return differences;
  }

  /** Without a spread of the differences there is no test. */
  private static List<String> tested(Map<String, double[]> values, String against) {
    return values.keySet().stream()
        .filter(each -> !each.equals(against))
        .filter(each -> PlainStatistics.sd(differences(values, each, against)) > 1e-12)
        .toList();
  }

  private static String best(String name, Map<String, double[]> values) {
    double sign = name.equals("loss") ? -1 : 1;
    return values.keySet().stream()
        .reduce((a, b) -> sign * PlainStatistics.mean(differences(values, b, a)) > 1e-12 ? b : a)
        .orElseThrow();
  }

  /** The values of the selected configurations by algorithm: the one that does not diverge. */
  private static Map<String, double[]> selected(String name) throws IOException {
    Path tables = sweep(name).resolve("tables");
    CheckedTable selection = CheckedTable.read(tables, "selection");
    String compared = name.equals("validation") ? "test_accuracy_at_best_validation" : metric(name);
    Map<String, double[]> values = new TreeMap<>();
    for (int row = 0; row < selection.size(); row++) {
      Map<String, String> chosen = selection.row(row);
      double rate = Double.parseDouble(chosen.get("learning_rate"));
      double lambda = Double.parseDouble(chosen.get("lambda"));
      Map<Long, Double> bySeed = new TreeMap<>();
      for (CellResult result : MeasuredBits.results(sweep(name)).values()) {
        var knobs = result.cell().values();
        if (chosen.get("algorithm").equals(Objects.requireNonNullElse(knobs.get("algorithm"), "bp"))
            && knob(knobs.get("learning_rate")) == rate
            && knob(knobs.get("lambda")) == lambda) {
          Object value = result.outcome().measurements().scalars().get(compared);
          bySeed.put(result.cell().seed(), (Double) value);
        }
      }
      double[] ordered = bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
      assertEquals(5, ordered.length, chosen.toString());
      values.put(chosen.get("algorithm"), ordered);
    }
    return values;
  }

  /** A cell leaves out what is at its default: lambda 0, algorithm bp. */
  private static double knob(Object value) {
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  private static String metric(String name) throws IOException {
    return manifest(name).at("/design/select/metric").asText();
  }

  /** The sentence as it is shown, once its two numbers are found right. */
  private static String power(String name, Map<String, double[]> values) throws IOException {
    Matcher shown =
        Pattern.compile(
                "With 5 pairs .* finds a true difference of (\\S+) SD with a probability of 80 %; with"
                    + " the median SD of the differences that is (\\S+?)( pp)?\\.\\s")
            .matcher(methods(name));
    assertTrue(shown.find(), name);
    double effect = Double.parseDouble(shown.group(1));
    double least = PlainStatistics.power(5, effect - 0.006);
    double most = PlainStatistics.power(5, effect + 0.006);
    assertTrue(least < 0.8 && most > 0.8, "power " + least + " to " + most);
    double[] spreads =
        tested(values, "bp").stream()
            .mapToDouble(other -> PlainStatistics.sd(differences(values, other, "bp")))
            .toArray();
    double size = PlainStatistics.median(spreads) * (name.equals("loss") ? 1 : 100);
    double difference = Double.parseDouble(shown.group(2));
    assertEquals(effect * size, difference, 0.006 * size + 0.006, shown.group());
    assertEquals(!name.equals("loss"), shown.group(3) != null);
    return shown.group().strip();
  }

  /**
   * Bold was the best and what Holm's adjusted tests did not tell from it: more rules, or fewer
   * seeds, meant more bold.
   */
  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "loss", "validation"})
  void onlyTheBestIsBoldAndADaggerIsItsOwnTest(String name) throws IOException {
    Map<String, double[]> values = selected(name);
    String best = best(name, values);
    int rows = 0;
    for (String line : lines(name, "main")) {
      for (String algorithm : values.keySet()) {
        if (line.startsWith("| " + label(algorithm) + " ")) {
          double[] differences = differences(values, algorithm, best);
          boolean spread = PlainStatistics.sd(differences) > 1e-12;
          boolean equal = !spread && Math.abs(PlainStatistics.mean(differences)) < 1e-12;
          boolean dagger =
              !algorithm.equals(best)
                  && (spread ? PlainStatistics.pairedP(differences) >= 0.05 : equal);
          assertEquals(algorithm.equals(best), line.contains("**"), line);
          assertEquals(dagger, line.contains("†"), line);
          rows++;
        }
      }
    }
    assertEquals(values.size(), rows);
  }

  private static String label(String algorithm) {
    return LearningRule.CATALOG.get(algorithm).label();
  }

  /** A macro for every number that comes from runs, under its table, row and column. */
  @Test
  void everyMacroIsTheNumberOfItsRowAndColumn() throws IOException {
    for (String name : List.of("accuracy", "loss", "validation")) {
      Map<String, String> expected = new TreeMap<>();
      for (String table : TABLES) {
        CheckedTable shown = CheckedTable.read(sweep(name).resolve("tables"), table);
        for (int row = 0; row < shown.size(); row++) {
          addMacros(table, shown, row, expected);
        }
      }
      Map<String, String> found = new TreeMap<>();
      String text = Files.readString(sweep(name).resolve("tables/macros.tex"));
      Matcher macro = Pattern.compile("\\\\newcommand\\{\\\\ns(\\w+)}\\{(.*)}").matcher(text);
      while (macro.find()) {
        found.put(macro.group(1), macro.group(2).replace("$\\pm$", "±").replace("\\%", "%"));
      }
      assertEquals(expected, found);
      assertTrue(found.size() > 150, "only " + found.size());
      assertTrue(text.contains(", " + found.size() + " in all.\n"), "the count in the header");
    }
  }

  private static void addMacros(
      String table, CheckedTable shown, int row, Map<String, String> expected) {
    StringBuilder key = new StringBuilder(spelled(table));
    for (String heading : shown.headings()) {
      String entry = shown.row(row).get(heading);
      if (isKey(table, shown.row(row), heading)) {
        key.append(spelled(entry));
      } else if (entry.matches("[+-]?\\d.*") && !heading.equals("such as cell")) {
        expected.put(key + spelled(heading), entry);
      }
    }
  }

  private static boolean isKey(String table, Map<String, String> row, String heading) {
    boolean words = heading.equals("value") && row.containsKey("fact");
    boolean counted =
        List.of(
                "cells planned",
                "cells with a result",
                "of these diverged",
                "cells failed or timed out",
                "configurations",
                "groups",
                "core-hours",
                "core-hours predicted",
                "hosts")
            .contains(row.getOrDefault("fact", ""));
    boolean axis =
        List.of("learning_rate", "lambda").contains(heading)
            && !List.of("main", "selection").contains(table);
    return axis
        || (words && !counted)
        || List.of("algorithm", "metric", "axis", "state", "cause", "fact").contains(heading)
        || List.of("knob", "role", "values").contains(heading)
        || (heading.equals("value") && table.equals("main-effects"));
  }

  /** Digits as words, words with a capital, and nothing else. */
  private static String spelled(String text) {
    String[] digits = "Zero One Two Three Four Five Six Seven Eight Nine".split(" ", -1);
    String words = text.replaceAll("(?<=\\d)\\.(?=\\d)", " dot ").replaceAll("-(?=\\d)", " minus ");
    for (int i = 0; i < 10; i++) {
      words = words.replace(Integer.toString(i), " " + digits[i] + " ");
    }
    StringBuilder spelled = new StringBuilder();
    for (String word : words.split("[^A-Za-z]+", -1)) {
      if (!word.isEmpty()) {
        spelled.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return spelled.toString();
  }
}

package neurosweep.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Stable;
import neurosweep.report.format.MarkdownFormat;
import neurosweep.report.format.TableFormat;
import neurosweep.report.text.Methods;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Provenance;
import neurosweep.result.Select;
import neurosweep.statistics.Looks;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each table says, and when it refuses to. */
@Tag("environment")
class TablesTest {
  @TempDir Path directory;

  /** Compared with bp, at a margin of one percentage point. */
  private static Design design(long seeds, Axis... axes) {
    long cells = seeds;
    for (Axis axis : axes) {
      cells *= axis.values().size();
    }
    return design(seeds, cells, axes);
  }

  private static Design design(long seeds, long cells, Axis... axes) {
    Design base = Sweeps.design(Stable.PREFERRED, seeds, cells, axes);
    return new Design(
        base.sweep(),
        base.experiment(),
        base.grid(),
        base.metrics(),
        List.of(),
        base.select(),
        "bp",
        Design.Plots.NONE,
        new Design.Tables(List.of(), 0.01, Map.of("momentum", "0.9")));
  }

  private static Sweeps threeRules(long seeds) {
    Sweeps sweep =
        new Sweeps(
            design(
                seeds,
                Sweeps.axis("algorithm", false, "bp", "gait", "tp"),
                Sweeps.axis("learning_rate", true, 1e-4, 1e-3)));
    for (long seed = 1; seed <= seeds; seed++) {
      double luck = 0.004 * (seed % 3);
      sweep.finished(0.90 + luck, seed, "bp", 1e-4).finished(0.80 + luck, seed, "bp", 1e-3);
      sweep.finished(0.90 + luck + 0.001 * (seed % 2), seed, "gait", 1e-4);
      sweep.finished(0.70 + luck, seed, "gait", 1e-3);
      sweep.finished(0.60 + 0.01 * (seed * 7 % 5), seed, "tp", 1e-4).diverged(seed, "tp", 1e-3);
    }
    return sweep;
  }

  private TableText table(ReportTable table, Sweeps sweep) throws IOException {
    return table.of(sweep.analysis(directory));
  }

  private static String text(TableText table, int row, String column) {
    List<String> headings = table.columns().stream().map(Heading::text).toList();
    assertTrue(headings.contains(column), headings.toString());
    return table.rows().get(row).get(headings.indexOf(column)).text();
  }

  private static final String PEAK = "peak test accuracy (optimistic)";

  private static Entry entry(TableText table, int row, String column) {
    List<String> headings = table.columns().stream().map(Heading::text).toList();
    assertTrue(headings.contains(column), headings.toString());
    return table.rows().get(row).get(headings.indexOf(column));
  }

  private static List<Boolean> bold(TableText main) {
    return IntStream.range(0, main.rows().size())
        .mapToObj(row -> entry(main, row, PEAK).bold())
        .toList();
  }

  private static String methods(Analysis analysis) {
    return Methods.of(analysis).toString();
  }

  @Test
  void onlyTheBestIsBoldAndADaggerIsWhatItsOwnTestDoesNotTellFromIt() throws IOException {
    TableText main = table(new MainTable(), threeRules(5));
    assertEquals(List.of(false, true, false), bold(main));
    assertTrue(text(main, 0, PEAK).endsWith("†"), main.rows().toString());
    assertFalse(text(main, 2, PEAK).endsWith("†"), main.rows().toString());
    assertEquals("", text(main, 1, "p (best)"));
    assertEquals("0.0705", text(main, 0, "p (best)"));
    TableText one = table(new MainTable(), threeRules(1));
    assertTrue(one.rows().stream().flatMap(List::stream).noneMatch(Entry::bold));
    String why = methods(threeRules(1).analysis(directory));
    assertTrue(why.contains("Nothing is bold: one seed cannot be tested"), why);
  }

  /** A rule that nobody asked about made another one bold, since Holm's family had grown. */
  @Test
  void anUnrelatedRowChangesNoMark() throws IOException {
    Sweeps two = rules(5, "bp", "gait");
    Sweeps many = rules(5, "bp", "gait", "r1", "r2", "r3", "r4", "r5", "r6");
    TableText few = table(new MainTable(), two);
    TableText more = table(new MainTable(), many);
    assertEquals(text(few, 0, PEAK), text(more, 0, PEAK));
    assertEquals(text(few, 1, PEAK), text(more, 1, PEAK));
    assertFalse(text(few, 1, PEAK).contains("†"), "p is " + text(few, 1, "p (best)"));
  }

  /** The second is worse at p = 0.02, the others are far below. */
  private static Sweeps rules(long seeds, String... names) {
    Sweeps sweep = new Sweeps(design(seeds, Sweeps.axis("algorithm", false, (Object[]) names)));
    for (long seed = 1; seed <= seeds; seed++) {
      double luck = 0.004 * (seed % 3);
      for (int i = 0; i < names.length; i++) {
        double worse =
            i == 0 ? 0 : i == 1 ? 0.01 + 0.004 * (seed % 4) : 0.3 + 0.01 * (seed * i % 5);
        sweep.finished(0.90 + luck - worse, seed, names[i]);
      }
    }
    return sweep;
  }

  @Test
  void aSelectedValueAtTheEdgeOfItsGridIsMarked() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                2,
                Sweeps.axis("algorithm", false, "bp", "tp"),
                Sweeps.axis("learning_rate", true, 1e-4, 1e-3, 1e-2)));
    for (long seed = 1; seed <= 2; seed++) {
      sweep.finished(0.7, seed, "bp", 1e-4).finished(0.8, seed, "bp", 1e-3);
      sweep.finished(0.6, seed, "bp", 1e-2);
      sweep.finished(0.7, seed, "tp", 1e-4).finished(0.8, seed, "tp", 1e-3);
      sweep.finished(0.9, seed, "tp", 1e-2);
    }
    TableText main = table(new MainTable(), sweep);
    assertEquals("0.001", text(main, 0, "learning_rate"));
    assertEquals("0.01↑", text(main, 1, "learning_rate"));
    TableText selection = table(new SelectionTable(), sweep);
    assertEquals("", text(selection, 0, "edge of the grid"));
    assertEquals("greatest learning_rate", text(selection, 1, "edge of the grid"));
  }

  @Test
  void nothingIsBoldOrTestedWhileCellsAreMissing() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                2,
                Sweeps.axis("algorithm", false, "bp", "gait", "tp"),
                Sweeps.axis("learning_rate", true, 1e-4)));
    sweep.finished(0.9, 1, "bp", 1e-4).finished(0.91, 2, "bp", 1e-4);
    sweep.finished(0.8, 1, "gait", 1e-4).failed(2, "gait", 1e-4);
    sweep.finished(0.7, 1, "tp", 1e-4).finished(0.7, 2, "tp", 1e-4);
    TableText main = table(new MainTable(), sweep);
    assertTrue(main.rows().stream().flatMap(List::stream).noneMatch(Entry::bold));
    String why = methods(sweep.analysis(directory));
    assertTrue(why.contains("the sweep is not finished"), why);
    TableText paired = table(new PairedTable(), sweep);
    assertEquals("partial", text(paired, 0, "verdict"));
    assertEquals("", text(paired, 0, "p"));
  }

  @Test
  void seedsThatDoNotMatchAreRefusedInWords() throws IOException {
    Sweeps sweep =
        new Sweeps(design(2, Sweeps.axis("algorithm", false, "bp", "tp")))
            .finished(0.9, 1, "bp")
            .finished(0.8, 2, "bp")
            .finished(0.7, 1, "tp")
            .diverged(2, "tp");
    TableText paired = table(new PairedTable(), sweep);
    assertEquals("1 of 2 seeds finished", text(paired, 0, "verdict"));
    assertEquals("", text(paired, 0, "difference [pp]"));
  }

  @Test
  void aSettingOfAnotherRuleAloneDoesNotKeepItFromTheReference() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                3,
                18,
                Sweeps.axis("depth", false, 1L, 2L),
                Sweeps.axis("algorithm", false, "bp", "fa"),
                Sweeps.axis("feedback", false, "random", "learned")));
    for (long seed = 1; seed <= 3; seed++) {
      for (long depth = 1; depth <= 2; depth++) {
        double luck = 0.001 * seed * depth;
        sweep.finished(0.9 + luck, seed, depth, "bp", null);
        sweep.finished(0.8 + 2 * luck, seed, depth, "fa", "random");
        sweep.finished(0.95 + 2 * luck, seed, depth, "fa", "learned");
      }
    }
    TableText paired = table(new PairedTable(), sweep);
    assertEquals(4, paired.rows().size());
    assertEquals("-9.80", text(paired, 0, "difference [pp]"));
    assertEquals("+5.20", text(paired, 1, "difference [pp]"));
    assertEquals("-9.60", text(paired, 2, "difference [pp]"));
    assertEquals("+5.40", text(paired, 3, "difference [pp]"));
    TableText main = table(new MainTable(), sweep);
    assertEquals(List.of(false, false, true, false, false, true), bold(main));
    String how = methods(sweep.analysis(directory));
    assertTrue(how.contains("Sides agree in every axis that the reference has"), how);
  }

  /** GAIT-prop was bold below backpropagation, since each rule had initial weights of its own. */
  @Test
  void anAxisThatGoesWithTheRuleDoesNotKeepItFromTheReference() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                3,
                9,
                Sweeps.axis("algorithm", false, "bp", "gait", "tp"),
                Sweeps.axis("init", false, "xavier", "orthogonal")));
    for (long seed = 1; seed <= 3; seed++) {
      double luck = 0.001 * seed;
      sweep.finished(0.9 + luck, seed, "bp", "xavier");
      sweep.finished(0.85 + 2 * luck, seed, "gait", "orthogonal");
      sweep.finished(0.8 + 3 * luck, seed, "tp", "orthogonal");
    }
    assertEquals(List.of(true, false, false), bold(table(new MainTable(), sweep)));
    TableText paired = table(new PairedTable(), sweep);
    assertEquals("-4.80", text(paired, 0, "difference [pp]"));
    assertEquals("-9.60", text(paired, 1, "difference [pp]"));
  }

  @Test
  void pairedDifferencesAreThoseByHand() throws IOException {
    TableText paired = table(new PairedTable(), threeRules(5));
    assertEquals(2, paired.rows().size());
    // gait minus bp: 0.1, 0, 0.1, 0, 0.1 pp; mean 0.06, SD 0.0548; t = sqrt(6), df = 4.
    assertEquals("+0.06", text(paired, 0, "difference [pp]"));
    assertEquals("-0.01 to +0.13", text(paired, 0, "95 % interval [pp]"));
    // 0.06 plus and minus 2.132 times 0.0548 / sqrt(5).
    assertEquals("+0.01 to +0.11", text(paired, 0, "90 % interval [pp]"));
    assertEquals("0.0705", text(paired, 0, "p"));
    assertEquals(text(paired, 0, "p"), text(paired, 0, "p adj."));
    assertEquals("1.0000", text(paired, 1, "p eq. adj."));
    TableText effects = table(new EffectSizesTable(), threeRules(5));
    assertEquals("0.2500", text(effects, 0, "p flip"));
    assertEquals("1.10", text(effects, 0, "d_z"));
    assertEquals("5", text(effects, 0, "n"));
    assertEquals("equivalent", text(paired, 0, "verdict"));
    assertEquals("different", text(paired, 1, "verdict"));
    assertEquals("0.0625", text(effects, 1, "p flip"));
    String methods = methods(threeRules(5).analysis(directory));
    assertTrue(methods.contains("At the margin of 1.00 pp"), methods);
    assertTrue(methods.contains("at least 0.0625 with 5 pairs"), methods);
    assertTrue(methods.contains("With 5 pairs"), methods);
    assertFalse(paired.rows().toString().contains("same"));
  }

  @Test
  void equalDifferencesAreSaidNotTested() throws IOException {
    Sweeps sweep = new Sweeps(design(3, Sweeps.axis("algorithm", false, "bp", "gait", "tp")));
    for (long seed = 1; seed <= 3; seed++) {
      double value = 0.3 + 0.1 * seed;
      sweep.finished(value, seed, "bp").finished(value - 0.1, seed, "gait");
      sweep.finished(value, seed, "tp");
    }
    TableText paired = table(new PairedTable(), sweep);
    assertEquals("all differences equal", text(paired, 0, "verdict"));
    assertEquals("-10.00", text(paired, 0, "difference [pp]"));
    assertEquals("", text(paired, 0, "p") + text(paired, 0, "95 % interval [pp]"));
    assertEquals("identical", text(paired, 1, "verdict"));
    assertEquals("0.00", text(paired, 1, "difference [pp]"));
    TableText main = table(new MainTable(), sweep);
    assertEquals(List.of(true, false, false), bold(main));
    assertTrue(text(main, 2, PEAK).endsWith("†"), "equal to the best");
  }

  @Test
  void comparisonsStayWithinTheirSetting() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                2,
                Sweeps.axis("depth", false, 1L, 2L),
                Sweeps.axis("algorithm", false, "bp", "tp")));
    for (long seed = 1; seed <= 2; seed++) {
      sweep.finished(0.5 + 0.01 * seed, seed, 1L, "bp").finished(0.4, seed, 1L, "tp");
      sweep.finished(0.9, seed, 2L, "bp").finished(0.93 + 0.01 * seed, seed, 2L, "tp");
    }
    TableText paired = table(new PairedTable(), sweep);
    assertEquals(List.of("1", "2"), paired.rows().stream().map(r -> r.get(0).text()).toList());
    assertEquals("-11.50", text(paired, 0, "difference [pp]"));
    assertEquals("+4.50", text(paired, 1, "difference [pp]"));
    TableText main = table(new MainTable(), sweep);
    assertTrue(entry(main, 0, PEAK).bold() && entry(main, 3, PEAK).bold());
  }

  @Test
  void tablesThatDoNotApplySayWhyInEveryFormat() throws IOException {
    Sweeps alone =
        new Sweeps(design(1, Sweeps.axis("algorithm", false, "bp"))).finished(0.9, 1, "bp");
    Analysis analysis = alone.analysis(directory);
    for (ReportTable table :
        List.of(new PairedTable(), new RobustnessTable(), new EffectsTable())) {
      for (TableFormat format : TableFormat.CATALOG.members()) {
        String file = format.render(table.of(analysis));
        assertTrue(file.contains("there is no table"), file);
      }
    }
  }

  @Test
  void everyNumberKnowsItsConfigurations() throws IOException {
    Analysis analysis = threeRules(3).analysis(directory);
    Set<String> known =
        analysis.groups().stream()
            .flatMap(group -> group.configurations().stream())
            .map(Replicates::configId)
            .collect(Collectors.toCollection(HashSet::new));
    for (ReportTable table : ReportTable.CATALOG.members()) {
      TableText text = table.of(analysis);
      for (List<Entry> row : text.rows()) {
        boolean begun = false;
        for (int i = 0; i < row.size(); i++) {
          Entry entry = row.get(i);
          begun |= !entry.from().isEmpty();
          boolean number = text.columns().get(i).number() && entry.text().matches(".*[0-9].*");
          assertTrue(!begun || !number || !entry.from().isEmpty(), text.name() + ": " + entry);
          assertTrue(known.containsAll(entry.from()), text.name());
        }
        boolean words = List.of("hyper-parameters", "provenance").contains(text.name());
        assertTrue(begun || words, text.name() + ": " + row);
      }
    }
  }

  @Test
  void selectionTellsItsOptimism() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                2,
                Sweeps.axis("algorithm", false, "bp"),
                Sweeps.axis("learning_rate", true, 1e-4, 1e-3)));
    sweep.finished(0.8, 1, "bp", 1e-4).finished(0.6, 2, "bp", 1e-4);
    sweep.finished(0.5, 1, "bp", 1e-3).finished(0.7, 2, "bp", 1e-3);
    TableText selection = table(new SelectionTable(), sweep);
    // Seed 1 chooses 1e-4: 0.8, then 0.6; seed 2 chooses 1e-3: 0.7, then 0.5.
    assertEquals("1e-4", text(selection, 0, "learning_rate"));
    assertEquals("0.7500", text(selection, 0, "choosing half"));
    assertEquals("0.5500", text(selection, 0, "reporting half"));
    assertEquals("+20.00", text(selection, 0, "optimism [pp]"));
    assertEquals("2 of 2", text(selection, 0, "of"));
  }

  /** Its best learning rate was left out for one diverged run, and only one table said so. */
  @Test
  void tablesOfWhatWasSelectedNameWhatWasBetterAndPassedOver() throws IOException {
    Sweeps sweep =
        new Sweeps(
            design(
                2,
                Sweeps.axis("algorithm", false, "bp", "tp"),
                Sweeps.axis("learning_rate", true, 1e-4, 1e-3)));
    for (long seed = 1; seed <= 2; seed++) {
      sweep.finished(0.8, seed, "bp", 1e-4).finished(0.5, seed, "bp", 1e-3);
      sweep.finished(0.6, seed, "tp", 1e-4);
    }
    sweep.finished(0.9, 1, "tp", 1e-3).diverged(2, "tp", 1e-3);
    String said = "; better but passed over: tp 0.9000 (diverged: seed 2).";
    for (ReportTable table : List.of(new MainTable(), new PairedTable())) {
      String caption = table(table, sweep).caption();
      assertTrue(caption.endsWith(said), caption);
    }
    assertEquals(
        "0.9000 (diverged: seed 2)",
        text(table(new SelectionTable(), sweep), 1, "better but passed over"));
    assertFalse(table(new MainTable(), threeRules(3)).caption().contains("passed over"));
  }

  @Test
  void valuesThatSelectedAreSaidToFlatter() throws IOException {
    String flatters = "selected by these values";
    TableText main = table(new MainTable(), threeRules(3));
    assertTrue(main.caption().contains(flatters), main.caption());
    Sweeps other = comparedBy("final_test_accuracy");
    assertFalse(table(new MainTable(), other).caption().contains(flatters));
    TableText selection = table(new SelectionTable(), other);
    assertEquals("+1.00", text(selection, 0, "gap [pp]"));
  }

  private static Sweeps comparedBy(String metric) {
    Design base =
        Sweeps.design(Stable.IGNORED, 2, 4, Sweeps.axis("learning_rate", true, 1e-4, 1e-3));
    Design design =
        new Design(
            base.sweep(),
            base.experiment(),
            base.grid(),
            base.metrics(),
            List.of(),
            base.select(),
            "",
            base.plots(),
            new Design.Tables(List.of(), 0, Map.of(), Looks.NONE, metric));
    Sweeps sweep = new Sweeps(design);
    sweep.finished(0.8, 1, 1e-4).finished(0.6, 2, 1e-4);
    return sweep.finished(0.5, 1, 1e-3).finished(0.7, 2, 1e-3);
  }

  @Test
  void aValidationSetIsNamedAndItsGapShown() throws IOException {
    Design base = design(2, Sweeps.axis("algorithm", false, "bp", "tp"));
    List<Metric<?>> metrics = new ArrayList<>(base.metrics());
    metrics.addAll(List.of(Sweeps.BEST_VALIDATION, Sweeps.BEST_EPOCH));
    metrics.add(Sweeps.CHOSEN_TEST);
    Design design =
        new Design(
            base.sweep(),
            base.experiment(),
            base.grid(),
            metrics,
            List.of(),
            new Select("best_validation_accuracy", Goal.MAX, Stable.IGNORED),
            "bp",
            base.plots(),
            base.tables());
    Sweeps sweep = new Sweeps(design);
    for (long seed = 1; seed <= 2; seed++) {
      for (String algorithm : List.of("bp", "tp")) {
        TreeMap<String, Object> scalars = new TreeMap<>();
        scalars.put("best_validation_accuracy", 0.8 + 0.01 * seed);
        scalars.put("test_accuracy_at_best_validation", algorithm.equals("bp") ? 0.75 : 0.7);
        sweep.add(
            new Outcome.Finished(new Measurements(scalars, new TreeMap<>())), seed, algorithm);
      }
    }
    assertEquals("test_accuracy_at_best_validation", design.compared());
    TableText selection = table(new SelectionTable(), sweep);
    assertEquals("+6.50", text(selection, 0, "gap [pp]"));
    assertTrue(selection.caption().contains("(validation set)"), selection.caption());
    assertEquals(
        "0.7500 ± 0.0000",
        text(table(new MainTable(), sweep), 0, "test accuracy at best validation"));
    assertEquals("-5.00", text(table(new PairedTable(), sweep), 0, "difference [pp]"));
  }

  @Test
  void lossesAreMinimisedAndHaveNoPercentagePoints() throws IOException {
    Design base =
        Sweeps.design(
            Stable.IGNORED,
            3,
            12,
            Sweeps.axis("algorithm", false, "bp", "di"),
            Sweeps.axis("leak", true, 0.1, 1.0));
    Design design =
        new Design(
            "regression",
            "linear-regression",
            base.grid(),
            List.of(Metric.real("final_nse", "", "")),
            List.of(),
            new Select("final_nse", Goal.MIN, Stable.IGNORED),
            "bp",
            Design.Plots.NONE,
            new Design.Tables(List.of(), 0.5, Map.of()));
    Sweeps sweep = new Sweeps(design);
    for (long seed = 1; seed <= 3; seed++) {
      for (double leak : new double[] {0.1, 1.0}) {
        for (String rule : List.of("bp", "di")) {
          TreeMap<String, Object> scalars = new TreeMap<>();
          scalars.put("final_nse", (rule.equals("bp") ? 1e-6 : 2e-6) * (leak + 0.1 * seed));
          Outcome done = new Outcome.Finished(new Measurements(scalars, new TreeMap<>()));
          sweep.add(
              seed == 3 && leak == 1 && rule.equals("di")
                  ? new Outcome.Diverged(Measurements.NONE, "NaN")
                  : done,
              seed,
              rule,
              leak);
        }
      }
    }
    TableText paired = table(new PairedTable(), sweep);
    assertEquals("+3e-7", text(paired, 0, "difference"));
    String methods = methods(sweep.analysis(directory));
    assertTrue(methods.contains("Negative is better"), methods);
    TableText main = table(new MainTable(), sweep);
    assertTrue(entry(main, 0, "final nse").bold());
    assertTrue(text(main, 0, "final nse").startsWith("3e-7"), main.rows().toString());
    TableText robustness = table(new RobustnessTable(), sweep);
    assertEquals("1 of 2", text(robustness, 0, "within 10 %"));
    assertEquals("3e-7", text(robustness, 0, "best"));
    // The diverged run of di counts as the group's worst, 2e-6 * 1.2: (2.2 + 2.4 + 2.4) e-6 / 3.
    assertEquals("1.47e-6", text(robustness, 1, "best of 1"));
    assertEquals("1", text(table(new FailuresTable(), sweep), 0, "runs"));
  }

  @Test
  void robustnessCountsTheGridAndWhatIsStable() throws IOException {
    TableText robustness = table(new RobustnessTable(), threeRules(3));
    assertEquals("1 of 2", text(robustness, 0, "within 1 pp"));
    assertEquals("6 of 6", text(robustness, 0, "stable"));
    assertEquals("3 of 6", text(robustness, 2, "stable"));
    assertTrue(text(robustness, 2, "diverged").startsWith("3 of 6 ("));
    // bp: 0.904 and 0.804, of which one is drawn, or both.
    assertEquals("0.8540", text(robustness, 0, "best of 1"));
    assertEquals("0.9040", text(robustness, 0, "best"));
    assertEquals("100.0", text(robustness, 0, "by learning_rate [%]"));
    TableText effects = table(new EffectsTable(), threeRules(3));
    assertEquals("+5.00", text(effects, 0, "mean minus grid mean [pp]"));
    assertEquals("-5.00", text(effects, 1, "mean minus grid mean [pp]"));
  }

  @Test
  void failuresAreGroupedWithAnExample() throws IOException {
    Sweeps sweep = threeRules(2).failed(3, "bp", 1e-4).timedOut(4, "bp", 1e-4);
    TableText failures = table(new FailuresTable(), sweep);
    assertEquals(3, failures.rows().size());
    assertEquals("failed", text(failures, 0, "state"));
    assertEquals("timed out", text(failures, 1, "state"));
    assertEquals("passed the time limit of 60.0 s", text(failures, 1, "cause"));
    assertEquals("diverged", text(failures, 2, "state"));
    assertEquals("2", text(failures, 2, "runs"));
    assertFalse(text(failures, 2, "such as cell").isEmpty());
  }

  @Test
  void provenanceAndKnobsAreComplete() throws IOException {
    Analysis analysis =
        threeRules(2)
            .analysis(directory)
            .from(
                new Provenance(
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    "neurosweep run sweep.yaml",
                    Optional.empty(),
                    List.of()));
    String provenance = new MarkdownFormat().render(new ProvenanceTable().of(analysis));
    assertTrue(provenance.contains("neurosweep run sweep.yaml"), provenance);
    assertTrue(provenance.contains("core-hours"), provenance);
    assertTrue(provenance.matches("(?s).*\\| hosts +\\| 1 +\\|.*"), provenance);
    assertFalse(provenance.contains("localhost"), provenance);
    String knobs = new MarkdownFormat().render(new HyperParametersTable().of(analysis));
    assertTrue(knobs.contains("momentum") && knobs.contains("default"), knobs);
    assertTrue(knobs.contains("1e-4 (3)"), knobs);
    assertTrue(knobs.contains("averaged over"), knobs);
  }

  /** Claims and results come first, whatever tables there are. */
  @Test
  void everyTableHasItsPlaceForReaders() {
    List<String> order =
        ReportTable.CATALOG.names().stream().sorted(ReportTable.readingOrder()).toList();
    assertEquals(ReportTable.CATALOG.registered(), order);
    assertEquals(List.of("claims", "main", "paired"), order.subList(0, 3));
  }

  @Test
  void ofNothingEveryTableIsPartialOrSaysWhyItIsNotMade() {
    for (ReportTable table : ReportTable.CATALOG.members()) {
      Analysis empty = new Analysis(Sweeps.twoByTwo(Stable.REQUIRED, 1, 8), List.of());
      assertEquals(List.of(), table.of(empty).rows());
      assertTrue(table.of(empty).notice().startsWith("PARTIAL: 0 of 8 cells"));
      boolean made = !table.of(empty).columns().isEmpty();
      String says = made ? "PARTIAL: 0 of 8" : "there is no table \"" + table.name() + "\", since ";
      assertTrue(table.whole(empty).caption().contains(says), table.whole(empty).caption());
    }
  }
}

package neurosweep.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.core.Stable;
import neurosweep.report.chart.Figures;
import neurosweep.report.text.Methods;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.SearchedSweeps;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tables, figures and the methods say of searches. */
@Tag("environment")
class SearchTableTest {
  @TempDir Path directory;

  private static String text(TableText table) {
    String headings =
        table.columns().stream().map(Heading::text).collect(Collectors.joining(" | "));
    return table.caption()
        + "\n"
        + headings
        + "\n"
        + table.rows().stream()
            .map(row -> row.stream().map(Entry::text).collect(Collectors.joining(" | ")))
            .collect(Collectors.joining("\n"));
  }

  @Test
  void aRowTellsOfAGroupAndAStage() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    assertEquals(
        """
        small-sweep: what successive halving (samples=4) tried and what it cost. In all 11\
         core-seconds against about 30 core-seconds with every configuration trained in full; kept:\
         went on, at the end results; values before the end are no results; tp: none of 3\
         configurations reached the full budget.
        algorithm | epochs | configurations | cells | diverged | failed | kept | greatest mean\
         peak test accuracy | core-seconds
        bp | 1 | 4 | 8 | 1 | 0 | 2 | 0.7100 | 6.0
        bp | 2 | 2 | 4 | 0 | 0 | 2 | 0.8200 | 3.0
        tp | 1 | 3 | 6 | 6 | 0 | 0 |  | 1.5""",
        text(new SearchTable().of(analysis)));
  }

  @Test
  void theMainTableSaysHowItWasFoundAndWhoIsNotThere() throws IOException {
    String main = text(new MainTable().of(SearchedSweeps.halving().analysis(directory)));
    for (String said :
        List.of(
            "of the configuration that successive halving selected in each group, among 7 in all.",
            "intervals: not adjusted for the selection",
            "tp: none of 3 configurations reached the full budget.")) {
      assertTrue(main.contains(said), main);
    }
    assertFalse(main.contains("↓") || main.contains("↑"), main);
  }

  @Test
  void whatSupposesAGridSaysWhyItIsNotThere() throws IOException {
    for (String method : List.of("halving", "tpe")) {
      SearchedSweeps sweep =
          method.equals("tpe") ? SearchedSweeps.drawn("tpe", 12) : SearchedSweeps.halving();
      Analysis analysis = sweep.analysis(directory.resolve(method));
      for (ReportTable table : List.of(new RobustnessTable(), new EffectsTable())) {
        assertEquals(List.of(), table.of(analysis).columns(), method);
        assertTrue(table.of(analysis).title().endsWith(SearchText.unfair(analysis)), method);
      }
      String methods = Methods.of(analysis).toString();
      assertTrue(methods.contains("expected best are left out, since the search"), methods);
    }
    Analysis fair = SearchedSweeps.drawn("random", 12).analysis(directory.resolve("random"));
    assertFalse(new RobustnessTable().of(fair).columns().isEmpty());
    assertFalse(Methods.of(fair).toString().contains("left out, since"));
  }

  /** Of those that were given up nobody was told how they had ended. */
  @Test
  void failuresAreThoseOfAllCells() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    String failures = text(new FailuresTable().of(analysis));
    assertTrue(failures.contains("bp | diverged | the loss is NaN | 1 | 1 | "), failures);
    assertTrue(failures.contains("tp | diverged | the loss is NaN | 6 | 3 | "), failures);
    String methods = Methods.of(analysis).toString();
    assertTrue(methods.contains("excluded from means and counted: 7 of 18."), methods);
    Analysis whole = SearchedSweeps.racing().analysis(directory.resolve("whole"));
    String none = new FailuresTable().of(whole).title();
    assertTrue(none.endsWith("since every cell of the search finished"), none);
  }

  @Test
  void provenanceTellsOfAllCellsAndOfThoseThatCount() throws IOException {
    String text = text(new ProvenanceTable().of(SearchedSweeps.halving().analysis(directory)));
    for (String said :
        List.of(
            "cells of the search | 18",
            "of all these diverged | 7",
            "configurations of the search | 7",
            "core-hours of the search | 0.0029",
            "cells that count | 4",
            "core-hours of the results | 0.0017")) {
      assertTrue(text.contains("\n" + said), text);
    }
    assertFalse(text.contains("cells planned"), text);
  }

  /** Those that were kept had been chosen by the seeds that would be split. */
  @Test
  void survivorsHaveNoOptimism() throws IOException {
    TableText kept = new SelectionTable().of(SearchedSweeps.halving().analysis(directory));
    List<String> headings = kept.columns().stream().map(Heading::text).toList();
    assertTrue(headings.contains("edge of what was tried"), headings.toString());
    for (String column : List.of("choosing half", "reporting half", "optimism [pp]")) {
      assertEquals("", kept.rows().get(0).get(headings.indexOf(column)).text(), column);
    }
    assertTrue(kept.note().contains("Halves: left out, since the search kept"), kept.note());
    Analysis tpe = SearchedSweeps.drawn("tpe", 12).analysis(directory.resolve("tpe"));
    assertTrue(Methods.of(tpe).toString().contains("so that the optimism looks too small."));
    assertTrue(new SelectionTable().of(tpe).note().contains("less apart than without a search"));
  }

  @Test
  void rangesAreInTablesAndMethods() throws IOException {
    Analysis analysis = SearchedSweeps.halving().analysis(directory);
    String range = "drawn from loguniform(0.001, 0.1)";
    String knobs = text(new HyperParametersTable().of(analysis));
    assertTrue(knobs.contains("learning_rate | selected over | " + range + " | 0.002 (1)"), knobs);
    assertTrue(Methods.of(analysis).toString().contains("learning_rate " + range));
    Analysis race = SearchedSweeps.racing().analysis(directory.resolve("race"));
    String one = text(new HyperParametersTable().of(race));
    assertTrue(one.contains("learning_rate | selected over | "), "one survivor: " + one);
    assertTrue(one.contains("lambda | fixed | 1 | "), one);
  }

  /** No two configurations share a drawn value, so that an effect was that of one of them. */
  @Test
  void drawnAxesHaveNoMainEffects() throws IOException {
    Analysis random = SearchedSweeps.drawn("random", 12).analysis(directory);
    TableText effects = new EffectsTable().of(random);
    assertEquals(List.of(), effects.columns());
    assertTrue(effects.title().endsWith("the table \"importance\" tells what they do"));
    assertFalse(text(new RobustnessTable().of(random)).contains("| by "));
  }

  @Test
  void importanceNamesItsStage() throws IOException {
    for (List<String> each :
        List.of(
            List.of("reversed", "of what was trained with epochs 1."),
            List.of("fickle", "of what was trained with seeds 2."),
            List.of("random", "of the results."))) {
      Analysis analysis = SearchedSweeps.of(each.get(0)).analysis(directory.resolve(each.get(0)));
      String caption = new ImportanceTable().of(analysis).caption();
      assertTrue(caption.contains("by a random forest " + each.get(1)), caption);
    }
  }

  @Test
  void survivorsSayWhatALineIs() throws IOException {
    assertEquals("", survivors(SearchedSweeps.reversed(), "one"));
    SearchedSweeps two = new SearchedSweeps("hyperband", 4, 1, 4);
    for (String algorithm : List.of("bp", "tp")) {
      two.cell(2, 1, 0.5, 1, false, algorithm, 0.1, 1.0);
      two.cell(4, 1, 0.6, 1, true, algorithm, 0.2, 1.0);
    }
    assertEquals(
        " Groups with the same numbers share a line. Brackets that start at different stages are"
            + " added up.",
        survivors(two, "two"));
  }

  private String survivors(SearchedSweeps search, String name) throws IOException {
    SweepDirectory sweep = search.write(directory.resolve(name));
    Analysis analysis = search.analysis(directory.resolve(name));
    String caption = Figures.write(sweep, analysis).captions().get("survivors");
    String said = "trained at each stage, by epochs.";
    int at = caption.indexOf(said);
    assertTrue(at > 0, caption);
    String rest = caption.substring(at + said.length());
    int partial = rest.indexOf(" PARTIAL");
    return partial < 0 ? rest : rest.substring(0, partial);
  }

  @Test
  void figuresAreOfSearchesAlone() throws IOException {
    SearchedSweeps halving = SearchedSweeps.halving();
    SweepDirectory sweep = halving.write(directory.resolve("halving"));
    Analysis analysis = halving.analysis(directory.resolve("halving"));
    Figures.Written written = Figures.write(sweep, analysis);
    assertTrue(
        written.names().containsAll(List.of("best-so-far", "survivors")), written.toString());
    assertFalse(written.names().contains("expected-best"), written.toString());
    String caption = written.captions().get("survivors");
    assertTrue(caption.endsWith(" tp: none of 3 configurations reached the full budget."), caption);

    SearchedSweeps random = SearchedSweeps.drawn("random", 12);
    sweep = random.write(directory.resolve("random"));
    written = Figures.write(sweep, random.analysis(directory.resolve("random")));
    assertTrue(written.names().containsAll(List.of("best-so-far", "expected-best")));
    assertFalse(written.names().contains("survivors"), "there is one stage");
  }

  @Test
  void withoutASearchThereIsNoneOfThis() throws IOException {
    Analysis plain =
        new Sweeps(Sweeps.twoByTwo(Stable.FINISHED, 1, 8))
            .finished(0.5, 1, "bp", 1e-4, 0.1)
            .analysis(directory);
    assertFalse(new SearchTable().applies(plain.design()));
    assertFalse(new ImportanceTable().applies(plain.design()));
    assertFalse(Methods.of(plain).toString().contains("search"));
  }

  @Test
  void importanceIsARowAGroup() throws IOException {
    Analysis drawn = SearchedSweeps.drawn("tpe", 40).analysis(directory);
    TableText table = new ImportanceTable().of(drawn);
    assertEquals(1, table.rows().size());
    assertEquals("40", table.rows().get(0).get(table.columns().size() - 1).text());
    Analysis few = SearchedSweeps.halving().analysis(directory.resolve("few"));
    String why = new ImportanceTable().of(few).title();
    assertTrue(why.endsWith("no group has 10 configurations that can be compared"), why);
  }
}

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
        small-sweep: what successive halving (samples=4) tried and what it cost. In all 3.5\
         core-minutes against about 0.5 core-minutes with every configuration trained in full; kept:\
         went on, at the end results; values before the end are no results; tp: none of 3\
         configurations reached the full budget.
        algorithm | epochs | configurations | cells | diverged | failed | kept | best mean\
         peak test accuracy | core-minutes
        bp | 1 | 4 | 8 | 1 | 0 | 2 | 0.7100 | 1.33
        bp | 2 | 2 | 4 | 0 | 0 | 2 | 0.8200 | 1.67
        tp | 1 | 3 | 6 | 6 | 0 | 0 |  | 0.50""",
        text(new SearchTable().of(analysis)));
  }

  @Test
  void theMainTableSaysHowItWasFoundAndWhoIsNotThere() throws IOException {
    String main = text(new MainTable().of(SearchedSweeps.halving().analysis(directory)));
    for (String said :
        List.of(
            "of the configuration of each group selected by successive halving over 7 configurations in all.",
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

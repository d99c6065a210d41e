package neurosweep.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Split;
import neurosweep.core.Stable;
import neurosweep.core.UserError;
import neurosweep.statistics.Looks;
import neurosweep.statistics.Spending;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Test;

class DesignTest {
  private static final Design DESIGN = Sweeps.twoByTwo(Stable.PREFERRED, 3, 24);

  @Test
  void survivesJson() throws Exception {
    Design design =
        new Design(
            DESIGN.sweep(),
            DESIGN.experiment(),
            new Design.Grid(
                List.of(
                    new Axis("algorithm", Column.Type.TEXT, "", List.of("bp"), false),
                    new Axis("depth", Column.Type.INTEGER, "", List.of(1L, 2L), false),
                    new Axis("bias", Column.Type.FLAG, "", List.of(true, false), true),
                    new Axis("lambda", Column.Type.REAL, "1/s", List.of(10.0, 1e-5), true)),
                List.of(1L, 2L),
                8),
            Sweeps.METRICS,
            List.of(),
            DESIGN.select(),
            "bp");
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(design);
    assertTrue(json.contains("\"goal\":\"max\"") && json.contains("\"stable\":\"preferred\""));
    assertEquals(design, mapper.readValue(json, Design.class));
    assertEquals("algorithm", design.referenceAxis().orElseThrow().name());
  }

  /** Older manifests say neither what stages are nor what was drawn from where. */
  @Test
  void whatASearchDrewFromSurvivesJson() throws Exception {
    Map<String, String> ranges = Map.of("lambda", "loguniform(1e-3, 10)");
    Searched searched =
        new Searched("racing", "racing", "samples=4", "", 0, true, false, true, ranges);
    ObjectMapper strict = new ObjectMapper();
    String json = strict.writeValueAsString(searched);
    assertEquals(searched, strict.readValue(json, Searched.class));
    String older = json.replaceAll(",\"(bySeeds|ranges)\":(true|\\{[^}]*})", "");
    assertFalse(older.contains("ranges") || older.contains("bySeeds"), older);
    Searched read = strict.readValue(older, Searched.class);
    assertEquals(Map.of(), read.ranges());
    assertFalse(read.bySeeds());
  }

  @Test
  void wholeNumbersOfAJsonFileFitARealAxis() {
    Axis axis = new Axis("lambda", Column.Type.REAL, "", List.of(0, 10, 0.5), true);
    assertEquals(List.of(0.0, 10.0, 0.5), axis.values());
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new Design(
                    "",
                    "classification",
                    new Design.Grid(
                        List.of(
                            Sweeps.axis("seed", true, 1L),
                            Sweeps.axis("stable", true, 1L),
                            Sweeps.axis("n", true, 1L)),
                        List.of(1L, 1L),
                        0),
                    Sweeps.METRICS,
                    List.of(new Headline("x", "peak_tset_accuracy", "", "")),
                    new Select("stop_reason", Goal.MAX, Stable.IGNORED),
                    "nobody"));
    String all = error.getMessage();
    for (String part :
        List.of(
            "sweep: is empty",
            "axis seed: has the name",
            "axis n: has the name",
            "metric stable: has the name",
            "seeds: are [1, 1]",
            "cells: is 0",
            "reference: is \"nobody\"",
            "select: unknown metric \"stop_reason",
            "did you mean \"peak_test_accuracy\"")) {
      assertTrue(all.contains(part), part + " in " + all);
    }
  }

  /** Falling looks made the level negative, and every test significant. */
  @Test
  void looksOfAManifestAreARisingScheduleWithTheSeedsInIt() {
    Design base = Sweeps.twoByTwo(Stable.IGNORED, 5, 40);
    for (List<Integer> seeds : List.of(List.of(10, 5), List.of(5), List.of(6, 10), List.of(1, 5))) {
      Design.Tables tables =
          new Design.Tables(List.of(), 0, Map.of(), new Looks(seeds, Spending.POCOCK), "");
      UserError error =
          assertThrows(
              UserError.class,
              () ->
                  new Design(
                      base.sweep(),
                      base.experiment(),
                      base.grid(),
                      base.metrics(),
                      base.headline(),
                      base.select(),
                      base.reference(),
                      base.plots(),
                      tables));
      assertTrue(error.getMessage().contains("looks: are " + seeds), error.getMessage());
    }
  }

  @Test
  void axisValuesOfAnotherTypeAreNamed() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> new Axis("depth", Column.Type.INTEGER, "", List.of(1.5, "two", 3), false));
    assertEquals(2, error.problems().size());
    assertTrue(error.getMessage().contains("axis depth: value is 1.5"));
  }

  @Test
  void theHeadlineFollowsFromTheRoles() {
    List<Metric<?>> validated = new ArrayList<>(Sweeps.METRICS);
    validated.add(Sweeps.BEST_VALIDATION);
    validated.add(Sweeps.BEST_EPOCH);
    validated.add(Sweeps.CHOSEN_TEST);
    List<Headline> headline = Headline.of(validated);
    assertEquals(4, headline.size());
    assertEquals("peak_epoch", headline.get(0).at());
    assertEquals("peak_epoch", headline.get(1).at());
    assertEquals(
        new Headline(
            "best validation accuracy", "best_validation_accuracy", "best_validation_epoch", ""),
        headline.get(2));
    assertEquals("test_accuracy_at_best_validation", headline.get(3).peak());
    assertEquals(
        List.of(
            new Headline(
                "train accuracy", "peak_train_accuracy", "peak_epoch", "final_train_accuracy"),
            new Headline(
                "test accuracy", "peak_test_accuracy", "peak_epoch", "final_test_accuracy")),
        DESIGN.headline());
    assertEquals(
        List.of(new Headline("balance index", "balance_index", "", "")),
        Headline.of(List.of(Metric.real("balance_index", "", ""), Metric.text("note", ""))));
  }

  @Test
  void theSetOfTheSelectionIsWhatTheMetricDeclares() {
    assertEquals(Split.TEST, DESIGN.split("peak_test_accuracy").orElseThrow());
    assertTrue(DESIGN.split("stop_reason").isEmpty());
    assertFalse(DESIGN.validates());
  }

  /** A name told what a metric is: {@code accuracy_loss} was in percentage points. */
  @Test
  void nothingIsReadOutOfAName() {
    Metric<Double> loss = Metric.real("peak_test_accuracy_loss", "", "");
    Metric<Double> other = Metric.real("final_test_accuracy_loss", "", "");
    Select select = new Select(loss.name(), Goal.MIN, Stable.IGNORED);
    Design design =
        new Design("a", "b", DESIGN.grid(), List.of(loss, other), List.of(), select, "");
    assertFalse(design.isShare(loss.name()));
    assertTrue(design.split(loss.name()).isEmpty());
    assertEquals(2, design.headline().size());
  }

  @Test
  void aDesignThatDoesNotSayWhatItsMetricsMeanIsExplainedByTheirDeclarations() {
    List<Metric<?>> bare = new ArrayList<>();
    for (Metric<?> metric : Sweeps.METRICS) {
      bare.add(new Metric<>(metric.name(), metric.type(), metric.unit(), metric.doc(), null, null));
    }
    Design old = new Design("a", "b", DESIGN.grid(), bare, DESIGN.headline(), DESIGN.select(), "");
    assertFalse(old.isShare("peak_test_accuracy"));
    assertEquals(Sweeps.METRICS, old.explained(Sweeps.METRICS, List.of()).metrics());
  }
}

package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import neurosweep.analysis.ClaimVerdict.Finding;
import neurosweep.core.Stable;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.spec.Claim;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class ClaimVerdictsTest {
  private static final String METRIC = "peak_test_accuracy";

  @TempDir Path directory;

  private static Claim compare(String relation, Map<String, List<Object>> where, double within) {
    return new Claim(
        "a sentence",
        relation,
        METRIC,
        where,
        new Claim.Sides("algorithm", "tp", "bp"),
        "",
        within > 0 ? Map.of("within", within) : Map.of(),
        0.05);
  }

  private static Claim along(String relation, String axis, Map<String, Double> numbers) {
    return new Claim("a sentence", relation, METRIC, Map.of(), null, axis, numbers, 0.05);
  }

  private static Claim count(String metric, Map<String, Double> numbers) {
    return new Claim("a sentence", "count", metric, Map.of(), null, "", numbers, 0.05);
  }

  private static Sweeps sweep(List<Claim> claims, long seeds, long cells, Axis... axes) {
    Design base = Sweeps.design(Stable.IGNORED, seeds, cells, axes);
    return new Sweeps(
        new Design(
            base.sweep(),
            base.experiment(),
            base.grid(),
            base.metrics(),
            base.headline(),
            base.select(),
            "",
            base.plots(),
            base.tables(),
            claims));
  }

  private List<ClaimVerdict> verdicts(Sweeps sweep) throws IOException {
    return ClaimVerdicts.of(sweep.analysis(directory));
  }

  private static List<Finding> findings(List<ClaimVerdict> verdicts) {
    return verdicts.stream().map(ClaimVerdict::finding).toList();
  }

  private static final Axis RULES = Sweeps.axis("algorithm", false, "bp", "tp");
  private static final Axis DEPTHS = Sweeps.axis("depth", false, 1L, 2L);

  /** tp is 10 points below bp at depth 1, and level with it at depth 2. */
  private Sweeps twoDepths(List<Claim> claims) {
    Sweeps sweep = sweep(claims, 4, 16, RULES, DEPTHS);
    for (long seed = 1; seed <= 4; seed++) {
      double noise = 0.003 * (seed % 3);
      sweep.finished(0.90 + 0.01 * seed, seed, "bp", 1L);
      sweep.finished(0.80 + 0.01 * seed + noise, seed, "tp", 1L);
      sweep.finished(0.70 + 0.01 * seed, seed, "bp", 2L);
      sweep.finished(0.697 + 0.01 * seed + noise, seed, "tp", 2L);
    }
    return sweep;
  }

  @Test
  void aClaimMustHoldInEverySettingAndFailsInOne() throws IOException {
    List<ClaimVerdict> verdicts =
        verdicts(
            twoDepths(
                List.of(
                    compare("less", Map.of("depth", List.of(1L)), 0),
                    compare("less", Map.of(), 0),
                    compare("equivalent", Map.of(), 0.02),
                    compare("equivalent", Map.of("depth", List.of(2.0)), 0.02))));
    assertEquals(
        List.of(Finding.SUPPORTED, Finding.INCONCLUSIVE, Finding.REFUTED, Finding.SUPPORTED),
        findings(verdicts));
    assertTrue(verdicts.get(1).reason().startsWith("depth = 2: "), verdicts.get(1).reason());
    assertEquals("depth = 1", verdicts.get(2).reason());
    assertEquals(2, verdicts.get(2).from().size());
    assertTrue(verdicts.get(0).adjusted() > verdicts.get(0).p());
  }

  /** A sweep that had tried one of two rates was decided by that one. */
  @Test
  void nothingIsDecidedWhileTheSelectionIsOpen() throws IOException {
    Axis rates = Sweeps.axis("learning_rate", true, 1e-4, 1e-3);
    List<Claim> claims =
        List.of(compare("less", Map.of(), 0), count(METRIC, Map.of("at_least", 1.0, "above", 0.1)));
    Sweeps sweep = sweep(claims, 3, 12, RULES, rates);
    for (long seed = 1; seed <= 3; seed++) {
      sweep.finished(0.90 + 0.01 * seed, seed, "bp", 1e-4);
      sweep.finished(0.50 + 0.012 * seed, seed, "tp", 1e-4);
    }
    List<ClaimVerdict> verdicts = verdicts(sweep);
    assertEquals(List.of(Finding.NOT_RUN, Finding.NOT_RUN), findings(verdicts));
    assertEquals(
        "the selection is open: 2 configurations have no run yet", verdicts.get(0).reason());
  }

  @Test
  void oneSeedIsInconclusive() throws IOException {
    Sweeps sweep = sweep(List.of(compare("less", Map.of(), 0)), 1, 2, RULES);
    sweep.finished(0.9, 1, "bp").finished(0.8, 1, "tp");
    ClaimVerdict verdict = verdicts(sweep).get(0);
    assertEquals(Finding.INCONCLUSIVE, verdict.finding());
    assertEquals("one seed", verdict.reason());
  }

  @Test
  void runsThatAreMissingOrDivergedAreCounted() throws IOException {
    Sweeps sweep = sweep(List.of(compare("less", Map.of(), 0)), 3, 6, RULES);
    sweep.finished(0.9, 1, "bp").finished(0.91, 2, "bp").finished(0.92, 3, "bp");
    sweep.finished(0.8, 1, "tp").diverged(2, "tp");
    ClaimVerdict verdict = verdicts(sweep).get(0);
    assertEquals(Finding.NOT_RUN, verdict.finding());
    assertEquals("tp: of 3 runs 1 diverged, 1 missing", verdict.reason());
  }

  @Test
  void aSettingThatIsStillToComeKeepsAClaimFromBeingSupported() throws IOException {
    Sweeps sweep = sweep(List.of(compare("less", Map.of(), 0)), 3, 12, RULES, DEPTHS);
    for (long seed = 1; seed <= 3; seed++) {
      sweep.finished(0.9 + 0.001 * seed * seed, seed, "bp", 1L).finished(0.8, seed, "tp", 1L);
    }
    ClaimVerdict verdict = verdicts(sweep).get(0);
    assertEquals(Finding.NOT_RUN, verdict.finding());
    assertEquals("1 of up to 2 settings have runs", verdict.reason());
  }

  @Test
  void whatIsSelectedOverIsSelectedUnlessTheClaimNamesIt() throws IOException {
    Axis rates = Sweeps.axis("learning_rate", true, 1e-4, 1e-3);
    Claim pinned = compare("greater", Map.of("learning_rate", List.of(1e-4)), 0);
    Sweeps sweep = sweep(List.of(compare("less", Map.of(), 0), pinned), 3, 12, RULES, rates);
    for (long seed = 1; seed <= 3; seed++) {
      double noise = 0.002 * (seed % 2);
      sweep.finished(0.5, seed, "bp", 1e-4).finished(0.9, seed, "bp", 1e-3);
      sweep.finished(0.7 + noise, seed, "tp", 1e-4).finished(0.6, seed, "tp", 1e-3);
    }
    assertEquals(List.of(Finding.SUPPORTED, Finding.SUPPORTED), findings(verdicts(sweep)));
    assertEquals(-0.1993, verdicts(sweep).get(0).evidence().estimate(), 1e-3);
    assertEquals(0.2007, verdicts(sweep).get(1).evidence().estimate(), 1e-3);
  }

  /**
   * Rules with initial weights of their own differ in two axes and can be compared all the same.
   */
  @Test
  void whatGoesWithASideTellsNoSettingsApart() throws IOException {
    Axis init = Sweeps.axis("init", false, "xavier", "orthogonal");
    Sweeps sweep = sweep(List.of(compare("less", Map.of(), 0)), 3, 6, RULES, init);
    for (long seed = 1; seed <= 3; seed++) {
      sweep.finished(0.9 + 0.001 * seed, seed, "bp", "xavier");
      sweep.finished(0.8 + 0.002 * seed, seed, "tp", "orthogonal");
    }
    assertEquals(List.of(Finding.SUPPORTED), findings(verdicts(sweep)));
  }

  @Test
  void alongAnAxisInTheOrderOfItsNumbers() throws IOException {
    Axis widths = Sweeps.axis("width", false, 4.0, 1.0, 2.0);
    Sweeps sweep =
        sweep(
            List.of(
                along("increasing", "width", Map.of()),
                along("decreasing", "width", Map.of()),
                along("slope", "width", Map.of("to", 1.0, "within", 0.2))),
            3,
            9,
            widths);
    for (long seed = 1; seed <= 3; seed++) {
      for (double width : new double[] {4, 1, 2}) {
        sweep.finished(0.1 * width * (1 + 0.01 * ((seed + (long) width) % 3)), seed, width);
      }
    }
    assertEquals(
        List.of(Finding.SUPPORTED, Finding.REFUTED, Finding.SUPPORTED), findings(verdicts(sweep)));
  }

  @Test
  void countedRunsAreCountedOnceAllHaveAResult() throws IOException {
    List<Claim> claims =
        List.of(
            count("stable", Map.of("at_least", 3.0)),
            count("stable", Map.of("at_least", 4.0)),
            count(METRIC, Map.of("at_least", 3.0, "above", 0.85)),
            count("stable", Map.of("at_least", 9.0)));
    Sweeps sweep = sweep(claims, 2, 4, RULES);
    sweep.finished(0.9, 1, "bp").finished(0.9, 2, "bp").finished(0.9, 1, "tp");
    assertEquals(
        List.of(Finding.NOT_RUN, Finding.NOT_RUN, Finding.NOT_RUN, Finding.NOT_RUN),
        findings(verdicts(sweep)));
    sweep.diverged(2, "tp");
    List<ClaimVerdict> done = verdicts(sweep);
    assertEquals(
        List.of(Finding.SUPPORTED, Finding.REFUTED, Finding.SUPPORTED, Finding.NOT_RUN),
        findings(done));
    assertEquals(3, done.get(0).evidence().estimate());
    assertEquals(4, done.get(0).evidence().n());
    assertTrue(Double.isNaN(done.get(0).adjusted()));
  }

  @Test
  void whatThePlanDoesNotHaveIsNotRun() throws IOException {
    Sweeps sweep = sweep(List.of(compare("less", Map.of("depth", List.of(7L)), 0)), 2, 4, RULES);
    sweep.finished(0.9, 1, "bp").finished(0.9, 2, "bp").finished(0.8, 1, "tp");
    assertEquals("the plan has no axis depth", verdicts(sweep).get(0).reason());
  }
}

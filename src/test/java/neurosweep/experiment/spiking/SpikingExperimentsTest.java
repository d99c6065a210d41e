package neurosweep.experiment.spiking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Catalog;
import neurosweep.core.Cell;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.data.DataHome;
import neurosweep.data.DataSource;
import neurosweep.data.Dataset;
import neurosweep.data.Matrix;
import neurosweep.data.Preparation;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.ExperimentContractTest;
import neurosweep.testing.SmallCells;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the spiking experiments keep to, on tiny circuits. */
class SpikingExperimentsTest {
  private static final Catalog<Experiment> ALL = Catalog.of("experiment", Experiment.class);
  private static final Map<String, Values> SMALL =
      Map.of(
          "rate-prediction",
          Values.of(Map.of("dt", 1e-3, "n_e", 8L, "n_i", 6L, "step_response", true)),
          "constant-reconstruction",
          Values.of(Map.of("stimuli", 3L, "stimulus_seconds", 5.0)),
          "tracking-reconstruction",
          Values.of(Map.of("dt", 1e-3)),
          "image-reconstruction",
          Values.of(
              Map.of(
                  "glyphs_train",
                  50L,
                  "training_patches",
                  100L,
                  "steps",
                  60L,
                  "n_i",
                  16L,
                  "functions",
                  40L,
                  "learning_rounds",
                  3L)),
          "fixed-point-attractor",
          Values.of(Map.of("starts", 1L, "states", 1L, "free_seconds", 5.0)),
          "ring-attractor",
          Values.of(Map.of("phase_seconds", 2.0, "step_response", true)),
          "travelling-wave",
          Values.of(Map.of("duration", 4.0)),
          "grid-attractor",
          Values.of(Map.of("side", 18L, "duration", 5.0)));

  static List<String> experiments() {
    return ALL.members().stream()
        .filter(
            member -> member.getClass().getPackageName().equals("neurosweep.experiment.spiking"))
        .map(Experiment::name)
        .toList();
  }

  @Test
  void everyOneHasATinyCell() {
    assertEquals(SMALL.keySet(), Set.copyOf(experiments()));
  }

  private static Dataset data(Experiment experiment, Values values) {
    DataHome home = new DataHome(new Path("absent"), new neurosweep.store.Files());
    return experiment
        .data(values)
        .map(asked -> DataSource.named(asked.source()).load(home, asked.values()))
        .map(raw -> Preparation.prepare(raw, values))
        .orElse(null);
  }

  private static Outcome run(String name, Values values, long seed) {
    Experiment experiment = ALL.get(name);
    Cell cell = new Cell(name, experiment.version(), values, seed, "");
    return experiment.run(cell, new SmallCells.Lent(data(experiment, values), false));
  }

  private static double scalar(Outcome outcome, String metric) {
    return (Double) outcome.measurements().scalars().get(metric);
  }

  private static double[][] table(Outcome outcome, String table) {
    return outcome.measurements().tables().get(table);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void measuresWhatItDeclaresAndIsAPureFunctionOfTheCell(String name) {
    Values values = SMALL.get(name);
    Outcome first = run(name, values, 3);
    ExperimentContractTest.measuresWhatItDeclares(ALL.get(name), first);
    assertTrue(ExperimentContractTest.sameBits(first, run(name, values, 3)));
    assertFalse(ExperimentContractTest.sameBits(first, run(name, values, 2)), "another seed");
    Values other = values.with("sweep_seed", 1L);
    assertFalse(ExperimentContractTest.sameBits(first, run(name, other, 3)), "another sweep");
    Values matlab = values.with("rng", "matlab");
    assertInstanceOf(Outcome.Finished.class, run(name, matlab, 3));
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void keepsItsTimeLimitAndHasAPrice(String name) {
    Experiment experiment = ALL.get(name);
    Values values = SMALL.get(name);
    Dataset data = data(experiment, values);
    Cell cell = new Cell(name, experiment.version(), values, 1, "");
    assertInstanceOf(Outcome.TimedOut.class, experiment.run(cell, new SmallCells.Lent(data, true)));
    Problems problems = new Problems();
    experiment.check(values, Optional.ofNullable(data), problems, "");
    assertEquals("[]", problems.lines().toString());
    assertTrue(experiment.flops(values, Optional.ofNullable(data)) > 0);
    assertTrue(experiment.bytes(values, Optional.ofNullable(data)) > 0);
  }

  /** Ten times the length gives no more rows. */
  @Test
  void tablesDoNotGrowWithTheRun() {
    Values small = SMALL.get("travelling-wave").with("kept_spikes", 100L).with("samples", 50L);
    Outcome brief = run("travelling-wave", small.with("duration", 10.0), 1);
    Outcome longer = run("travelling-wave", small.with("duration", 100.0), 1);
    for (String name : brief.measurements().tables().keySet()) {
      double grown = table(longer, name).length / (double) table(brief, name).length;
      assertTrue(grown < 1.3, name + " grew " + grown + " times");
    }
  }

  /** Other seeds were cut to 32 bits without a word, so that two of them gave one run. */
  @Test
  void aSeedThatMatlabDoesNotTakeIsRefused() {
    Experiment experiment = Experiment.CATALOG.get("rate-prediction");
    Values published = Values.of(Map.of("rng", "matlab"));
    Problems problems = new Problems();
    experiment.checkSeed(published, 0, problems, "");
    experiment.checkSeed(published, 0xFFFFFFFFL, problems, "");
    experiment.checkSeed(Values.NONE, -1, problems, "");
    assertTrue(problems.isEmpty(), problems.lines().toString());
    experiment.checkSeed(published, -1, problems, "");
    experiment.checkSeed(published, 1L << 32, problems, "");
    assertEquals(2, problems.lines().size());
    assertTrue(
        problems.lines().get(0).contains("seed is -1, must be from 0 to 4294967295"),
        problems.lines().toString());
  }

  @Test
  void aRasterEndsWhereOnePopulationHasNoMoreRoom() {
    Values values = SMALL.get("rate-prediction").with("kept_spikes", 40L);
    double[][] spikes = table(run("rate-prediction", values, 1), "spikes");
    double[] last = new double[2];
    for (double[] spike : spikes) {
      last[(int) spike[1]] = Math.max(last[(int) spike[1]], spike[0]);
    }
    assertEquals(last[0], last[1], 0.3 * last[0]);
  }

  @Test
  void longerTimeConstantsMeetTheSaddlePointBetter() {
    Values values = Values.of(Map.of("dt", 1e-3, "tau", 0.02));
    double near = scalar(run("rate-prediction", values, 1), "rate_error");
    double nearer = scalar(run("rate-prediction", values.with("tau", 1.0), 1), "rate_error");
    assertTrue(nearer < 0.5 * near, nearer + " against " + near);
  }

  @Test
  void pureDescentBreaksDalesLaw() {
    Values values = Values.of(Map.of("dt", 1e-3, "tau", 1.0, "n_i", 10L, "dynamics", "descent"));
    Outcome descent = run("rate-prediction", values, 1);
    assertEquals(false, descent.measurements().scalars().get("dale"));
    Outcome minimax = run("rate-prediction", values.with("dynamics", "minimax"), 1);
    assertEquals(true, minimax.measurements().scalars().get("dale"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant-reconstruction", "tracking-reconstruction"})
  void reconstructionByDescentBreaksDalesLawAndReadsOut(String name) {
    Values values = SMALL.get(name).with("dynamics", "descent");
    Outcome descent = run(name, values, 2);
    assertEquals(false, descent.measurements().scalars().get("dale"));
    Outcome minimax = run(name, SMALL.get(name), 2);
    assertEquals(true, minimax.measurements().scalars().get("dale"));
    assertTrue(scalar(descent, "r2") > 0.95, "r2 " + scalar(descent, "r2"));
  }

  /** It has the lower thresholds of two populations. */
  @ParameterizedTest
  @ValueSource(strings = {"rate-prediction", "constant-reconstruction", "tracking-reconstruction"})
  void eagerDescentFiresMoreThanDescent(String name) {
    Values values = SMALL.get(name).with("dynamics", "descent");
    double greedy = scalar(run(name, values, 2), "rate_e");
    double eager = scalar(run(name, values.with("dynamics", "eager-descent"), 2), "rate_e");
    assertTrue(eager > greedy, eager + " against " + greedy);
  }

  @Test
  void aResponseToAStepIsMeasuredOnRequestAndChangesNothingElse() {
    for (String name : new String[] {"rate-prediction", "ring-attractor"}) {
      Experiment experiment = ALL.get(name);
      Values values = SMALL.get(name);
      SortedMap<String, Object> asked =
          new TreeMap<>(run(name, values, 1).measurements().scalars());
      Outcome plain = run(name, values.with("step_response", false), 1);
      for (Metric<?> metric : StepResponse.METRICS) {
        assertTrue(experiment.measures(metric, values));
        assertFalse(experiment.measures(metric, values.with("step_response", false)));
        asked.remove(metric.name());
      }
      assertEquals(asked, plain.measurements().scalars());
      assertFalse(plain.measurements().tables().containsKey("step_response"));
    }
  }

  /** Pure descent in smooth dynamics has real eigenvalues and cannot ring. */
  @Test
  void smoothDescentHardlyOvershoots() {
    Values values = SMALL.get("rate-prediction").with("dynamics", "descent");
    Outcome descent = run("rate-prediction", values, 1);
    assertTrue(scalar(descent, "smooth_overshoot") < 0.1);
    assertTrue(scalar(descent, "smooth_settling_time") > 0);
  }

  @Test
  void ringsDifferInFactorisationAndSelfInhibitionButNotInTheEffectiveWeight() {
    Values values = Values.of(Map.of("phase_seconds", 2.0, "n_e", 40L, "n_i", 60L));
    double[][] expected = table(run("ring-attractor", values, 1), "effective_weights");
    for (Values other :
        List.of(
            values.with("self_inhibition", 10.0),
            values.with("factorisation", "full"),
            values.with("factorisation", "full").with("self_inhibition", 2.0))) {
      Outcome outcome = run("ring-attractor", other, 1);
      double[][] found = table(outcome, "effective_weights");
      for (int row = 0; row < expected.length; row++) {
        assertArrayEquals(expected[row], found[row], 1e-12);
      }
      assertEquals(true, outcome.measurements().scalars().get("bump"), other.toString());
      assertEquals(true, outcome.measurements().scalars().get("dale"));
    }
  }

  @Test
  void aTunedRingOfTooFewUnitsIsRefused() {
    Values few = Values.of(Map.of("n_e", 20L, "factorisation", "full"));
    for (String name : new String[] {"ring-attractor", "travelling-wave"}) {
      Problems problems = new Problems();
      ALL.get(name).check(few, Optional.empty(), problems, "");
      ALL.get(name).check(few.with("n_e", 21L), Optional.empty(), problems, "");
      ALL.get(name).check(few.with("factorisation", "rank-one"), Optional.empty(), problems, "");
      assertEquals(1, problems.lines().size(), problems.lines().toString());
      assertTrue(
          problems.lines().get(0).contains("n_e is 20, must be above 6.54 (w0 + w1) = 20.9"),
          problems.lines().toString());
    }
  }

  @Test
  void aWaveGoesTheOtherWayForNegativeGamma() {
    Values values = Values.of(Map.of("gamma", 0.15, "duration", 8.0));
    double forward = scalar(run("travelling-wave", values, 1), "speed");
    double backward = scalar(run("travelling-wave", values.with("gamma", -0.15), 1), "speed");
    assertEquals(8.3, forward, 0.5);
    assertEquals(-8.3, backward, 0.5);
  }

  /** Of forty dictionaries the first is the one that runs away. */
  @Test
  void aRunawayHasDiverged() {
    String name = "constant-reconstruction";
    Values values = Values.of(Map.of("stimuli", 10L, "stimulus_seconds", 5.0));
    SortedMap<String, Object> works = run(name, values, 2).measurements().scalars();
    assertEquals(true, works.get("stable"), works.toString());
    Outcome outcome = run(name, values, 1);
    assertInstanceOf(Outcome.Diverged.class, outcome);
    SortedMap<String, Object> runaway = outcome.measurements().scalars();
    assertEquals(true, runaway.get("saturated"), runaway.toString());
    assertEquals(false, runaway.get("stable"));
  }

  @Test
  void matricesThatDoNotFitAreNamed() {
    TreeMap<String, Matrix> files = new TreeMap<>();
    for (String file : new String[] {"w_ee", "w_ei", "w_ie", "w_ii", "states_e", "states_i"}) {
      files.put(file + "_file", new Matrix(2, 2, new double[4]));
    }
    files.put("theta_file", new Matrix(2, 1, new double[2]));
    files.put("w_ei_file", new Matrix(2, 3, new double[6]));
    Dataset data = new Dataset(null, null, null, 0, "", files);
    Problems problems = new Problems();
    Values given = Values.of(Map.of("weights", "given"));
    ALL.get("fixed-point-attractor").check(given, Optional.of(data), problems, "");
    assertEquals(2, problems.lines().size(), problems.lines().toString());
    assertTrue(problems.lines().get(0).contains("w_ei_file is 2 x 3, must be 2 x 2"));
  }
}

package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Experiment;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Plans;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cell that goes on where one with a smaller budget ended measures the bits of one that was
 * trained whole, whatever has become of the state between.
 */
@Tag("environment")
class BudgetContractTest {
  private static final String CLASSIFICATION =
      "classification: dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1,"
          + " batch_size: 16, learning_rate: 0.001, ";

  private static final String LAYERED =
      CLASSIFICATION.replace("depth: 1", "net: layered, hidden: 8");

  private static final String AUTOENCODING =
      "autoencoding: dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, batch_size: 16,"
          + " learning_rate: 0.01, ";

  /** Multiples of every interval below. */
  private static final long[] RUNGS = {2, 4, 6};

  private static final long FULL = 6;

  @TempDir Path directory;
  private final DataLibrary library = Plans.library();
  private final AtomicInteger steps = new AtomicInteger();
  private Path checkpoints;

  @BeforeEach
  void place() {
    checkpoints = directory.resolve("checkpoints");
  }

  static List<String> configurations() {
    return List.of(
        CLASSIFICATION + "algorithm: bp",
        CLASSIFICATION + "algorithm: gait, optimizer: adam, lambda: 0.1, order: shuffled",
        CLASSIFICATION + "algorithm: gait, optimizer: adam-paper, order: sequential",
        CLASSIFICATION + "optimizer: sgd, momentum: 0.5, order: shuffled, evaluation_interval: 2",
        CLASSIFICATION + "evaluation_interval: 2, evaluation_examples: 25, compare_updates: true",
        CLASSIFICATION + "validation: 0.2, precision: float64, order: shuffled",
        CLASSIFICATION + "validation: 0.2, patience: 3, precision: float32, algorithm: itp",
        CLASSIFICATION.replace("depth: 1", "net: layered, hidden: 8")
            + "max_seconds: 1e9, evaluation_examples: 7, algorithm: di",
        CLASSIFICATION + "algorithm: gait, inverse: learned, correction: none, order: shuffled",
        CLASSIFICATION + "algorithm: itp, inverse: noisy, activation: tanh, lambda: 0.1",
        LAYERED + "algorithm: fa, feedback: kolen-pollack, optimizer: sgd, momentum: 0.5",
        LAYERED + "algorithm: fa, feedback: weight-mirror",
        LAYERED + "algorithm: dtp, inverse_warmup: 3",
        LAYERED
            + "algorithm: ndi, feedback: random, stabilise: when-unstable, stability_interval: 3",
        CLASSIFICATION + "decorrelation: off-diagonal, decorrelation_demean: true",
        CLASSIFICATION + "algorithm: gait, decorrelation: lateral-inhibition",
        CLASSIFICATION + "algorithm: dfc, evaluation_examples: 25, compare_updates: true",
        CLASSIFICATION + "algorithm: pc, variant: strict, loss: softmax-cross-entropy",
        AUTOENCODING + "hidden: 6-3-6",
        AUTOENCODING + "hidden: 6-3-6, algorithm: ep, evaluation_examples: 25",
        AUTOENCODING + "hidden: 6-3-6, algorithm: ndi, compare_updates: true, precision: float64",
        AUTOENCODING
            + "hidden: 6-3-6, algorithm: ndi, feedback: random, feedback_amplitude: 0.05,"
            + " stabilise: when-unstable, stability_interval: 1",
        AUTOENCODING + "hidden: 9, evaluation_examples: 25");
  }

  /** The cell of a configuration with a budget. */
  private Cell cell(String configuration, long budget) {
    int colon = configuration.indexOf(':');
    String job =
        "name: n\nexperiment: "
            + configuration.substring(0, colon)
            + "\nfixed: {"
            + configuration.substring(colon + 1)
            + "}\nseeds: 1..1\n";
    Cell cell = Plans.of(job, library).cells().get(0);
    return new Cell(
        cell.experiment(),
        cell.version(),
        knob(cell).with(cell.values(), budget),
        cell.seed(),
        cell.dataDigest());
  }

  private static BudgetKnob knob(Cell cell) {
    return Experiment.CATALOG.get(cell.experiment()).budget().orElseThrow();
  }

  private CellResult whole(Cell cell) {
    return run(new CellExecution("ejml", Double.POSITIVE_INFINITY), cell);
  }

  private CellResult rung(Cell cell) {
    return run(execution("code"), cell);
  }

  private CellExecution execution(String code) {
    Checkpoints.Place place =
        new Checkpoints.Place(checkpoints.toString(), 1e6, code).continuing(FULL);
    return new CellExecution("ejml", Double.POSITIVE_INFINITY, place);
  }

  private CellResult run(CellExecution execution, Cell cell) {
    return run(execution, cell, Integer.MAX_VALUE).orElseThrow();
  }

  /** Stops the cell at a step; {@link #steps} tells how many it took. */
  private Optional<CellResult> run(CellExecution execution, Cell cell, int stop) {
    steps.set(0);
    return execution.run(cell, library, 1, () -> steps.incrementAndGet() >= stop);
  }

  private static void assertSame(CellResult expected, CellResult found) {
    assertEquals(MeasuredBits.of(expected), MeasuredBits.of(found));
  }

  private Path file(Cell cell) {
    return checkpoints.resolve(knob(cell).line(cell));
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints)) {
      List<Path> found = files.toList();
      assertEquals(1, found.size(), found.toString());
      return found.get(0);
    }
  }

  @Test
  void everyExperimentWithABudgetIsHere() {
    Set<String> declared = new HashSet<>();
    for (Experiment experiment : SmallCells.ALL.members()) {
      experiment.budget().ifPresent(budget -> declared.add(experiment.name()));
    }
    Set<String> here = new HashSet<>();
    configurations().forEach(text -> here.add(text.substring(0, text.indexOf(':'))));
    assertEquals(here, declared);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void threeRungsAreOneTraining(String configuration) throws IOException {
    int before = 0;
    double spent = 0;
    for (long budget : RUNGS) {
      Cell cell = cell(configuration, budget);
      CellResult whole = whole(cell);
      int all = steps.get();
      CellResult rung = rung(cell);

      assertSame(whole, rung);
      assertEquals(all - before, steps.get(), "steps of " + budget);
      assertEquals(0, whole.inheritedSeconds());
      assertEquals(before > 0, rung.inheritedSeconds() > 0, "inherited by " + budget);
      assertTrue(rung.inheritedSeconds() <= Math.min(spent, rung.cpuSeconds()));
      assertEquals(file(cell), onlyFile());
      before = all;
      spent = rung.cpuSeconds();
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aSmallerCellMayHaveStoppedAnywhere(String configuration) {
    Cell small = cell(configuration, RUNGS[0]);
    Cell large = cell(configuration, RUNGS[1]);
    whole(small);
    int last = steps.get();
    CellResult whole = whole(large);
    int all = steps.get();
    for (int stop = 1; stop <= last; stop++) {
      assertEquals(Optional.empty(), run(execution("code"), small, stop));
      assertSame(whole, rung(large));
      assertEquals(all - stop, steps.get());
      file(small).toFile().delete();
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aStateThatIsOfNoUseIsNotUsed(String configuration) throws IOException {
    Cell small = cell(configuration, RUNGS[0]);
    Cell large = cell(configuration, RUNGS[1]);
    CellResult wholeSmall = whole(small);
    int fewSteps = steps.get();
    CellResult whole = whole(large);
    int allSteps = steps.get();
    rung(small);
    byte[] bytes = Files.readAllBytes(file(small));

    Files.delete(file(small));
    assertStartsOver(whole, allSteps, execution("code"), large);
    Files.write(file(small), Arrays.copyOf(bytes, bytes.length - 1));
    assertStartsOver(whole, allSteps, execution("code"), large);
    Files.write(file(small), bytes);
    assertStartsOver(whole, allSteps, execution("other code"), large);

    Files.delete(file(small));
    rung(large);
    assertStartsOver(wholeSmall, fewSteps, execution("code"), small);
  }

  private void assertStartsOver(CellResult whole, int all, CellExecution execution, Cell cell) {
    CellResult found = run(execution, cell);
    assertSame(whole, found);
    assertEquals(all, steps.get());
    assertEquals(0, found.inheritedSeconds());
  }

  /** As after the loss of what it had said. */
  @ParameterizedTest
  @MethodSource("configurations")
  void aCellThatHasEndedSaysTheSameFromItsLastState(String configuration) {
    Cell small = cell(configuration, RUNGS[0]);
    CellResult first = rung(small);

    CellResult again = rung(small);

    assertSame(first, again);
    assertEquals(0, steps.get());
    assertEquals(0, again.inheritedSeconds(), "it was its own");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theSizeOfAStateIsForeseen(String configuration) throws IOException {
    Cell small = cell(configuration, RUNGS[0]);
    Experiment experiment = Experiment.CATALOG.get(small.experiment());
    Optional<neurosweep.data.Dataset> data =
        experiment
            .data(small.values())
            .map(
                request -> {
                  try {
                    return library.dataset(request, small.values());
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                });
    rung(small);

    double size = Files.size(file(small));

    assertEquals(size, experiment.stateBytes(small.values(), data), 0.2 * size);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theFullBudgetKeepsNothing(String configuration) {
    rung(cell(configuration, FULL));
    assertFalse(Files.exists(checkpoints));
  }

  /** It records after its last epoch what no larger one records there. */
  @Test
  void aBudgetOfNoMultipleIsNoBeginning() {
    String configuration = configurations().get(4);
    Cell odd = cell(configuration, 3);
    Cell large = cell(configuration, 4);
    CellResult wholeOdd = whole(odd);
    int last = steps.get();
    CellResult whole = whole(large);
    int all = steps.get();
    assertSame(wholeOdd, rung(odd));
    assertFalse(Files.exists(checkpoints));

    for (int stop = last - 1; stop <= last; stop++) {
      run(execution("code"), odd, stop);
      assertStartsOver(whole, all, execution("code"), large);
      assertSame(wholeOdd, rung(odd));
      file(odd).toFile().delete();
    }
  }

  @Test
  void whatDivergesLeavesNothingAndDivergesAlike() {
    for (String configuration : List.of(CLASSIFICATION, AUTOENCODING)) {
      String wild = configuration.replaceFirst("learning_rate: [0-9.]+", "learning_rate: 1e30");
      String sized = wild + (wild.startsWith("auto") ? "hidden: 9" : "algorithm: bp");
      assertEquals(
          Outcome.State.DIVERGED, rung(cell(sized, RUNGS[0])).outcome().state(), configuration);
      assertFalse(Files.exists(checkpoints));
      assertSame(whole(cell(sized, RUNGS[1])), rung(cell(sized, RUNGS[1])));
    }
  }

  @Test
  void whatPatienceHasEndedStaysEnded() {
    String idle =
        CLASSIFICATION.replaceFirst("learning_rate: [0-9.]+", "learning_rate: 1e-12")
            + "validation: 0.3, patience: 2";
    Cell first = cell(idle, 4);
    CellResult stopped = rung(first);
    assertEquals(3L, stopped.outcome().measurements().scalars().get("epochs_run"));
    assertEquals(
        "patience: no better for 2 evaluations",
        stopped.outcome().measurements().scalars().get("stop_reason"));

    CellResult later = rung(cell(idle, FULL));

    assertEquals(0, steps.get());
    assertSame(stopped, later);
    assertSame(whole(cell(idle, FULL)), later);
    assertSame(whole(cell(idle, 3)), later);
  }
}

package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.journal.History;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class PricingTest {
  private static final String JOB =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4}
      grid: {epochs: [1, 10], depth: [1, 2]}
      seeds: 1..3
      """;

  private static Pricing pricing(Plan plan, Speeds speeds, double rehearsed) {
    return new Pricing(
        plan, "vector", History.NONE, speeds, cell -> 1e9, (cell, budget) -> rehearsed);
  }

  /** Notes the cells of which steps are run. */
  private static Pricing noting(Plan plan, List<Cell> rehearsed) {
    return new Pricing(
        plan,
        "vector",
        History.NONE,
        new Speeds(Optional.empty()),
        cell -> 1e9,
        (cell, budget) -> {
          rehearsed.add(cell);
          return 1.0;
        });
  }

  private static List<Object> distinct(List<Cell> cells, String knob) {
    return cells.stream().map(cell -> cell.values().get(knob)).distinct().toList();
  }

  private static Plan faulty(int cells) {
    String job = "name: n\nexperiment: faulty\nfixed: {item: 1}\nseeds: 1.." + cells;
    return Plans.of(job, Plans.library());
  }

  @Test
  void whatCellsCostBesideTheirTrainingIsToldApart() {
    for (int count : new int[] {10, 3000}) {
      Plan plan = faulty(count);
      Speeds speeds = new Speeds(Optional.empty());
      speeds.put(Pricing.CELL, 0.25);
      speeds.put(Pricing.RUN, 4);
      Pricing.Total total = pricing(plan, speeds, 2).total(plan.cells());
      assertEquals(2 * count, total.cells().seconds(), 1e-9 * count);
      assertEquals(4 + 0.25 * count, total.overhead().seconds(), 1e-9 * count);
      assertEquals(count + 2 + 0.125 * count, total.clock(2), 1e-9 * count);
      assertEquals(2 + 2 + 0.125 * count, total.clock(100_000), 1e-9 * count);
    }
  }

  @Test
  void largeRunsTeachWhatACellCostsAndSmallOnesWhatTheRunDoes() {
    Speeds speeds = new Speeds(Optional.empty());
    for (int i = 0; i < 12; i++) {
      Pricing.learnOverhead(speeds, 20, 6 + 20 * 0.01);
      Pricing.learnOverhead(speeds, 50_000, 6 + 50_000 * 0.01);
    }
    assertEquals(6, speeds.get(Pricing.RUN).orElseThrow(), 0.1);
    assertEquals(0.01, speeds.get(Pricing.CELL).orElseThrow(), 1e-4);
    Pricing.learnOverhead(speeds, 20, 600);
    assertEquals(60, speeds.get(Pricing.RUN).orElseThrow(), 1, "one outlier is damped");
  }

  @Test
  void nothingToRunCostsNothing() {
    Pricing.Total total = pricing(faulty(3), new Speeds(Optional.empty()), 1).total(List.of());
    assertEquals(0, total.cells().high() + total.overhead().high() + total.clock(1));
  }

  @Test
  void theRangeHoldsThePriceAndIsWiderForWhatIsOnlyRehearsed() {
    Plan plan = Plans.of(JOB, Plans.library());
    Speeds speeds = new Speeds(Optional.empty());
    Pricing.Range first = pricing(plan, speeds, 2).total(plan.cells()).cells();
    Pricing.Range second = pricing(plan, speeds, 77).total(plan.cells()).cells();
    assertEquals(first.seconds(), second.seconds(), "kept speeds are not measured again");
    assertTrue(first.low() < first.seconds() && first.seconds() < first.high());
    assertTrue(second.high() < first.high());
  }

  @Test
  void aCellOfTenTimesTheEpochsIsNotRehearsedAgain() {
    Plan plan = Plans.of(JOB, Plans.library());
    List<Cell> rehearsed = new ArrayList<>();
    Pricing pricing = noting(plan, rehearsed);
    pricing.total(plan.cells());
    assertEquals(2, distinct(rehearsed, "depth").size());
    assertEquals(1, distinct(rehearsed, "epochs").size());
  }

  /** It took 11 GB to say what a cell would cost that cannot run. */
  @Test
  void aCellOfMuchMemoryIsNotRehearsed() {
    String job =
        """
        name: n
        experiment: classification
        fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, net: layered, algorithm: bp}
        grid: {hidden: ["10", "30000-30000"]}
        """;
    Plan plan = Plans.of(job, Plans.library());
    List<Cell> rehearsed = new ArrayList<>();
    Pricing pricing = noting(plan, rehearsed);
    assertTrue(pricing.total(plan.cells()).longest() > 1);
    assertEquals(List.of("10"), distinct(rehearsed, "hidden"));
  }

  @Test
  void firstStepsTellTheRestWhateverWarmingUpTook() {
    double[] ends = {5.0, 6.0, 6.5, 6.6, 6.7, 6.8, 9.8, 9.9};
    assertEquals(5.0 - 0.1 + 1000 * 0.1, Rehearsal.extrapolate(ends, 1000), 1e-6);
  }

  @Test
  void speedsOutliveTheirProcessAndADamagedFileIsAsNone(@TempDir Path directory)
      throws IOException {
    Optional<Path> file = Optional.of(directory.resolve("speeds.json"));
    Speeds speeds = new Speeds(file);
    speeds.put("a", 0.5);
    speeds.save();
    assertEquals(Optional.of(0.5), new Speeds(file).get("a"));
    Files.writeString(file.get(), "{\"a\": 0.5, \"b\"");
    assertEquals(Optional.empty(), new Speeds(file).get("a"));
    Files.writeString(file.get(), "{\"a\": -1, \"b\": null}");
    assertEquals(Optional.empty(), new Speeds(file).get("a"));
  }

  @Test
  void outputGrowsWithTheRowsOfHistory() {
    Plan short1 = Plans.of(JOB, Plans.library(), "epochs=1");
    Plan long1 = Plans.of(JOB, Plans.library(), "epochs=100000");
    double few = short1.price(short1.cells().get(0)).outputBytes();
    double many = long1.price(long1.cells().get(0)).outputBytes();
    assertTrue(few < 1e4 && many > 4e6 && many < 4e7, few + " " + many);
  }

  private static CellResult ended(Cell cell, double cpuSeconds) {
    return new CellResult(
        cell,
        new Outcome.Finished(Measurements.NONE),
        99 * cpuSeconds,
        cpuSeconds,
        1,
        "h",
        Origin.unknown("vector"));
  }

  @Test
  void endedCellsCorrectTheOthersOfTheirKindAndAreKeptForLaterPlans() {
    Plan plan = Plans.of(JOB, Plans.library());
    Cell first = plan.cells().get(0);
    History history = History.of(List.of(ended(first, 7)));
    Speeds speeds = new Speeds(Optional.empty());
    Pricing corrected =
        new Pricing(plan, "vector", history, speeds, cell -> 1e9, (cell, budget) -> 2.0);
    assertEquals(7, corrected.seconds(first), 1e-9);
    Cell other =
        plan.cells().stream()
            .filter(cell -> !cell.values().get("depth").equals(first.values().get("depth")))
            .findFirst()
            .orElseThrow();
    assertEquals(2, corrected.seconds(other), 1e-9, "another kind of cell is rehearsed");
    Pricing fresh = pricing(plan, speeds, 2.0);
    assertEquals(2, fresh.seconds(other), 1e-9);

    Speeds learned = new Speeds(Optional.empty());
    pricing(plan, learned, 2.0).learn(history);
    assertEquals(7, pricing(plan, learned, 2.0).seconds(first), 1e-9);
  }
}

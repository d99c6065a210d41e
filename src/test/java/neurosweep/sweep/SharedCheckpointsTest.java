package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.journal.History;
import neurosweep.store.SweepDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoints a driver deletes whose cells go on from each other's states. */
@Tag("environment")
class SharedCheckpointsTest {
  @TempDir Path root;
  private Path directory;
  private Checkpoints checkpoints;
  private final Set<Cell> promising = new HashSet<>();
  private final TreeMap<String, CellResult> results = new TreeMap<>();
  private final History history = new History(results);

  @BeforeEach
  void place() {
    directory = root.resolve("checkpoints");
    checkpoints = checkpoints(List.of(cell(1, 3), cell(2, 3), cell(3, 3)));
  }

  private Checkpoints checkpoints(List<Cell> cells) {
    SweepDirectory sweep = SweepDirectory.at(new neurosweep.store.Files(), "DIR", root.toString());
    return new Checkpoints(sweep, cells, promising::contains);
  }

  private static Cell cell(long seed, long epochs) {
    return new Cell("classification", 3, Values.NONE.with("epochs", epochs), seed, "d");
  }

  /** The one that has no value for the budget names them all. */
  private static String line(long seed) {
    return new Cell("classification", 3, Values.NONE, seed, "d").id();
  }

  private CellResult end(Cell cell, Outcome outcome) {
    CellResult result =
        new CellResult(cell, outcome, 0.1, Double.NaN, 1, "", Origin.unknown("ejml"));
    results.put(cell.id(), result);
    return result;
  }

  private static Outcome finished() {
    return new Outcome.Finished(Measurements.NONE);
  }

  private static Outcome diverged() {
    return new Outcome.Diverged(Measurements.NONE, "why");
  }

  private static Outcome timedOut() {
    return new Outcome.TimedOut(Measurements.NONE, 1);
  }

  private void write(long... seeds) throws IOException {
    Files.createDirectories(directory);
    for (long seed : seeds) {
      Files.writeString(directory.resolve(line(seed)), "state");
    }
  }

  private void assertHolds(long... seeds) throws IOException {
    Set<String> expected = new TreeSet<>();
    for (long seed : seeds) {
      expected.add(line(seed));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          expected, new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
    }
  }

  @Test
  void aStateStaysAsLongAsACellMayGoOnFromIt() throws IOException {
    checkpoints.begin(history);
    write(1, 2, 3);
    promising.add(cell(1, 3));
    promising.add(cell(3, 3));
    checkpoints.ended(end(cell(1, 3), finished()));
    checkpoints.ended(end(cell(2, 3), finished()));
    checkpoints.ended(end(cell(3, 3), diverged()));
    assertHolds(1);

    promising.clear();
    checkpoints.add(List.of(cell(1, 9)));
    checkpoints.review();
    assertHolds(1);

    checkpoints.ended(end(cell(1, 9), finished()));
    assertHolds();
  }

  @Test
  void aStateGoesOnceTheSearchHasDecided() throws IOException {
    checkpoints.begin(history);
    write(1, 2, 3);
    promising.addAll(List.of(cell(1, 3), cell(2, 3)));
    checkpoints.ended(end(cell(1, 3), finished()));
    checkpoints.ended(end(cell(2, 3), finished()));
    checkpoints.review();
    assertHolds(1, 2, 3);

    promising.remove(cell(2, 3));
    checkpoints.review();
    assertHolds(1, 3);
  }

  @Test
  void aNewRunKeepsWhatCellsOfTheLastOneLeadTo() throws IOException {
    end(cell(1, 3), finished());
    end(cell(2, 3), finished());
    end(cell(4, 3), finished());
    end(cell(4, 9), timedOut());
    end(cell(5, 3), finished());
    write(1, 2, 3, 4, 5, 6, 7);
    promising.add(cell(1, 3));
    checkpoints = checkpoints(List.of(cell(1, 3), cell(2, 3), cell(3, 3)));
    checkpoints.add(List.of(cell(5, 9), cell(6, 3)));

    checkpoints.begin(history);

    assertHolds(1, 3, 4, 5, 6);
  }

  @Test
  void atTheEndNothingIsLeft() throws IOException {
    checkpoints.begin(history);
    write(1, 2, 3);
    promising.addAll(List.of(cell(1, 3), cell(2, 3), cell(3, 3)));
    for (long seed = 1; seed <= 3; seed++) {
      checkpoints.ended(end(cell(seed, 3), finished()));
    }
    assertHolds(1, 2, 3);

    promising.clear();
    checkpoints.close();

    assertFalse(Files.exists(directory));
  }

  /** Of a failed one too: its state may be why it failed. */
  @Test
  void aCellThatFailsStartsOver() throws IOException {
    checkpoints.begin(history);
    write(1);
    promising.add(cell(1, 9));
    checkpoints.ended(end(cell(1, 3), finished()));
    checkpoints.add(List.of(cell(1, 9)));
    checkpoints.ended(end(cell(1, 9), new Outcome.Failed(Measurements.NONE, "why", "")));
    assertHolds();
  }
}

package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import neurosweep.testing.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoints a driver deletes, and when. */
@Tag("environment")
class CheckpointsTest {
  private static final List<Cell> CELLS = new ArrayList<>();

  static {
    for (long seed = 0; seed < 6; seed++) {
      CELLS.add(new Cell("faulty", 1, Values.NONE, seed, ""));
    }
  }

  @TempDir Path root;
  private Path directory;
  private Checkpoints checkpoints;
  private final TreeMap<String, CellResult> results = new TreeMap<>();
  private final History history = new History(results);

  @BeforeEach
  void place() {
    directory = root.resolve("checkpoints");
    SweepDirectory sweep = SweepDirectory.at(new neurosweep.store.Files(), "DIR", root.toString());
    checkpoints = new Checkpoints(sweep, CELLS);
  }

  private CellResult end(int cell, Outcome outcome, double seconds, int attempt) {
    CellResult result =
        new CellResult(
            CELLS.get(cell), outcome, seconds, Double.NaN, attempt, "", Origin.unknown("ejml"));
    results.put(result.cell().id(), result);
    return result;
  }

  private static Outcome finished() {
    return new Outcome.Finished(Measurements.NONE);
  }

  private static Outcome timedOut() {
    return new Outcome.TimedOut(Measurements.NONE, 1);
  }

  private void write(String... names) throws IOException {
    Files.createDirectories(directory);
    for (String name : names) {
      Files.writeString(directory.resolve(name), "state");
    }
  }

  private static String[] ids(int... cells) {
    return Arrays.stream(cells).mapToObj(cell -> CELLS.get(cell).id()).toArray(String[]::new);
  }

  private void assertHolds(String... names) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          new TreeSet<>(Arrays.asList(names)),
          new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
    }
  }

  @Test
  void beforeARunOnlyThoseStayFromWhichACellGoesOn() throws IOException {
    end(0, finished(), 9, 1);
    end(1, new Outcome.Diverged(Measurements.NONE, "why"), 9, 1);
    end(2, new Outcome.Failed(Measurements.NONE, "why", ""), 9, 1);
    end(3, timedOut(), 9, 1);
    write(ids(0, 1, 2, 3, 4));
    write("0123456789abcdef0123", "." + CELLS.get(4).id() + ".0123abcd.tmp");

    checkpoints.begin(history);

    assertHolds(ids(3, 4));
  }

  @Test
  void theCheckpointGoesWithItsCell() throws IOException {
    write(ids(0));
    checkpoints.begin(history);
    write(ids(1, 2, 3, 4, 5));
    checkpoints.ended(end(0, finished(), 0.1, 1));
    checkpoints.ended(end(1, finished(), 5, 1));
    checkpoints.ended(end(2, finished(), 0.1, 2));
    checkpoints.ended(end(3, timedOut(), 5, 1));
    checkpoints.ended(end(4, timedOut(), 0.1, 2));
    assertHolds(ids(3, 4, 5));

    write("." + CELLS.get(5).id() + ".0123abcd.tmp");
    checkpoints.close();
    assertHolds(
        CELLS.get(3).id(),
        CELLS.get(4).id(),
        CELLS.get(5).id(),
        "." + CELLS.get(5).id() + ".0123abcd.tmp");

    for (int cell = 3; cell < 6; cell++) {
      checkpoints.ended(end(cell, finished(), 5, 3));
    }
    checkpoints.close();
    assertFalse(Files.exists(directory), "a late writer's file included");
  }

  @Test
  void anEmptyDirectoryGoesToo() throws IOException {
    write();
    checkpoints.begin(history);
    assertFalse(Files.exists(directory));
    write();
    checkpoints.close();
    assertFalse(Files.exists(directory));
  }

  /** A sweep that cannot start changes nothing. */
  @Test
  void aRunThatNeverBeganLeavesEverything() throws IOException {
    write("something");
    checkpoints.close();
    assertHolds("something");
  }

  @Test
  void whatCannotBeListedIsPassedOver() throws IOException {
    Files.writeString(directory, "a file");
    checkpoints.begin(history);
    checkpoints.ended(end(0, finished(), 5, 1));
    checkpoints.close();
    assertEquals("a file", Files.readString(directory));
  }

  @Test
  void whatCannotBeDeletedIsPassedOverUntilTheNextTime() throws IOException {
    SweepDirectory sweep = SweepDirectory.at(new neurosweep.store.Files(), "DIR", "faulty:" + root);
    checkpoints = new Checkpoints(sweep, CELLS);
    end(0, finished(), 9, 1);
    end(1, finished(), 9, 1);
    write(ids(0, 1, 2));
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("delete") && !path.getName().equals(CELLS.get(1).id())) {
            throw new IOException("Permission denied");
          }
        };
    try {
      checkpoints.begin(history);
      checkpoints.ended(end(2, finished(), 9, 1));
      assertHolds(ids(0, 2));
    } finally {
      FaultyFileSystem.fault = FaultyFileSystem.NONE;
    }

    checkpoints.close();

    assertFalse(Files.exists(directory));
  }
}

package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts at a cell that find each other's state in a file, or do not. */
@Tag("environment")
class CellCheckpointTest {
  private static final String JOB =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 2,
        batch_size: 10, order: shuffled, algorithm: gait, lambda: 0.1}
      seeds: 1..2
      """;

  /** Polls of an undisturbed cell. */
  private static final int STEPS = 12;

  private static final int FIRST = 5;

  @TempDir Path directory;
  private final DataLibrary library = Plans.library();
  private Cell cell;
  private Cell other;
  private String undisturbed;
  private Path file;

  @BeforeEach
  void runUndisturbed() {
    List<Cell> cells = Plans.of(JOB, library).cells();
    cell = cells.get(0);
    other = cells.get(1);
    undisturbed =
        MeasuredBits.of(attempt(new CellExecution("ejml", Double.POSITIVE_INFINITY), never()));
    assertEquals(STEPS, polls.get());
    file = directory.resolve("checkpoints").resolve(cell.id());
  }

  private final AtomicInteger polls = new AtomicInteger();

  private BooleanSupplier after(int steps) {
    polls.set(0);
    return () -> polls.incrementAndGet() >= steps;
  }

  private BooleanSupplier never() {
    return after(Integer.MAX_VALUE);
  }

  private Checkpoints.Place place(double seconds, String code) {
    return new Checkpoints.Place(directory.resolve("checkpoints").toString(), seconds, code);
  }

  private CellExecution execution(String backend, double seconds, String code) {
    return new CellExecution(backend, Double.POSITIVE_INFINITY, place(seconds, code));
  }

  /** Saves only when it has to stop. */
  private CellExecution seldom() {
    return execution("ejml", 1e6, "code");
  }

  /** Saves after every step. */
  private CellExecution always() {
    return execution("ejml", 0, "code");
  }

  private CellResult attempt(CellExecution execution, BooleanSupplier cancelled) {
    return execution.run(cell, library, 1, cancelled).orElseThrow();
  }

  private void cancel(CellExecution execution, int steps) {
    assertEquals(Optional.empty(), execution.run(cell, library, 1, after(steps)));
  }

  private void interrupt() {
    cancel(seldom(), FIRST);
    assertTrue(Files.exists(file));
  }

  /** Runs the cell to its end, which must be that of an undisturbed one; the steps that it took. */
  private int finish(CellExecution execution) {
    assertEquals(undisturbed, MeasuredBits.of(attempt(execution, never())));
    return polls.get();
  }

  /** Some streams ask the system for every byte: going on cost more than an epoch of training. */
  @Test
  void aCheckpointIsReadInBlocks() throws IOException {
    Path counters = Path.of("/proc/self/io");
    assumeTrue(Files.isReadable(counters), "only Linux counts what is read");
    interrupt();
    long size = Files.size(file);
    long before = reads(counters);

    finish(seldom());

    long taken = reads(counters) - before;
    assertTrue(taken < size / 4, taken + " calls to read " + size + " bytes");
  }

  private static long reads(Path counters) throws IOException {
    return Files.readAllLines(counters).stream()
        .filter(line -> line.startsWith("syscr: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStoppedCellGoesOnAndCountsItsTime() throws IOException {
    interrupt();
    double first = secondsInFile();
    cancel(seldom(), 4);
    double second = secondsInFile();
    CellResult third = attempt(seldom(), never());

    assertEquals(STEPS - FIRST - 4, polls.get());
    assertEquals(undisturbed, MeasuredBits.of(third));
    assertTrue(0 < first && first < second && second < third.seconds());
  }

  private double secondsInFile() throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readUTF();
      return in.readDouble();
    }
  }

  /** As after the loss of an executor: the cell was not asked to stop. */
  @Test
  void aLostCellGoesOnFromItsLastSave() {
    polls.set(0);
    CellResult lost =
        attempt(
            always(),
            () -> {
              if (polls.incrementAndGet() > FIRST) {
                throw new IllegalStateException("lost");
              }
              return false;
            });
    assertInstanceOf(Outcome.Failed.class, lost.outcome());

    assertEquals(STEPS - FIRST, finish(always()));
  }

  @Test
  void aCellThatIsNeverLongWritesNothing() {
    finish(seldom());
    assertFalse(Files.exists(file.getParent()));
  }

  @Test
  void anotherProgramCellOrBackendStartsOver() throws IOException {
    interrupt();
    byte[] own = Files.readAllBytes(file);
    assertEquals(STEPS, finish(execution("ejml", 1e6, "other code")));
    Files.write(file.resolveSibling(other.id()), own);
    String fresh =
        MeasuredBits.of(
            new CellExecution("ejml", Double.POSITIVE_INFINITY)
                .run(other, library, 1, () -> false)
                .orElseThrow());
    polls.set(0);
    assertEquals(fresh, MeasuredBits.of(seldom().run(other, library, 1, never()).orElseThrow()));
    assertEquals(STEPS, polls.get());
    attempt(execution("vector", 1e6, "code"), never());
    assertEquals(STEPS, polls.get());
    assertEquals(STEPS - FIRST, finish(seldom()), "it was left alone");
  }

  @Test
  void aDamagedFileIsIgnored() throws IOException {
    interrupt();
    byte[] whole = Files.readAllBytes(file);
    List<byte[]> damaged = new ArrayList<>();
    for (int at : new int[] {0, 2, 30, whole.length / 2, whole.length - 5, whole.length - 1}) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      damaged.add(flipped);
    }
    for (int length : new int[] {0, 1, 100, whole.length - 1, whole.length + 1}) {
      damaged.add(Arrays.copyOf(whole, length));
    }
    damaged.add("name: not a checkpoint\n".getBytes(StandardCharsets.US_ASCII));
    for (byte[] content : damaged) {
      Files.write(file, content);
      assertEquals(STEPS, finish(seldom()));
    }
    Files.delete(file);
    Files.createDirectory(file);
    assertEquals(STEPS, finish(seldom()));
    Files.delete(file);
    Files.write(file, whole);
    assertEquals(STEPS - FIRST, finish(seldom()));
  }

  @Test
  void whereItCannotBeWrittenTheCellRunsOn() throws IOException {
    Files.writeString(directory.resolve("checkpoints"), "in the way");
    assertEquals(STEPS, finish(always()));
    cancel(always(), 3);
    assertEquals("in the way", Files.readString(directory.resolve("checkpoints")));
  }

  @Test
  void twoAttemptsAtATimeDoNoHarm() throws Exception {
    CellExecution always = always();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<CellResult>> attempts = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        attempts.add(threads.submit(() -> always.run(cell, library, 1, () -> false).orElseThrow()));
      }
      for (Future<CellResult> attempt : attempts) {
        assertEquals(undisturbed, MeasuredBits.of(attempt.get()));
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void savesEveryIntervalOfItsClock() {
    long[] now = {Long.MAX_VALUE - 5};
    CellCheckpoint checkpoint =
        new CellCheckpoint(place(60, "code"), cell, "ejml", () -> now[0], () -> 0);
    assertFalse(checkpoint.due());
    now[0] += 59_999_999_999L;
    assertFalse(checkpoint.due());
    now[0] += 1;
    assertTrue(checkpoint.due());
    checkpoint.save(new Numbers(1));
    assertFalse(checkpoint.due());
    now[0] += 60_000_000_000L;
    assertTrue(checkpoint.due());
  }

  /** A state that is not read as it was written. */
  @Test
  void whatDoesNotFitIsNotUsed() {
    Numbers two = new Numbers(2);
    two.values[1] = 7;
    checkpoint().save(two);
    assertEquals(7, checkpoint().resume(() -> new Numbers(2)).values[1]);
    assertEquals(0, checkpoint().resume(() -> new Numbers(1)).values[0], "bytes were left");
    assertEquals(0, checkpoint().resume(() -> new Numbers(3)).values[1], "into the checksum");
    assertEquals(0, checkpoint().resume(() -> new Numbers(9)).values[1], "past the end");
  }

  @Test
  void timeOfTheProcessorAddsUpOverAttempts() {
    long[] worked = {0};
    CellCheckpoint first =
        new CellCheckpoint(place(60, "code"), cell, "ejml", () -> 0, () -> worked[0]);
    worked[0] = 2_000_000_000L;
    first.save(new Numbers(1));
    CellCheckpoint second = checkpoint();
    second.resume(() -> new Numbers(1));
    assertEquals(2, second.earlier().cpuSeconds(), 1e-12);
    assertEquals(0, second.earlier().seconds(), 1e-12);
  }

  private CellCheckpoint checkpoint() {
    return new CellCheckpoint(place(60, "code"), cell, "ejml", () -> 0, () -> 0);
  }

  private static final class Numbers implements Persistent {
    private final int[] values;

    Numbers(int count) {
      values = new int[count];
    }

    @Override
    public void save(DataOutput out) throws IOException {
      for (int value : values) {
        out.writeInt(value);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readInt();
      }
    }
  }
}

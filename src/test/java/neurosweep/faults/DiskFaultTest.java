package neurosweep.faults;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.testing.FaultyFileSystem;
import neurosweep.testing.MeasuredBits;
import org.apache.hadoop.fs.FSError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file system that fails under a whole sweep: one line, nothing lost, the next run completes. */
@Tag("environment")
@Tag("disk")
class DiskFaultTest {
  private static final String JOB =
      """
      name: s
      experiment: faulty
      grid: {item: [1, 2, 3, 4, 5, 6]}
      """;

  private static final int CELLS = 6;

  /** Every so many operations one is tried, to save time; 1 tries all. */
  private static final int STRIDE = Integer.getInteger("stride", 37);

  /** Operations that need room on the disk. */
  private static final Set<String> GROWING = Set.of("create", "write", "sync", "mkdirs");

  @TempDir Path root;
  private int directories;

  @AfterEach
  void repair() {
    FaultyFileSystem.fault = FaultyFileSystem.NONE;
  }

  private static Shell.Answer run(Path directory, String scheme, String job, String... more) {
    List<String> args = new ArrayList<>(List.of("run", Shell.job(directory, job)));
    args.addAll(List.of("-o", scheme + ":" + directory.resolve("out")));
    args.addAll(List.of("--master", "in-process", "--parallelism", "1"));
    args.addAll(List.of(more));
    return call(args.toArray(String[]::new));
  }

  private Path fresh() throws IOException {
    directories++;
    return Files.createDirectory(root.resolve(Integer.toString(directories)));
  }

  /** Whether this is the sweep itself, and not its sign of life, whose time is its own. */
  private static boolean isSweep() {
    return !Thread.currentThread().getName().startsWith("lease of ");
  }

  private static void full() throws IOException {
    throw new IOException("No space left on device");
  }

  private static void requireOneLine(Shell.Answer answer, String what) {
    assertFalse(answer.err().contains("\tat "), () -> what + ": " + answer.err());
    long errors = answer.errors().stream().filter(line -> line.startsWith("error: ")).count();
    assertEquals(1, errors, () -> what + ": " + answer.err());
  }

  /** The next run completes, what was journaled is as it was, and nothing is left over. */
  private static void requireComplete(Path directory, String scheme, String what)
      throws IOException {
    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    Path sweep = directory.resolve("out/s");
    SortedMap<String, CellResult> before =
        Files.exists(sweep) ? MeasuredBits.results(sweep) : new TreeMap<>();
    Shell.Answer next = run(directory, scheme, JOB);
    assertEquals(0, next.code(), () -> what + ": " + next.err());
    SortedMap<String, CellResult> after = MeasuredBits.results(sweep);
    assertEquals(CELLS, after.size(), what);
    for (Map.Entry<String, CellResult> old : before.entrySet()) {
      CellResult now = after.get(old.getKey());
      assertEquals(old.getValue().seconds(), now.seconds(), what);
      assertEquals(1, now.attempt(), what);
    }
    assertTrue(Files.exists(sweep.resolve("_SUCCESS")), what);
    assertFalse(Files.exists(sweep.resolve("lease")), what);
    Shell.Answer last = run(directory, scheme, JOB);
    assertEquals(List.of("nothing to run: 6 of 6 cells have ended"), last.ends(0).errors(), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lease",
        "sweep.yaml",
        "plan.parquet",
        "manifest.json",
        "journal",
        "results",
        "history",
        "summary",
        "best",
        "_SUCCESS"
      })
  void aFullDiskAtOnePlaceIsOneLine(String place) throws IOException {
    Path directory = fresh();
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (isSweep()
              && GROWING.contains(operation)
              && path.toString().contains("/out/s/")
              && path.toString().contains(place)) {
            full();
          }
        };

    Shell.Answer answer = run(directory, "faulty", JOB);

    assertEquals(1, answer.code(), answer.err());
    requireOneLine(answer, place);
    assertTrue(answer.err().contains("No space left on device; free some space"), answer.err());
    boolean begun = Set.of("results", "history", "summary", "best", "_SUCCESS").contains(place);
    if (begun) {
      assertEquals(CELLS, MeasuredBits.results(directory.resolve("out/s")).size());
    }
    requireComplete(directory, "faulty", place);
  }

  /** The operations of a run, of which one is struck. */
  private static final class Strike implements FaultyFileSystem.Fault {
    private final int struck;
    private final FaultyFileSystem.Fault fault;
    private int count;
    private String last = "";
    private String what = "";

    Strike(int struck, FaultyFileSystem.Fault fault) {
      this.struck = struck;
      this.fault = fault;
    }

    @Override
    public synchronized void before(String operation, org.apache.hadoop.fs.Path path)
        throws IOException {
      if (!isSweep()) {
        return;
      }
      String now = operation + " " + path;
      boolean same = operation.equals("write") && now.equals(last) && !now.contains("journal");
      last = now;
      count += same ? 0 : 1;
      if (count >= struck && !same) {
        what = what.isEmpty() ? struck + " " + now : what;
        fault.before(count == struck ? "struck" : "later", path);
      }
    }
  }

  private void strikeEach(String scheme, boolean vanishes, FaultyFileSystem.Fault fault)
      throws IOException {
    boolean struck = true;
    for (int number = 1; struck; number += STRIDE) {
      Path directory = fresh();
      Strike strike =
          new Strike(
              number, vanishes ? (when, path) -> vanish(when, directory.resolve("out")) : fault);
      FaultyFileSystem.fault = strike;
      Shell.Answer answer = run(directory, scheme, JOB);
      struck = !strike.what.isEmpty();
      if (answer.code() != 0) {
        requireOneLine(answer, strike.what);
        assertTrue(Set.of(1, 2).contains(answer.code()), strike.what);
      }
      String what = strike.what + "\n" + answer.err();
      if (vanishes) {
        giveUpRemains(directory, scheme, what);
      }
      requireComplete(directory, scheme, what);
    }
  }

  /** A directory that vanishes in the instant in which a segment begins comes back with that. */
  private static void giveUpRemains(Path directory, String scheme, String what) {
    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    Path sweep = directory.resolve("out/s");
    if (Files.exists(sweep.resolve("journal")) && !Files.exists(sweep.resolve("manifest.json"))) {
      Shell.Answer refused = run(directory, scheme, JOB, "-q");
      if (refused.code() != 0) {
        requireOneLine(refused, what);
        assertTrue(refused.err().contains("holds a journal but no manifest.json"), what);
        run(directory, scheme, JOB, "--overwrite", "-y").ends(0);
      }
    }
  }

  /** As Hadoop makes it, who keeps the constructor to himself. */
  private static FSError error() {
    try {
      Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
      constructor.setAccessible(true);
      return constructor.newInstance(new IOException("No space left on device"));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("FSError", e);
    }
  }

  /** Hadoop's local file system throws an Error where the disk is full. */
  @ParameterizedTest
  @ValueSource(strings = {"journal", "results"})
  void anErrorOfTheFileSystemIsOneLine(String place) throws IOException {
    Path directory = fresh();
    FaultyFileSystem.fault =
        (operation, path) -> {
          boolean grows = operation.equals("write") || operation.equals("sync");
          if (isSweep() && grows && path.toString().contains(place)) {
            throw error();
          }
        };

    Shell.Answer answer = run(directory, "faulty", JOB).ends(1);

    requireOneLine(answer, place);
    assertTrue(answer.err().contains("No space left on device; free some space"), answer.err());
    requireComplete(directory, "faulty", place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "unflushed"})
  void anyOperationMayFailOnce(String scheme) throws IOException {
    strikeEach(
        scheme,
        false,
        (when, path) -> {
          if (when.equals("struck")) {
            full();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "unflushed"})
  void theFileSystemMayGoAtAnyTime(String scheme) throws IOException {
    strikeEach(scheme, false, (when, path) -> full());
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "unflushed"})
  void theDirectoryMayVanishAtAnyTime(String scheme) throws IOException {
    strikeEach(scheme, true, FaultyFileSystem.NONE);
  }

  private static void vanish(String when, Path directory) throws IOException {
    if (when.equals("struck")) {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** A driver that has lost a sign of life still has its lease. */
  @Test
  void aFullDiskAtTheSignOfLifeStopsNothing() throws Exception {
    Path directory = fresh();
    CountDownLatch tried = new CountDownLatch(1);
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("create") && path.getName().contains(".beat")) {
            tried.countDown();
            full();
          }
          if (operation.equals("create") && path.getName().contains("open")) {
            await(tried);
          }
        };

    run(directory, "faulty", JOB).ends(0);

    requireComplete(directory, "faulty", "beat");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aDirectoryThatBecomesReadOnlyIsOneLine() throws IOException {
    Path directory = fresh();
    FaultyFileSystem.fault =
        (operation, path) -> {
          boolean changes = !Set.of("open", "list", "status").contains(operation);
          if (changes && Files.exists(directory.resolve("out/s/journal/000001.open"))) {
            throw new org.apache.hadoop.security.AccessControlException("Permission denied");
          }
        };

    Shell.Answer answer = run(directory, "faulty", JOB).ends(1);

    requireOneLine(answer, "read-only");
    assertTrue(answer.err().contains("change its permissions"), answer.err());
    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    Shell.Answer next = run(directory, "faulty", JOB).ends(0);
    assertTrue(next.errors().get(0).startsWith("took over from "), next.err());
    requireComplete(directory, "faulty", "read-only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "unflushed"})
  void flippedBitsInASealedSegmentRunTheirCellsAgain(String scheme) throws IOException {
    Path directory = fresh();
    run(directory, scheme, JOB).ends(0);
    Path segment;
    try (Stream<Path> files = Files.list(directory.resolve("out/s/journal"))) {
      segment = files.reduce((one, two) -> two).orElseThrow();
    }
    byte[] content = Files.readAllBytes(segment);
    for (int part = 2; part <= 4; part += 2) {
      content[content.length * part / 5] ^= 4;
    }
    Files.write(segment, content);

    Shell.Answer answer = run(directory, scheme, JOB).ends(0);

    assertTrue(
        answer
            .errors()
            .get(0)
            .endsWith(segment.getFileName() + ": dropped 2 damaged records; their cells run again"),
        answer.err());
    requireComplete(directory, scheme, "flipped");
  }

  /** An object store keeps what was committed; the rest of an abandoned run runs again. */
  @Test
  void anAbandonedRunOnAnObjectStoreIsContinued() throws IOException {
    Path directory = fresh();
    run(directory, "unflushed", JOB, "item=1,2,3").ends(0);
    SortedMap<String, CellResult> before = MeasuredBits.results(directory.resolve("out/s"));
    AtomicBoolean dead = new AtomicBoolean();
    FaultyFileSystem.fault =
        (operation, path) -> {
          boolean begins =
              operation.equals("create") && path.getParent().getName().equals("journal");
          if (dead.get() || begins) {
            dead.set(true);
            throw new IOException("unreachable");
          }
        };
    requireOneLine(run(directory, "unflushed", JOB).ends(1), "abandoned");
    assertTrue(Files.exists(directory.resolve("out/s/lease")), "as a killed driver leaves it");
    FaultyFileSystem.fault = FaultyFileSystem.NONE;

    run(directory, "unflushed", JOB).ends(0);

    SortedMap<String, CellResult> after = MeasuredBits.results(directory.resolve("out/s"));
    assertEquals(CELLS, after.size());
    before.forEach((id, result) -> assertEquals(result.seconds(), after.get(id).seconds()));
  }
}

package neurosweep.faults;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real file systems without room: one line, exit 1, nothing lost, and the same command goes on. */
@Tag("environment")
class FullDiskTest {
  private static final int CELLS = 3;

  @TempDir Path root;
  private String job;
  private Path gate;

  /** Two cells that end and then the cheapest, which waits for a file. */
  @BeforeEach
  void write() {
    gate = root.resolve("gate");
    job = Shell.job(root, job("item: [3, 4]"));
  }

  private String job(String first) {
    String last = "item: 1, behaviour: gate, gate: " + gate;
    String ends = first.isEmpty() ? "" : "  - {" + first + "}\n";
    return "name: s\nexperiment: faulty\nvariants:\n" + ends + "  - {" + last + "}\n";
  }

  private Shell.Answer run(SmallDisk disk) {
    List<String> args = new ArrayList<>(List.of("run", job, "-o", disk.root().toString()));
    args.addAll(List.of("--master", "in-process", "--parallelism", "1", "--checkpoint-minutes"));
    args.add("0");
    return call(args.toArray(String[]::new));
  }

  private static void requireOneLine(Shell.Answer answer, String reason) {
    answer.ends(1);
    assertFalse(answer.err().contains("\tat "), answer.err());
    List<String> errors =
        answer.errors().stream().filter(line -> line.startsWith("error: ")).toList();
    assertEquals(1, errors.size(), answer.err());
    assertTrue(errors.get(0).contains(reason), errors.get(0));
    assertFalse(errors.get(0).contains(".tmp"), errors.get(0));
  }

  /** What was journaled is as it was, and nothing is left over. */
  private void requireCompletes(SmallDisk disk) throws IOException {
    Files.writeString(gate, "");
    Path sweep = disk.root().resolve("s");
    boolean begun = Files.exists(sweep.resolve("manifest.json"));
    SortedMap<String, CellResult> before = begun ? MeasuredBits.results(sweep) : new TreeMap<>();
    run(disk).ends(0);
    SortedMap<String, CellResult> after = MeasuredBits.results(sweep);
    assertEquals(CELLS, after.size());
    before.forEach((id, old) -> assertEquals(old.seconds(), after.get(id).seconds()));
    assertEquals(List.of(), disk.hidden());
    assertTrue(Files.exists(sweep.resolve("report.html")));
    assertTrue(Files.size(sweep.resolve("_SUCCESS")) > 0, "the report is current");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 12, 16, 24, 28, 36, 48, 64, 96, 128, 160, 200})
  void aDiskThatIsTooSmallIsOneLine(int kilobytes) throws IOException {
    Files.writeString(gate, "");
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=" + kilobytes + "k")) {
      requireOneLine(run(disk), "No space left on device; free some space");

      disk.remount("size=8m");
      requireCompletes(disk);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 9, 12, 16, 24})
  void aDiskWithoutRoomForNamesIsOneLine(int files) throws IOException {
    Files.writeString(gate, "");
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "nr_inodes=" + files)) {
      requireOneLine(run(disk), "No space left on device; free some space");

      disk.remount("nr_inodes=1000");
      requireCompletes(disk);
    }
  }

  /**
   * Starts a run in another thread and returns when its last cell computes and the others are
   * journaled.
   */
  private CompletableFuture<Shell.Answer> computing(SmallDisk disk, int others) {
    CompletableFuture<Shell.Answer> run = CompletableFuture.supplyAsync(() -> run(disk));
    Path waiting = root.resolve("gate.waiting");
    Path sweep = disk.root().resolve("s");
    while (!Files.exists(waiting) || MeasuredBits.results(sweep).size() < others) {
      assertFalse(run.isDone(), () -> run.join().err());
      LockSupport.parkNanos(1_000_000);
    }
    return run;
  }

  @Test
  void aDiskThatFillsDuringARunKeepsWhatWasJournaled() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=2m")) {
      CompletableFuture<Shell.Answer> run = computing(disk, CELLS - 1);
      disk.fill();
      Files.writeString(gate, "");

      requireOneLine(run.join(), "No space left on device; free some space");

      assertTrue(MeasuredBits.results(disk.root().resolve("s")).size() >= CELLS - 1);
      disk.empty();
      requireCompletes(disk);
    }
  }

  @Test
  void aDiskThatIsFullForAWhileStopsNothing() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=2m")) {
      CompletableFuture<Shell.Answer> run = computing(disk, CELLS - 1);
      disk.fill();
      disk.empty();
      Files.writeString(gate, "");

      run.join().ends(0);

      requireCompletes(disk);
    }
  }

  /** A whole file is there or the old one. */
  @Test
  void aFullDiskLeavesTheOldReportWhole() throws IOException {
    Files.writeString(gate, "");
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=8m")) {
      run(disk).ends(0);
      String sweep = disk.root().resolve("s").toString();
      SortedMap<String, String> before = Shell.contents(disk.root().resolve("s"));
      disk.fill();

      requireOneLine(call("report", sweep), "No space left on device; free some space");

      assertEquals(before, Shell.contents(disk.root().resolve("s")));
      disk.empty();
      call("report", sweep).ends(0);
      assertEquals(before, Shell.contents(disk.root().resolve("s")));
    }
  }

  @Test
  void aSweepThatCannotGrowKeepsItsResults() throws IOException {
    Files.writeString(gate, "");
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=8m")) {
      Shell.job(root, job(""));
      run(disk).ends(0);
      Shell.job(root, job("item: [3, 4]"));
      disk.fill();

      requireOneLine(run(disk), "No space left on device; free some space");

      disk.empty();
      requireCompletes(disk);
    }
  }

  /** The only cell waits, so that no segment is open, with which nothing can be made read-only. */
  @Test
  void aDiskThatBecomesReadOnlyDuringARunIsOneLine() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=2m")) {
      Shell.job(root, job(""));
      CompletableFuture<Shell.Answer> run = computing(disk, 0);
      disk.remount("ro");
      Files.writeString(gate, "");

      requireOneLine(run.join(), "Read-only file system; choose another directory");

      disk.remount("rw");
      Shell.job(root, job("item: [3, 4]"));
      requireCompletes(disk);
    }
  }

  @Test
  void anOutputThatNothingCanBeExecutedFromIsAsGoodAsAny() throws IOException {
    Files.writeString(gate, "");
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=8m,noexec")) {
      requireCompletes(disk);
    }
  }
}

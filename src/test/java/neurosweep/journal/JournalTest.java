package neurosweep.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("environment")
class JournalTest {
  @TempDir Path root;
  private SweepDirectory sweep;
  private Path directory;

  @BeforeEach
  void locate() {
    sweep = SweepDirectory.at(new Files(), "DIR", root.resolve("a sweep").toString());
    directory = root.resolve("a sweep").resolve("journal");
  }

  private static List<String> texts(Iterable<CellResult> results) {
    List<String> texts = new ArrayList<>();
    results.forEach(result -> texts.add(CellResults.text(result)));
    Collections.sort(texts);
    return texts;
  }

  private List<CellResult> read() {
    List<CellResult> results = new ArrayList<>();
    Journal.read(sweep).forEach(results::add);
    return results;
  }

  private List<String> names() {
    String[] names = directory.toFile().list();
    List<String> sorted = new ArrayList<>(names == null ? List.of() : List.of(names));
    Collections.sort(sorted);
    return sorted;
  }

  private Journal open(long segmentBytes) {
    Timing timing = new Timing(() -> 0, 1, 1, segmentBytes, segmentBytes);
    return Journal.open(sweep.files(), sweep.journal(), timing, CellResults.ALONE);
  }

  @Test
  void aReaderKnowsWhetherItsFilesAreKept() throws IOException {
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      CellResults.ofEveryState().forEach(journal::append);
    }
    Path segment = directory.resolve("000001.seg");
    JournalReader reader = Journal.read(sweep);
    assertTrue(reader.isKept());

    java.nio.file.Files.write(segment, new byte[0]);
    assertFalse(reader.isKept());

    java.nio.file.Files.delete(segment);
    assertFalse(reader.isKept());
  }

  @Test
  void whatIsAppendedIsReadBackWhole() {
    List<CellResult> results = CellResults.ofEveryState();
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      results.forEach(journal::append);
      List<CellResult> own = new ArrayList<>();
      journal.forEach(own::add);
      assertEquals(texts(results), texts(own));
    }
    assertEquals(texts(results), texts(read()));
    assertEquals(List.of("000001.seg"), names());
    History history = Journal.read(sweep).history();
    assertEquals(
        texts(results.stream().map(CellResult::withoutTables).toList()),
        texts(history.results().values()));
    assertTrue(history.hasResult(CellResults.cell(1)));
    assertTrue(history.hasResult(CellResults.cell(2)));
    assertFalse(history.hasResult(CellResults.cell(3)));
    assertFalse(history.hasResult(CellResults.cell(5)));
    assertEquals(1, history.counts().get(Outcome.State.TIMED_OUT));
  }

  @Test
  void readersSeeALiveJournalAndCreateNothing() {
    assertTrue(read().isEmpty());
    assertFalse(directory.toFile().exists());
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      assertTrue(names().isEmpty());
      journal.append(CellResults.finished(1, 0.5));
      assertEquals(1, read().size());
      journal.append(CellResults.finished(2, 0.5));
      assertEquals(2, read().size());
      assertEquals(List.of("000001.open"), names());
    }
  }

  @Test
  void aRecordHalfWrittenIsNotYetThereAndNoFault() throws IOException {
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      journal.append(CellResults.finished(1, 0.5));
      java.nio.file.Files.writeString(
          directory.resolve("000001.open"), "abcdef01 {\"id\":", StandardOpenOption.APPEND);
      JournalReader reader = Journal.read(sweep);
      assertEquals(1, reader.history().results().size());
      assertEquals(List.of(), reader.notices());
    }
  }

  @Test
  void nothingIsLostWhenTheProcessDies() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Dying.class.getName(),
                sweep.root().toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertEquals(Dying.EXIT, process.exitValue());
    assertEquals(List.of("000001.open"), names());
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      assertEquals(Dying.CELLS, journal.history().results().size());
      assertEquals(List.of(), journal.notices());
    }
    assertEquals(List.of("000001.seg"), names());
  }

  /** Appends and ends as if killed: no close, no shutdown hook. */
  static final class Dying {
    static final int CELLS = 20;
    static final int EXIT = 77;

    private Dying() {}

    public static void main(String[] arguments) {
      Journal journal =
          Journal.open(SweepDirectory.at(new Files(), "DIR", arguments[0]), CellResults.ALONE);
      for (int seed = 0; seed < CELLS; seed++) {
        journal.append(CellResults.finished(seed, 0.5));
      }
      Runtime.getRuntime().halt(EXIT);
    }
  }

  /** Whoever writes now has another view of which numbers are free. */
  @ParameterizedTest
  @CsvSource({"faulty, false", "faulty, true", "unflushed, false", "unflushed, true"})
  void withoutPermissionNothingMoreIsWritten(String scheme, boolean byClosing) {
    Files files = new Files();
    SweepDirectory store = SweepDirectory.at(files, "DIR", scheme + ":" + root.resolve("store"));
    boolean[] gone = new boolean[1];
    Runnable ask =
        () -> {
          if (gone[0]) {
            throw new UserError("taken over");
          }
        };
    Journal journal =
        Journal.open(files, store.journal(), Timing.STANDARD, new Journal.Permission(ask, ask));
    journal.append(CellResults.finished(1, 0.5));
    List<String> before = names(store);
    gone[0] = true;

    CellResult more = CellResults.finished(2, 0.5);
    assertThrows(UserError.class, byClosing ? journal::close : () -> journal.append(more));
    assertThrows(IllegalStateException.class, () -> journal.append(more));
    journal.close();

    assertEquals(before, names(store));
  }

  private static List<String> names(SweepDirectory store) {
    return store.files().list(store.journal()).stream().map(status -> status.name()).toList();
  }

  @Test
  void theTornTailOfADeadWriterIsDroppedAndReportedOnce() throws IOException {
    Journal dead = Journal.open(sweep, CellResults.ALONE);
    dead.append(CellResults.finished(1, 0.5));
    dead.append(CellResults.finished(2, 0.5));
    Path open = directory.resolve("000001.open");
    byte[] bytes = java.nio.file.Files.readAllBytes(open);
    java.nio.file.Files.write(open, java.util.Arrays.copyOf(bytes, bytes.length - 5));
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      assertEquals(1, journal.notices().size());
      assertTrue(journal.notices().get(0).contains("dropped 1 damaged record"));
      assertEquals(List.of("000001.seg"), names());
      assertFalse(journal.history().hasResult(CellResults.cell(2)));
      journal.append(CellResults.finished(2, 0.5));
    }
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      assertEquals(List.of(), journal.notices());
      assertEquals(2, journal.history().results().size());
    }
  }

  @Test
  void aSealedSegmentWithDamageIsRepairedAndReportedOnce() throws IOException {
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      for (int seed = 1; seed <= 3; seed++) {
        journal.append(CellResults.finished(seed, 0.5));
      }
    }
    Path sealed = directory.resolve("000001.seg");
    String text = java.nio.file.Files.readString(sealed);
    int middle = text.indexOf("\"seed\":2");
    java.nio.file.Files.writeString(
        sealed, text.substring(0, middle) + "\"seed\":7" + text.substring(middle + 8));
    assertEquals(1, Journal.read(sweep).notices().size());
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      assertEquals(1, journal.notices().size());
      assertFalse(journal.history().hasResult(CellResults.cell(2)));
      assertFalse(journal.history().hasResult(CellResults.cell(7)));
    }
    assertEquals(List.of("000002.seg"), names());
    assertEquals(List.of(), Journal.read(sweep).notices());
    assertEquals(2, read().size());
  }

  @Test
  void aSecondDifferentResultIsRefusedAndAnEqualOneAccepted() {
    CellResult first = CellResults.finished(1, 0.5);
    CellResult same =
        new CellResult(
            first.cell(), first.outcome(), 8, Double.NaN, 2, "host-z", Origin.unknown("vector"));
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      journal.append(first);
    }
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      journal.append(same);
      for (CellResult other :
          List.of(CellResults.finished(1, 0.75), CellResults.diverged(1), CellResults.failed(1))) {
        String message =
            assertThrows(IllegalStateException.class, () -> journal.append(other)).getMessage();
        assertTrue(message.contains(first.cell().id()), message);
      }
      Measurements measured = first.outcome().measurements();
      java.util.TreeMap<String, double[][]> tables = new java.util.TreeMap<>();
      tables.put("history", new double[][] {{1, 2, 3}});
      Outcome otherTable = new Outcome.Finished(new Measurements(measured.scalars(), tables));
      assertThrows(
          IllegalStateException.class,
          () ->
              journal.append(
                  new CellResult(
                      first.cell(), otherTable, 1, Double.NaN, 1, "h", Origin.unknown("b"))));
      journal.append(CellResults.finished(2, 0.5));
    }
    assertEquals(texts(List.of(first, CellResults.finished(2, 0.5))), texts(read()));
  }

  @Test
  void aRetryReplacesAFailureAlsoAfterReopening() {
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      journal.append(CellResults.failed(1));
      journal.append(CellResults.timedOut(2));
      journal.append(CellResults.failed(3));
    }
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      journal.append(CellResults.finished(1, 0.5));
      journal.append(CellResults.diverged(2));
      journal.append(CellResults.timedOut(3));
      assertTrue(journal.history().hasResult(CellResults.cell(1)));
    }
    List<CellResult> expected =
        List.of(CellResults.finished(1, 0.5), CellResults.diverged(2), CellResults.timedOut(3));
    assertEquals(texts(expected), texts(read()));
  }

  @Test
  void filesStayFewHoweverOftenAJournalIsOpened() {
    List<CellResult> expected = new ArrayList<>();
    for (int seed = 0; seed < 60; seed++) {
      try (Journal journal = open(1000)) {
        CellResult result = CellResults.finished(seed, seed / 64.0);
        expected.add(result);
        journal.append(CellResults.failed(seed));
        journal.append(result);
      }
      assertTrue(names().size() <= 11, names().toString());
    }
    assertEquals(texts(expected), texts(read()));
  }

  @Test
  void fullSegmentsAreSealed() {
    try (Journal journal = open(1)) {
      journal.append(CellResults.finished(1, 0.5));
      journal.append(CellResults.finished(2, 0.5));
      assertEquals(List.of("000001.seg", "000002.seg"), names());
    }
    assertEquals(2, read().size());
  }

  @Test
  void dyingBetweenAMergeAndItsDeletionsIsHarmless() throws IOException {
    List<CellResult> expected = new ArrayList<>();
    Path saved = java.nio.file.Files.createDirectory(root.resolve("saved"));
    try (Journal journal = open(1)) {
      for (int seed = 0; seed < 9; seed++) {
        journal.append(CellResults.failed(seed));
        journal.append(CellResults.finished(seed, 0.5));
        expected.add(CellResults.finished(seed, 0.5));
      }
    }
    for (String name : names()) {
      java.nio.file.Files.copy(directory.resolve(name), saved.resolve(name));
    }
    open(1).close();
    assertEquals(List.of("000019.seg"), names());
    for (String name : saved.toFile().list()) {
      java.nio.file.Files.copy(saved.resolve(name), directory.resolve(name));
    }
    java.nio.file.Files.writeString(directory.resolve(".000020.seg.1234abcd.tmp"), "rubbish");
    assertEquals(texts(expected), texts(read()));
    try (Journal journal = open(1)) {
      assertEquals(List.of(), journal.notices());
      assertEquals(List.of("000020.seg"), names());
    }
    assertEquals(texts(expected), texts(read()));
  }

  @Test
  void aReaderFollowsAMergeThatHappensWhileItReads() {
    try (Journal journal = open(1)) {
      for (int seed = 0; seed < 10; seed++) {
        journal.append(CellResults.finished(seed, 0.5));
      }
    }
    List<String> seen = new ArrayList<>();
    Journal.read(sweep)
        .forEach(
            result -> {
              seen.add(result.cell().id());
              if (seen.size() == 3) {
                open(1).close();
              }
            });
    assertEquals(List.of("000011.seg"), names());
    assertEquals(10, seen.size());
    assertEquals(10, seen.stream().distinct().count());
  }

  @Test
  void aLaterFormatIsNotTakenForDamage() throws IOException {
    java.nio.file.Files.createDirectories(directory);
    java.nio.file.Files.write(directory.resolve("000001.seg"), Segment.header(2));
    for (String message :
        List.of(
            assertThrows(UserError.class, () -> Journal.open(sweep, CellResults.ALONE))
                .getMessage(),
            assertThrows(UserError.class, () -> Journal.read(sweep)).getMessage())) {
      assertTrue(message.contains("journal format 2"), message);
    }
    assertEquals(List.of("000001.seg"), names());
  }

  @Test
  void anIntactRecordThatIsNotUnderstoodIsKept() throws IOException {
    java.nio.file.Files.createDirectories(directory);
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    bytes.writeBytes(Segment.header());
    bytes.writeBytes(
        Segment.line("{\"v\":9}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    java.nio.file.Files.write(directory.resolve("000001.seg"), bytes.toByteArray());
    String message =
        assertThrows(UserError.class, () -> Journal.open(sweep, CellResults.ALONE)).getMessage();
    assertTrue(message.contains("000001.seg line 2"), message);
    assertEquals(List.of("000001.seg"), names());
  }

  @Test
  void aJournalThatCannotBeAFileSaysSo() throws IOException {
    java.nio.file.Files.writeString(root.resolve("a sweep"), "a file");
    String message =
        assertThrows(UserError.class, () -> Journal.open(sweep, CellResults.ALONE)).getMessage();
    assertTrue(message.contains("journal"), message);
  }

  @Test
  void aClosedJournalTakesNothing() {
    Journal journal = Journal.open(sweep, CellResults.ALONE);
    journal.append(CellResults.finished(1, 0.5));
    journal.close();
    journal.close();
    assertThrows(IllegalStateException.class, () -> journal.append(CellResults.finished(2, 0.5)));
    assertEquals(1, read().size());
  }

  @Test
  void whereFilesCannotFlushBatchesAreCommittedByTheClock() {
    Files files = new Files();
    SweepDirectory store = SweepDirectory.at(files, "DIR", "unflushed://" + root.resolve("store"));
    directory = root.resolve("store").resolve("journal");
    AtomicLong clock = new AtomicLong();
    Timing timing = new Timing(clock::get, 1, 30, 1 << 20, 1500);
    try (Journal journal = Journal.open(files, store.journal(), timing, CellResults.ALONE)) {
      journal.append(CellResults.finished(1, 0.5));
      assertEquals(List.of(), names());
      clock.set(30);
      journal.append(CellResults.finished(2, 0.5));
      assertEquals(2, Journal.read(store).history().results().size());
      assertEquals(1, names().size());
      for (int seed = 3; seed <= 6; seed++) {
        journal.append(CellResults.finished(seed, 0.5));
      }
      journal.sync();
      assertEquals(6, Journal.read(store).history().results().size());
      journal.append(CellResults.finished(7, 0.5));
    }
    assertEquals(7, Journal.read(store).history().results().size());
    assertTrue(names().stream().allMatch(name -> name.endsWith(".seg")), names().toString());
    assertTrue(names().size() <= 4, names().toString());
  }
}

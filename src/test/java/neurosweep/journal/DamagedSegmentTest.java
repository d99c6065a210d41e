package neurosweep.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.core.CellResult;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a segment, undamaged records stay and no other appears. */
@Tag("environment")
class DamagedSegmentTest {
  private static final int CELLS = 4;
  private static final int REOPENED = 40;

  @TempDir Path root;
  private final List<String> written = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private SweepDirectory sweep;
  private Path directory;
  private byte[] segment;

  @BeforeEach
  void write() throws IOException {
    sweep = SweepDirectory.at(new Files(), "DIR", root.toString());
    directory = root.resolve("journal");
    try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
      for (int seed = 0; seed < CELLS; seed++) {
        CellResult result = CellResults.ofEveryState().get(seed);
        journal.append(result);
        written.add(CellResults.text(result));
      }
    }
    segment = java.nio.file.Files.readAllBytes(directory.resolve("000001.seg"));
    for (int i = 0; i < segment.length; i++) {
      if (segment[i] == '\n') {
        ends.add(i + 1); // of the header, then of each record
      }
    }
  }

  private Set<String> contentOf(byte[] bytes, String name, boolean reopen) throws IOException {
    for (String old : directory.toFile().list()) {
      java.nio.file.Files.delete(directory.resolve(old));
    }
    java.nio.file.Files.write(directory.resolve(name), bytes);
    Set<String> read = read();
    if (reopen) {
      try (Journal journal = Journal.open(sweep, CellResults.ALONE)) {
        assertEquals(read.size(), journal.history().results().size());
        journal.append(CellResults.finished(99, 0.5));
      }
      assertTrue(read().containsAll(read));
      assertEquals(read.size() + 1, read().size());
    }
    return read;
  }

  private Set<String> read() {
    List<String> texts = new ArrayList<>();
    Journal.read(sweep).forEach(result -> texts.add(CellResults.text(result)));
    return texts.stream().collect(Collectors.toSet());
  }

  private static String name(int i) {
    return i % 2 == 0 ? "000001.seg" : "000001.open";
  }

  @Test
  void cutAnywhereEveryRecordBeforeTheCutIsKept() throws IOException {
    for (int length = 0; length <= segment.length; length++) {
      int whole = 0;
      while (whole < CELLS && ends.get(whole + 1) - 1 <= length) {
        whole++; // the last line feed may be missing
      }
      byte[] cut = Arrays.copyOf(segment, length);
      for (int open = 0; open < 2; open++) {
        Set<String> read = contentOf(cut, name(open), length % REOPENED == 0);
        assertEquals(Set.copyOf(written.subList(0, whole)), read, "cut at " + length);
      }
    }
  }

  @Test
  void oneFlippedBitCostsTheRecordsItTouches() throws IOException {
    for (int bit = 0; bit < segment.length * 8; bit += 3) {
      byte[] flipped = segment.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Set<String> expected = Set.copyOf(untouched(bit / 8));
      Set<String> read = contentOf(flipped, name(bit), bit % (8 * REOPENED) == 0);
      assertTrue(read.containsAll(expected), "bit " + bit);
      assertTrue(written.containsAll(read), "bit " + bit);
    }
  }

  /** A line feed belongs to the line it ends and to the one it begins. */
  private List<String> untouched(int position) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      if (position < ends.get(i) - 1 || position >= ends.get(i + 1)) {
        kept.add(written.get(i));
      }
    }
    return kept;
  }

  @Test
  void manyFlippedBitsNeverMakeAnotherRecord() throws IOException {
    Random random = new Random(7);
    for (int trial = 0; trial < 400; trial++) {
      byte[] damaged = segment.clone();
      int flips = 1 + random.nextInt(20);
      for (int i = 0; i < flips; i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Set<String> read = contentOf(damaged, name(trial), trial % REOPENED == 0);
      assertTrue(written.containsAll(read), "trial " + trial);
    }
  }

  /** The record behind it used to be lost without a notice. */
  @Test
  void aFirstLineWithoutItsEndIsToldWithTheRecordBehindIt() throws IOException {
    segment[ends.get(0) - 1] = ' ';
    assertEquals(Set.copyOf(written.subList(1, CELLS)), contentOf(segment, "000001.seg", false));
    assertEquals(1, Journal.read(sweep).notices().size());
  }

  @Test
  void rubbishIsEmpty() throws IOException {
    Random random = new Random(8);
    byte[] rubbish = new byte[300_000];
    random.nextBytes(rubbish);
    assertEquals(Set.of(), contentOf(rubbish, "000001.seg", true));
    assertEquals(Set.of(), contentOf(new byte[300_000], "000001.open", true));
  }

  @Test
  void zerosAfterAPowerCutCostNothingBeforeThem() throws IOException {
    byte[] zeros = Arrays.copyOf(segment, segment.length + 10_000);
    assertEquals(Set.copyOf(written), contentOf(zeros, "000001.open", true));
  }
}

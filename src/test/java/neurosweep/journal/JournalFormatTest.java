package neurosweep.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals of every past format must stay readable: a file, once here, is never changed. A new
 * format brings a new file, and its number to the second test.
 */
@Tag("environment")
class JournalFormatTest {
  @TempDir Path root;

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = JournalFormatTest.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }

  private static List<CellResult> expected() {
    List<CellResult> results = new ArrayList<>(CellResults.ofEveryState());
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("reciprocal_condition", -0.0);
    scalars.put("loss", Double.POSITIVE_INFINITY);
    scalars.put("note", "NaN");
    Outcome outcome = new Outcome.Finished(new Measurements(scalars, new TreeMap<>()));
    Cell cell = new Cell("circuit", 1, Values.NONE, -7, "");
    results.add(
        new CellResult(cell, outcome, 2.0E-3, Double.NaN, 1, "host-c", Origin.unknown("native")));
    return results;
  }

  @Test
  void version1IsRead() throws IOException {
    Path journal = java.nio.file.Files.createDirectories(root.resolve("s").resolve("journal"));
    java.nio.file.Files.write(journal.resolve("000001.seg"), golden("version1.seg"));
    SweepDirectory sweep = SweepDirectory.at(new Files(), "DIR", root.resolve("s").toString());
    List<String> read = new ArrayList<>();
    JournalReader reader = Journal.read(sweep);
    reader.forEach(result -> read.add(CellResults.text(result)));
    assertEquals(expected().stream().map(CellResults::text).toList(), read);
    assertEquals(Collections.emptyList(), reader.notices());
  }

  /** Fields that version 1 was given later; older programs pass them over. */
  @Test
  void whatComputedACellIsWrittenToTheByte() throws IOException {
    CellResult known = CellResults.ofKnownOrigin(5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Segment.header());
    bytes.writeBytes(Segment.line(RecordWriter.json(known, Digest.of(known.outcome()))));
    assertArrayEquals(golden("version1-origin.seg"), bytes.toByteArray());
  }

  @Test
  void theCurrentVersionIsWrittenToTheByte() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Segment.header());
    for (CellResult result : expected()) {
      bytes.writeBytes(Segment.line(RecordWriter.json(result, Digest.of(result.outcome()))));
    }
    assertArrayEquals(golden("version" + Segment.VERSION + ".seg"), bytes.toByteArray());
  }
}

package neurosweep.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.Test;

class RecordTest {

  private static CellResult roundTrip(CellResult result, boolean tables) throws IOException {
    byte[] json = RecordWriter.json(result, Digest.of(result.outcome()));
    RecordReader.Entry entry = RecordReader.read(json, 0, json.length, tables, new Shared());
    assertEquals(Digest.of(result.outcome()), entry.digest());
    return entry.result();
  }

  private static CellResult with(Object value, double[][] table) {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("x", value);
    TreeMap<String, double[][]> tables = new TreeMap<>();
    tables.put("history", table);
    Values values =
        value instanceof Double d && d.isNaN() ? Values.NONE : Values.NONE.with("k", value);
    Cell cell = new Cell("e", 1, values, -5, "");
    Outcome outcome = new Outcome.Finished(new Measurements(scalars, tables));
    return new CellResult(cell, outcome, 0, Double.NaN, 1, "h", Origin.unknown("b"));
  }

  @Test
  void everyStateComesBackWhole() throws IOException {
    for (CellResult result : CellResults.ofEveryState()) {
      assertEquals(CellResults.text(result), CellResults.text(roundTrip(result, true)));
      assertEquals(
          CellResults.text(result.withoutTables()), CellResults.text(roundTrip(result, false)));
    }
  }

  /** At the beginning of an array and behind what is no part of the record. */
  @Test
  void recordsOfOneConfigurationShareItsValuesAndNoOthers() throws IOException {
    Shared shared = new Shared();
    Values values = Values.of(Map.of("a", 0.1, "b", "NaN", "c", "\u00e4 }"));
    Cell first = new Cell("e", 1, values, 1, "d");
    List<Cell> cells =
        List.of(
            first,
            first.withSeed(2),
            new Cell("e", 1, values.with("a", 0.2), 3, "d"),
            new Cell("e", 2, values, 4, "d"),
            new Cell("e", 1, values, 5, "other"),
            first.withSeed(6));
    List<Cell> read = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      CellResult result = CellResults.finished(1, 0.5);
      CellResult other =
          new CellResult(cells.get(i), result.outcome(), 1, 1, 1, "h", Origin.unknown("b"));
      byte[] json = RecordWriter.json(other, 1);
      byte[] line = new byte[json.length + 2 * i];
      System.arraycopy(json, 0, line, i, json.length);
      read.add(RecordReader.read(line, i, json.length, false, shared).result().cell());
    }
    assertEquals(cells, read);
    assertEquals(cells.stream().map(Cell::id).toList(), read.stream().map(Cell::id).toList());
    assertSame(read.get(0).values(), read.get(1).values());
    assertSame(read.get(0).values(), read.get(5).values());
  }

  @Test
  void whatComputedItComesBack() throws IOException {
    CellResult known = CellResults.ofKnownOrigin(3);
    CellResult read = roundTrip(known, false);
    assertEquals(known.origin(), read.origin());
    assertEquals(1.125, read.cpuSeconds());
  }

  /** Older programs pass the field over, and write none. */
  @Test
  void inheritedTimeComesBackAndIsNoPartOfTheComparison() throws IOException {
    CellResult alone = CellResults.ofKnownOrigin(3);
    CellResult heir =
        new CellResult(
            alone.cell(), alone.outcome(), 1.25, 1.125, 0.75, 1, "host-a", alone.origin());
    assertEquals(0.75, roundTrip(heir, false).inheritedSeconds());
    assertEquals(0, roundTrip(alone, false).inheritedSeconds());
    assertEquals(0.75, heir.asAttempt(2).withoutTables().inheritedSeconds());
    assertEquals(Digest.of(alone.outcome()), Digest.of(heir.outcome()));
    assertFalse(new String(RecordWriter.json(alone, 1), StandardCharsets.UTF_8).contains("inher"));
  }

  /** Used to be an arithmetic fault and not one of the input. */
  @Test
  void anAttemptBeyondAllBoundsIsNotUnderstood() {
    byte[] record = RecordWriter.json(CellResults.finished(1, 0.5), 1);
    String text = new String(record, StandardCharsets.UTF_8);
    byte[] other =
        text.replace("\"attempt\":1,", "\"attempt\":9999999999,").getBytes(StandardCharsets.UTF_8);
    assertTrue(other.length > record.length);
    assertThrows(
        IOException.class, () -> RecordReader.read(other, 0, other.length, false, new Shared()));
  }

  @Test
  void everyDoubleComesBackToTheBit() throws IOException {
    Random random = new Random(1);
    double[][] table = new double[200][20];
    for (double[] row : table) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Double.longBitsToDouble(random.nextLong());
      }
    }
    double[] special = {
      0.0,
      -0.0,
      1,
      -1,
      1e16,
      1e22,
      Double.parseDouble("1e23"),
      2.0E-3,
      4.9E-324,
      2.2250738585072014E-308,
      Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      9007199254740992.0
    };
    table[0] = special;
    table[1] = new double[0];
    for (double value : special) {
      CellResult result = with(value, table);
      assertEquals(CellResults.text(result), CellResults.text(roundTrip(result, true)));
    }
  }

  @Test
  void textsAreNotTakenForNumbersNorNumbersForEachOther() throws IOException {
    Object[] values = {
      "NaN",
      "Infinity",
      "-Infinity",
      "'NaN",
      "'",
      "",
      "1",
      "1.0",
      "true",
      "a\nb\u0000\u2028\"\\",
      "\ud800 alone",
      "\ud83d\ude00",
      1L,
      1.0,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      true,
      false
    };
    for (Object value : values) {
      CellResult result = with(value, new double[0][]);
      assertEquals(CellResults.text(result), CellResults.text(roundTrip(result, true)));
      assertEquals(
          value.getClass(),
          roundTrip(result, true).outcome().measurements().scalars().get("x").getClass());
    }
  }

  @Test
  void recordsAreOneLineOfAscii() {
    for (byte b : RecordWriter.json(CellResults.failed(1), 0)) {
      assertTrue(b >= ' ' && b < 127);
    }
  }

  @Test
  void fieldsOfAnyOrderAndUnknownOnesAreRead() throws IOException {
    String json =
        new String(RecordWriter.json(CellResults.finished(1, 0.5), 7), StandardCharsets.US_ASCII);
    byte[] more =
        ("{\"new\":{\"a\":[1]},\"also\":3," + json.substring(1))
            .getBytes(StandardCharsets.US_ASCII);
    CellResult read = RecordReader.read(more, 0, more.length, true, new Shared()).result();
    assertEquals(CellResults.text(CellResults.finished(1, 0.5)), CellResults.text(read));
  }

  @Test
  void whatIsNoRecordIsRefused() {
    for (String json : new String[] {"", "[]", "{}", "{\"state\":3}", "null", "{\"values\":[]}"}) {
      byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
      assertThrows(
          IOException.class,
          () -> RecordReader.read(bytes, 0, bytes.length, true, new Shared()),
          json);
    }
  }

  @Test
  void valuesWithoutATypeOfTheirOwnAreRefused() {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("x", 1);
    Outcome outcome = new Outcome.Finished(new Measurements(scalars, new TreeMap<>()));
    CellResult result =
        new CellResult(CellResults.cell(1), outcome, 0, Double.NaN, 1, "h", Origin.unknown("b"));
    assertThrows(IllegalArgumentException.class, () -> RecordWriter.json(result, 0));
  }

  @Test
  void digestsFollowMeasurementsOnly() {
    CellResult one = CellResults.finished(1, 0.5);
    CellResult elsewhere =
        new CellResult(
            one.cell(), one.outcome(), 9, Double.NaN, 3, "other", Origin.unknown("vector"));
    assertEquals(Digest.of(one.outcome()), Digest.of(elsewhere.outcome()));
    Outcome zero = with(0.0, new double[][] {{1}}).outcome();
    for (CellResult other :
        new CellResult[] {
          with(-0.0, new double[][] {{1}}),
          with(0L, new double[][] {{1}}),
          with("0.0", new double[][] {{1}}),
          with(0.0, new double[][] {{Math.nextUp(1.0)}}),
          with(0.0, new double[][] {{1}, {}}),
        }) {
      assertTrue(Digest.of(zero) != Digest.of(other.outcome()), CellResults.text(other));
    }
  }
}

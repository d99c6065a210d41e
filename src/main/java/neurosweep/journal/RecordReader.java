package neurosweep.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;

/** The inverse of {@link RecordWriter}; one object reads one record. */
final class RecordReader {

  /** A result and the digest of its measurements, which a light read does not see whole. */
  record Entry(CellResult result, long digest) {}

  /** Characters, and knobs or metrics of a cell; experiments have some dozens of each. */
  private static final int LONGEST_NAME = 1000;

  private static final int MOST_VALUES = 10_000;

  private final Shared shared;
  private final byte[] json;
  private final int offset;
  private final Map<String, Object> fields = new HashMap<>();
  private double[] buffer = new double[16];
  private int valuesBegin;
  private int valuesEnd;
  private SortedMap<String, Object> scalars = new TreeMap<>();
  private final SortedMap<String, double[][]> tables = new TreeMap<>();

  private RecordReader(byte[] json, int offset, Shared shared) {
    this.json = json;
    this.offset = offset;
    this.shared = shared;
  }

  /**
   * Reads one record.
   *
   * @param json holds the record
   * @param offset where it begins
   * @param length its length in bytes
   * @param withTables whether to go on to the tables
   * @param shared what records have in common
   * @throws IOException where it is not a record of this version
   */
  static Entry read(byte[] json, int offset, int length, boolean withTables, Shared shared)
      throws IOException {
    RecordReader reader = new RecordReader(json, offset, shared);
    try (JsonParser parser = RecordWriter.JSON.createParser(json, offset, length)) {
      reader.readFields(parser, withTables);
      return reader.entry();
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new IOException("a field is missing or of another type: " + reader.fields.keySet(), e);
    }
  }

  private void readFields(JsonParser parser, boolean withTables) throws IOException {
    expect(parser.nextToken(), JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "values" -> findValues(parser);
        case "scalars" -> scalars = readMap(parser);
        case "tables" -> {
          if (!withTables) {
            return;
          }
          readTables(parser);
        }
        default -> {
          if (token.isStructStart()) {
            parser.skipChildren();
          } else if (name.equals("digest")) {
            fields.put(name, parser.getText()); // of one record alone
          } else if (!name.equals("id")) {
            fields.put(name, value(parser));
          }
        }
      }
    }
  }

  /** Most records share their values with an earlier one, so that they need not be read. */
  private void findValues(JsonParser parser) throws IOException {
    expect(parser.currentToken(), JsonToken.START_OBJECT);
    valuesBegin = place(parser) - 1;
    parser.skipChildren();
    valuesEnd = place(parser);
  }

  /** Behind the current token. */
  private int place(JsonParser parser) {
    return offset + (int) parser.currentLocation().getByteOffset();
  }

  private Values values() throws IOException {
    if (valuesEnd == 0) {
      return Values.NONE;
    }
    try (JsonParser parser =
        RecordWriter.JSON.createParser(json, valuesBegin, valuesEnd - valuesBegin)) {
      parser.nextToken();
      return new Values(readMap(parser));
    }
  }

  private SortedMap<String, Object> readMap(JsonParser parser) throws IOException {
    expect(parser.currentToken(), JsonToken.START_OBJECT);
    SortedMap<String, Object> map = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      map.put(name, value instanceof String text ? number(text) : value);
      if (name.length() > LONGEST_NAME || map.size() > MOST_VALUES) {
        throw new IOException("a name is too long, or there are too many");
      }
    }
    return map;
  }

  private void readTables(JsonParser parser) throws IOException {
    expect(parser.currentToken(), JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      expect(parser.nextToken(), JsonToken.START_ARRAY);
      List<double[]> rows = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        rows.add(readRow(parser));
      }
      tables.put(name, rows.toArray(new double[0][]));
    }
  }

  /** Takes no more than it needs, whatever was in the rows before. */
  private double[] readRow(JsonParser parser) throws IOException {
    int n = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (n == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * n);
      }
      buffer[n++] = real(parser);
    }
    return Arrays.copyOf(buffer, n);
  }

  private static double real(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? Double.parseDouble(parser.getText())
        : parser.getDoubleValue();
  }

  private Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_FLOAT -> (Object) parser.getDoubleValue();
      case VALUE_NUMBER_INT -> (Object) parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> shared.text(parser.getText());
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  /** Takes the mark from a text, or the quotes from a number that is not finite. */
  private Object number(String text) {
    if (RecordWriter.isNonFinite(text)) {
      return Double.valueOf(text);
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == RecordWriter.TEXT_MARK;
    return marked ? shared.text(text.substring(1)) : text;
  }

  private Cell cell() throws IOException {
    String experiment = text("experiment");
    int version = Math.toIntExact((Long) fields.get("version"));
    long seed = (Long) fields.get("seed");
    String data = text("data");
    int length = valuesEnd - valuesBegin;
    String key =
        experiment
            + '\n'
            + version
            + '\n'
            + data
            + '\n'
            + new String(json, valuesBegin, length, StandardCharsets.ISO_8859_1);
    Cell known = shared.cell(key);
    if (known == null) {
      known = new Cell(experiment, version, values(), seed, data);
      shared.put(key, known);
      return known;
    }
    return known.withSeed(seed);
  }

  private Entry entry() throws IOException {
    Cell cell = cell();
    int attempt = Math.toIntExact((Long) fields.get("attempt"));
    CellResult result =
        new CellResult(
            cell,
            outcome(),
            fields.containsKey("seconds") ? time("seconds") : Double.NaN,
            fields.containsKey("cpu_seconds") ? time("cpu_seconds") : Double.NaN,
            fields.containsKey("inherited_seconds") ? time("inherited_seconds") : 0,
            attempt,
            text("host"),
            origin());
    return new Entry(result, Long.parseUnsignedLong(text("digest"), 16));
  }

  private Origin origin() {
    String backend = text("backend");
    if (!fields.containsKey("code")) {
      return Origin.unknown(backend);
    }
    return new Origin(
        text("code"),
        text("computing"),
        backend,
        text("library"),
        text("kernel"),
        text("java"),
        text("machine"));
  }

  private Outcome outcome() {
    Measurements measurements = new Measurements(scalars, tables);
    return switch (Outcome.State.valueOf(text("state"))) {
      case FINISHED -> new Outcome.Finished(measurements);
      case DIVERGED -> new Outcome.Diverged(measurements, text("reason"));
      case FAILED -> new Outcome.Failed(measurements, text("cause"), text("detail"));
      case TIMED_OUT -> new Outcome.TimedOut(measurements, real("limit"));
    };
  }

  private String text(String name) {
    return Objects.requireNonNull((String) fields.get(name), name);
  }

  /** No cell takes less than no time, or all of it. */
  private double time(String name) throws IOException {
    double seconds = real(name);
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IOException(name + " is " + seconds + ", must be finite and at least 0");
    }
    return seconds;
  }

  private double real(String name) {
    Object value = fields.get(name);
    return value instanceof String text ? Double.parseDouble(text) : (Double) value;
  }

  private static void expect(JsonToken found, JsonToken expected) throws IOException {
    if (found != expected) {
      throw new IOException("expected " + expected + ", found " + found);
    }
  }
}

package neurosweep.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;

/** A result as one line of JSON: plain ASCII, the tables last, so that a light read stops there. */
final class RecordWriter {
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest decimals, exactly
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // any text, even half a surrogate pair
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /** Marks a text that would otherwise be read as a number that is not finite, or as marked. */
  static final char TEXT_MARK = '\'';

  private RecordWriter() {}

  /** The record, without checksum and end of line. */
  static byte[] json(CellResult result, long digest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", result.cell().id()); // for people; it follows from the cell
      json.writeStringField("state", result.outcome().state().name());
      json.writeStringField("digest", Segment.hex(digest, 16));
      if (!Double.isNaN(result.seconds())) {
        writeReal(json, "seconds", result.seconds());
      }
      if (!Double.isNaN(result.cpuSeconds())) {
        writeReal(json, "cpu_seconds", result.cpuSeconds());
      }
      if (result.inheritedSeconds() > 0) {
        writeReal(json, "inherited_seconds", result.inheritedSeconds());
      }
      json.writeNumberField("attempt", result.attempt());
      json.writeStringField("host", result.host());
      json.writeStringField("backend", result.backend());
      if (result.origin().isKnown()) {
        writeOrigin(json, result.origin());
      }
      writeCell(json, result.cell());
      writeWords(json, result.outcome());
      writeMeasurements(json, result.outcome().measurements());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing is written but memory
    }
    return bytes.toByteArray();
  }

  private static void writeOrigin(JsonGenerator json, Origin origin) throws IOException {
    json.writeStringField("code", origin.code());
    json.writeStringField("computing", origin.computing());
    json.writeStringField("library", origin.library());
    json.writeStringField("kernel", origin.kernel());
    json.writeStringField("java", origin.java());
    json.writeStringField("machine", origin.machine());
  }

  private static void writeCell(JsonGenerator json, Cell cell) throws IOException {
    json.writeStringField("experiment", cell.experiment());
    json.writeNumberField("version", cell.version());
    json.writeNumberField("seed", cell.seed());
    json.writeStringField("data", cell.dataDigest());
    writeMap(json, "values", cell.values().map());
  }

  private static void writeWords(JsonGenerator json, Outcome outcome) throws IOException {
    if (outcome instanceof Outcome.Diverged diverged) {
      json.writeStringField("reason", diverged.reason());
    } else if (outcome instanceof Outcome.Failed failed) {
      json.writeStringField("cause", failed.cause());
      json.writeStringField("detail", failed.detail());
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      writeReal(json, "limit", timedOut.seconds());
    }
  }

  private static void writeMeasurements(JsonGenerator json, Measurements measurements)
      throws IOException {
    writeMap(json, "scalars", measurements.scalars());
    json.writeObjectFieldStart("tables");
    for (Map.Entry<String, double[][]> table : measurements.tables().entrySet()) {
      json.writeArrayFieldStart(table.getKey());
      for (double[] row : table.getValue()) {
        json.writeStartArray();
        for (double value : row) {
          writeReal(json, value);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, String name, Map<String, Object> map)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Object> entry : map.entrySet()) {
      json.writeFieldName(entry.getKey());
      writeValue(json, entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, String name, Object value) throws IOException {
    if (value instanceof Double real) {
      writeReal(json, real);
    } else if (value instanceof Long integer) {
      json.writeNumber(integer);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof String text) {
      boolean marked = isNonFinite(text) || text.startsWith(String.valueOf(TEXT_MARK));
      json.writeString(marked ? TEXT_MARK + text : text);
    } else {
      String type = value == null ? "null" : value.getClass().getName();
      throw new IllegalArgumentException(name + " is of the type " + type);
    }
  }

  private static void writeReal(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    writeReal(json, value);
  }

  private static void writeReal(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  static boolean isNonFinite(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }
}

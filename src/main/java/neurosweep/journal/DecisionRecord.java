package neurosweep.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A decision of a search among the results, before whatever follows from it: a line that begins
 * with its number, by which a copy of it is known.
 *
 * @param number from 0
 * @param text as the search wrote it
 */
record DecisionRecord(int number, String text) {
  private static final String NUMBER = "decision";
  private static final String TEXT = "text";
  private static final byte[] BEGIN = ("{\"" + NUMBER + "\":").getBytes(StandardCharsets.US_ASCII);

  /** Whether a line whose checksum is right is a decision. */
  static boolean is(byte[] line, int length) {
    if (length < Segment.PREFIX + BEGIN.length) {
      return false;
    }
    for (int i = 0; i < BEGIN.length; i++) {
      if (line[Segment.PREFIX + i] != BEGIN[i]) {
        return false;
      }
    }
    return true;
  }

  /** The record, without checksum and end of line. */
  byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = RecordWriter.JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField(NUMBER, number);
      json.writeStringField(TEXT, text);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing is written but memory
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one.
   *
   * @throws IOException where it is not a record of this version
   */
  static DecisionRecord read(byte[] line, int length) throws IOException {
    try (JsonParser parser =
        RecordWriter.JSON.createParser(line, Segment.PREFIX, length - Segment.PREFIX)) {
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      int number = parser.getIntValue();
      if (parser.nextToken() != JsonToken.FIELD_NAME
          || !parser.currentName().equals(TEXT)
          || parser.nextToken() != JsonToken.VALUE_STRING
          || number < 0) {
        throw new IOException("a decision has a number and a text");
      }
      return new DecisionRecord(number, parser.getText());
    }
  }
}

package neurosweep.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;

/**
 * How JSON is written that leaves the program for people, pages and other tools: in visible ASCII
 * and without {@code <}, so that it may stand within a script element and on a terminal.
 */
public final class JsonText {
  private JsonText() {}

  /** What makes generators of it. */
  public static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .characterEscapes(new Escapes())
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .build();
  }

  /** Writes a number, a flag or a text as what it is; null where there is none. */
  public static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Double real) {
      json.writeNumber(real);
    } else if (value instanceof Long integer) {
      json.writeNumber(integer);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  /** The two that JSON itself leaves as they are. */
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final char DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_STANDARD;
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return null; // the standard ones do
    }
  }
}

package neurosweep.report.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.JsonText;
import neurosweep.core.ShellWord;
import neurosweep.result.Axis;

/**
 * Cells as compact JSON for the grid explorer: words once in lists, each cell an array of key,
 * seed, position of its state, position of its cause, position of its value on each axis, metrics.
 */
final class CellData {
  private static final MathContext DIGITS = new MathContext(6);

  private final Cells cells;
  private final Words states = new Words();
  private final Words causes = new Words();
  private final List<Words> values = new ArrayList<>();

  /** Words by their first use. */
  private static final class Words {
    private final Map<String, Integer> places = new LinkedHashMap<>();

    int place(String word) {
      return places.computeIfAbsent(word, key -> places.size());
    }
  }

  private CellData(Cells cells) {
    this.cells = cells;
    for (Axis axis : cells.axes()) {
      Words words = new Words();
      axis.values().forEach(value -> words.place(axis.text(value))); // in the job's order
      values.add(words);
    }
  }

  /** JSON that may stand within a script element. */
  static String json(Cells cells, String command) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.factory().createGenerator(text)) {
      new CellData(cells).write(json, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory
    }
    return text.toString();
  }

  private void write(JsonGenerator json, String command) throws IOException {
    json.writeStartObject();
    json.writeStringField("command", command);
    json.writeArrayFieldStart("cells");
    for (Cells.Cell cell : cells.list()) {
      write(json, cell);
    }
    json.writeEndArray();
    quoted(json);
    write(json, "states", states.places.keySet());
    write(json, "causes", causes.places.keySet());
    write(json, "metrics", cells.metrics());
    json.writeArrayFieldStart("axes");
    for (int i = 0; i < values.size(); i++) {
      Axis axis = cells.axes().get(i);
      json.writeStartObject();
      json.writeStringField("name", axis.label());
      boolean number = axis.type() == Column.Type.REAL || axis.type() == Column.Type.INTEGER;
      json.writeBooleanField("number", number);
      write(json, "values", values.get(i).places.keySet());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * The ids that a shell does not take as they are, with what it takes: no id of a sweep is one.
   */
  private void quoted(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("quoted");
    Set<String> odd = new LinkedHashSet<>();
    cells.list().forEach(cell -> odd.add(cell.id()));
    odd.removeIf(id -> ShellWord.quoted(id).equals(id) && !id.startsWith("-"));
    for (String id : odd) {
      json.writeStringField(id, ShellWord.quoted(id.startsWith("-") ? "./" + id : id));
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Iterable<String> words)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String word : words) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Cells.Cell cell) throws IOException {
    json.writeStartArray();
    json.writeString(cell.id());
    json.writeNumber(cell.seed());
    json.writeNumber(states.place(cell.state()));
    json.writeNumber(causes.place(cell.cause()));
    for (int i = 0; i < values.size(); i++) {
      json.writeNumber(values.get(i).place(cell.values().get(i)));
    }
    for (double number : cell.numbers()) {
      if (Double.isFinite(number)) {
        json.writeNumber(new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString());
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }
}

package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.UserError;

/** Typed access to the fields of a case, with a message for each that is missing or malformed. */
record Fields(JsonNode node) {

  JsonNode get(String field) {
    JsonNode value = node == null ? null : node.get(field);
    if (value == null || value.isNull()) {
      throw new UserError("has no field \"" + field + "\"");
    }
    return value;
  }

  Fields in(String field) {
    return new Fields(get(field));
  }

  /** A whole number within bounds. */
  int count(String field, int least, int most) {
    double number = number(field);
    if (number != Math.rint(number) || number < least || number > most) {
      throw new UserError(
          field + " is " + node.get(field) + ", must be from " + least + " to " + most);
    }
    return (int) number;
  }

  /** A list of that many entries, one a layer, a step or a row. */
  List<JsonNode> list(String field, int length) {
    return list(get(field), field, length);
  }

  static List<JsonNode> list(JsonNode list, String field, int length) {
    if (!list.isArray() || list.size() != length) {
      throw new UserError("field \"" + field + "\" must be a list of " + length);
    }
    List<JsonNode> entries = new ArrayList<>();
    list.forEach(entries::add);
    return entries;
  }

  double number(String field) {
    JsonNode value = get(field);
    if (!value.isNumber()) {
      throw new UserError("field \"" + field + "\" is " + value + ", must be a number");
    }
    return value.asDouble();
  }

  String text(String field) {
    return get(field).asText();
  }

  double[][] matrix(String field) {
    return matrix(get(field), field);
  }

  static double[] vector(JsonNode list, String field) {
    double[] values = new double[sizeOf(list, field)];
    for (int i = 0; i < values.length; i++) {
      if (!list.get(i).isNumber()) {
        throw new UserError("field \"" + field + "\" holds " + list.get(i) + ", must be numbers");
      }
      values[i] = list.get(i).asDouble();
    }
    return values;
  }

  static double[][] matrix(JsonNode rows, String field) {
    double[][] matrix = new double[sizeOf(rows, field)][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = vector(rows.get(i), field);
      if (matrix[i].length != matrix[0].length) {
        throw new UserError("field \"" + field + "\" has rows of different lengths");
      }
    }
    return matrix;
  }

  private static int sizeOf(JsonNode list, String field) {
    if (list == null || !list.isArray() || list.isEmpty()) {
      throw new UserError("field \"" + field + "\" must be a list that is not empty");
    }
    return list.size();
  }
}

package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.learn.Feedback;

/** Fields that hold arrays as {@code {"shape": [...], "data": nested lists}}, with their shapes. */
record ShapedFields(Fields fields) {
  /** Ten times as many as the longest loop of the published program takes. */
  private static final int MOST_TURNS = 20_000;

  ShapedFields(JsonNode node) {
    this(new Fields(node));
  }

  /** Whether a field is there and is not null. */
  boolean has(String field) {
    return fields.node().hasNonNull(field);
  }

  double number(String field) {
    return fields.number(field);
  }

  double number(String field, double otherwise) {
    return has(field) ? fields.number(field) : otherwise;
  }

  int count(String field, int otherwise) {
    double value = number(field, otherwise);
    if (value != Math.rint(value) || value < 0 || value > 1e9) {
      throw new UserError(
          "field \"" + field + "\" is " + value + ", must be a whole number that is not negative");
    }
    return (int) value;
  }

  /** How often a loop runs, of which each turn takes time. */
  int turns(String field, int otherwise) {
    int turns = count(field, otherwise);
    if (turns > MOST_TURNS) {
      throw new UserError(
          "field \"" + field + "\" is " + turns + ", must be at most " + MOST_TURNS);
    }
    return turns;
  }

  boolean flag(String field) {
    JsonNode value = fields.get(field);
    if (!value.isBoolean()) {
      throw new UserError("field \"" + field + "\" is " + value + ", must be true or false");
    }
    return value.asBoolean();
  }

  String text(String field) {
    return fields.text(field);
  }

  /** One of some words. */
  String word(String field, String... words) {
    String text = fields.text(field);
    if (!List.of(words).contains(text)) {
      throw new UserError(field + " is " + text + ", must be one of " + String.join(", ", words));
    }
    return text;
  }

  /** A list of whole numbers, each below a bound. */
  int[] indices(String field, int bound) {
    return indices(fields.get(field), field, bound);
  }

  /** A list of such lists. */
  int[][] lists(String field, int bound) {
    JsonNode lists = fields.get(field);
    int[][] all = new int[lists.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = indices(lists.get(i), field, bound);
    }
    return all;
  }

  private static int[] indices(JsonNode list, String field, int bound) {
    double[] values = Fields.vector(list, field);
    int[] all = new int[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (int) values[i];
      if (all[i] != values[i] || all[i] < 0 || all[i] >= bound) {
        throw new UserError(
            "field \"" + field + "\" holds " + values[i] + ", must be whole and below " + bound);
      }
    }
    return all;
  }

  /** An array of one dimension. */
  double[] vector(String field) {
    double[] values = Fields.vector(data(field), field);
    checkShape(field, values.length);
    return values;
  }

  /** An array of two dimensions. */
  double[][] matrix(String field) {
    double[][] values = Fields.matrix(data(field), field);
    checkShape(field, values.length, values[0].length);
    return values;
  }

  /** An array of two dimensions of a known shape. */
  double[][] matrix(String field, int rows, int columns) {
    double[][] values = matrix(field);
    if (values.length != rows || values[0].length != columns) {
      throw new UserError(
          "field \""
              + field
              + "\" is "
              + values.length
              + " x "
              + values[0].length
              + ", must be "
              + rows
              + " x "
              + columns);
    }
    return values;
  }

  /** An array of one dimension of a known length. */
  double[] vector(String field, int length) {
    double[] values = vector(field);
    if (values.length != length) {
      throw new UserError(
          "field \"" + field + "\" has " + values.length + " elements, must have " + length);
    }
    return values;
  }

  /** A vector as one row, or the columns of a matrix as rows: (examples x units). */
  double[][] examples(String field) {
    return isVector(field) ? new double[][] {vector(field)} : Feedback.transposed(1, matrix(field));
  }

  boolean isVector(String field) {
    JsonNode data = data(field);
    return data.isArray() && !data.isEmpty() && !data.get(0).isArray();
  }

  private JsonNode data(String field) {
    JsonNode value = fields.get(field);
    return value.isObject() ? new Fields(value).get("data") : value;
  }

  private void checkShape(String field, int... found) {
    JsonNode shape = fields.get(field).get("shape");
    if (shape == null) {
      return;
    }
    boolean equal = shape.size() == found.length;
    for (int i = 0; equal && i < found.length; i++) {
      equal = shape.get(i).asInt(-1) == found[i];
    }
    if (!equal) {
      throw new UserError("field \"" + field + "\" has data of another shape than " + shape);
    }
  }
}

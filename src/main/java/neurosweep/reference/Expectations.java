package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.UserError;

/**
 * What a case of a balanced network expects. Every field must be offered a result; a result that is
 * not expected is ignored. Errors are relative to the largest entry of an array, or absolute where
 * that is below 1e-6, and of spikes the number that differ.
 */
final class Expectations {
  private static final double TOLERANCE = 1e-9;
  private static final double NOTHING = 1e-6;
  private static final Set<String> NEVER_COMPARED = Set.of("note", "check");

  private final String name;
  private final String kind;
  private final JsonNode expect;
  private final Deviations found;
  private final Set<String> seen = new HashSet<>(NEVER_COMPARED);

  Expectations(String name, JsonNode expect, Deviations found) {
    if (!expect.isObject() || expect.isEmpty()) {
      throw new UserError("field \"expect\" must hold at least one field");
    }
    this.name = name;
    this.kind = name.replaceAll("_\\d+$", "");
    this.expect = expect;
    this.found = found;
  }

  /** Whether a field is expected; it then counts as seen. */
  boolean asks(String field) {
    seen.add(field);
    return expect.hasNonNull(field);
  }

  JsonNode get(String field) {
    return expect.get(field);
  }

  /** The names of all expected fields. */
  List<String> fields() {
    return expect.properties().stream().map(Map.Entry::getKey).toList();
  }

  void number(String field, double got) {
    if (asks(field)) {
      double want = new Fields(expect).number(field);
      compare(field, new double[][] {{want}}, new double[][] {{got}});
    }
  }

  /** One of several numbers that a field holds. */
  void pair(String field, double want, double got) {
    compare(field, new double[][] {{want}}, new double[][] {{got}});
  }

  void vector(String field, double[] got) {
    if (asks(field)) {
      vector(field, expect.get(field), got);
    }
  }

  /** As above for a part of a field. */
  void vector(String field, JsonNode want, double[] got) {
    if (want.isArray() && want.isEmpty() && got.length == 0) {
      compare(field, new double[0][], new double[0][]);
    } else {
      compare(field, new double[][] {Fields.vector(want, field)}, new double[][] {got});
    }
  }

  void matrix(String field, double[][] got) {
    if (asks(field)) {
      compare(field, Fields.matrix(expect.get(field), field), got);
    }
  }

  /** A rounding error of ours, which must be small; theirs need not be the same. */
  void small(String field, double error) {
    if (asks(field)) {
      found.add(kind + " values", name + "." + field, error, TOLERANCE);
    }
  }

  /** How many spikes differ. */
  void spikes(String field, long different) {
    found.add(kind + " spikes", name + "." + field, (double) different, TOLERANCE);
  }

  private void compare(String field, double[][] want, double[][] got) {
    if (!size(want).equals(size(got))) {
      throw new UserError(
          "expects \"" + field + "\" as " + size(want) + " but the inputs give " + size(got));
    }
    double largest = 0;
    double error = 0;
    for (int i = 0; i < want.length; i++) {
      for (int j = 0; j < want[i].length; j++) {
        double difference = Math.abs(want[i][j] - got[i][j]);
        error = Double.isNaN(difference) ? Double.NaN : Math.max(error, difference);
        largest = Math.max(largest, Math.abs(want[i][j]));
      }
    }
    double scaled = largest < NOTHING ? error : error / largest;
    found.add(kind + " values", name + "." + field, scaled, TOLERANCE);
  }

  private static String size(double[][] matrix) {
    return matrix.length + " x " + (matrix.length == 0 ? 0 : matrix[0].length);
  }

  /**
   * Ends a case.
   *
   * @throws UserError if a field was expected that nothing was offered for
   */
  void end() {
    for (String field : fields()) {
      if (!seen.contains(field)) {
        throw new UserError("expects \"" + field + "\", which this kind of case does not compute");
      }
    }
  }
}

package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import neurosweep.core.UserError;
import neurosweep.math.Precision;

/**
 * Holds results against the expectations of one case: {@code max |got - expected| <= abs + rel max
 * |expected|}.
 */
final class CaseResults {
  /** The arc cosine of the authors' program has this error near 0 and 180 degrees. */
  private static final double DEGREES = 5e-6;

  private final String name;
  private final String algorithm;
  private final String suffix;
  private final ShapedFields expect;
  private final double relative;
  private final double absolute;
  private final Deviations found;

  /** Within the tolerance that the case states. */
  CaseResults(JsonNode aCase, Deviations found) {
    this(aCase, "", new Fields(aCase).in("tol").number("rel"), found);
  }

  /** In a precision that asks for another relative tolerance than the case. */
  CaseResults(JsonNode aCase, Precision precision, double relative, Deviations found) {
    this(aCase, " " + precision, relative, found);
  }

  private CaseResults(JsonNode aCase, String suffix, double relative, Deviations found) {
    Fields fields = new Fields(aCase);
    this.name = fields.text("case");
    this.algorithm = fields.text("algorithm");
    this.expect = new ShapedFields(fields.get("expect"));
    this.suffix = suffix;
    this.relative = relative;
    this.absolute = fields.in("tol").number("abs");
    this.found = found;
  }

  ShapedFields expect() {
    return expect;
  }

  void number(String field, double got) {
    compare(field, new double[][] {{expect.number(field)}}, new double[][] {{got}}, 0);
  }

  void degrees(String field, double got) {
    compare(field, new double[][] {{expect.number(field)}}, new double[][] {{got}}, DEGREES);
  }

  void degrees(String field, double[][] got) {
    compare(field, expect.matrix(field), got, DEGREES);
  }

  void vector(String field, double[] got) {
    compare(field, new double[][] {expect.vector(field)}, new double[][] {got}, 0);
  }

  void matrix(String field, double[][] got) {
    compare(field, expect.matrix(field), got, 0);
  }

  /** Rows of the result are columns of the expectation, or the one row is a vector. */
  void examples(String field, double[][] got) {
    compare(field, expect.examples(field), got, 0);
  }

  /** A property that holds or does not. */
  void property(String field, boolean holds) {
    found.add(algorithm + " " + field + suffix, name, holds ? 0 : 1, 0.5);
  }

  double slack() {
    return absolute;
  }

  private void compare(String field, double[][] want, double[][] got, double least) {
    if (want.length != got.length || want[0].length != got[0].length) {
      throw new UserError(
          field
              + " is expected as "
              + want.length
              + " x "
              + want[0].length
              + " but the inputs give "
              + got.length
              + " x "
              + got[0].length);
    }
    double largest = 0;
    double error = 0;
    for (int i = 0; i < want.length; i++) {
      for (int j = 0; j < want[i].length; j++) {
        largest = Math.max(largest, Math.abs(want[i][j]));
        error = Math.max(error, Math.abs(want[i][j] - got[i][j])); // NaN stays
      }
    }
    double allowed = Math.max(least, absolute + relative * largest);
    found.add(algorithm + " " + field + suffix, name, error, allowed);
  }
}

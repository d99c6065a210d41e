package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import neurosweep.circuit.simulation.RecordedSpikes;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.UserError;

/** The inputs of a case of a balanced network, checked against each other's sizes. */
record CircuitInputs(Fields fields) {

  /** So that a wrong number ends as a message and not as a run without end. */
  static final int MOST_STEPS = 10_000_000;

  boolean has(String field) {
    return fields.node().hasNonNull(field);
  }

  double number(String field) {
    double value = fields.number(field);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new UserError("field \"" + field + "\" is " + value + ", must be finite");
    }
    return value;
  }

  /** A number that may be left out. */
  double number(String field, double otherwise) {
    return has(field) ? number(field) : otherwise;
  }

  int integer(String field, int least, int most) {
    double value = number(field);
    if (value != Math.rint(value) || value < least || value > most) {
      throw new UserError(
          "field \"" + field + "\" is " + value + ", must be whole, from " + least + " to " + most);
    }
    return (int) value;
  }

  int steps(String field) {
    return integer(field, 1, MOST_STEPS);
  }

  double[] vector(String field) {
    return Fields.vector(fields.get(field), field);
  }

  double[] vector(String field, int length) {
    double[] values = vector(field);
    if (values.length != length) {
      throw new UserError(
          "field \"" + field + "\" has " + values.length + " numbers, must have " + length);
    }
    return values;
  }

  double[][] matrix(String field) {
    return fields.matrix(field);
  }

  double[][] matrix(String field, int rows, int columns) {
    double[][] values = matrix(field);
    if (values.length != rows || values[0].length != columns) {
      String found = values.length + " x " + values[0].length;
      throw new UserError(
          "field \"" + field + "\" is " + found + ", must be " + rows + " x " + columns);
    }
    return values;
  }

  /** A rule that is given as text and has one form only. */
  void mustBe(String field, String rule) {
    if (has(field) && !fields.text(field).replace(" ", "").equals(rule)) {
      throw new UserError("field \"" + field + "\" must be \"" + rule + "\"");
    }
  }

  /** W_EE, W_EI, W_IE, W_II as they stand. */
  Weights weights() {
    return Weights.dense(matrix("W_EE"), matrix("W_EI"), matrix("W_IE"), matrix("W_II"));
  }

  /** Spikes as a list of [step, unit], both from 0. */
  static int[][] spikes(JsonNode list, String field, int steps, int units) {
    if (!list.isArray()) {
      throw new UserError("field \"" + field + "\" must be a list of [step, unit]");
    }
    int[][] spikes = new int[list.size()][];
    for (int k = 0; k < spikes.length; k++) {
      JsonNode spike = list.get(k);
      boolean fits = spike.size() == 2 && spike.get(0).isInt() && spike.get(1).isInt();
      int step = fits ? spike.get(0).asInt() : -1;
      int unit = fits ? spike.get(1).asInt() : -1;
      if (step < 0 || step >= steps || unit < 0 || unit >= units) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "field \"%s\" holds %s, must be [step, unit] below [%d, %d]",
                field,
                spike,
                steps,
                units));
      }
      spikes[k] = new int[] {step, unit};
    }
    Arrays.sort(
        spikes, (a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
    return spikes;
  }

  /** The same as a source. */
  SpikeSource source(String field, int steps, int units) {
    int[][] spikes = spikes(fields.get(field), field, steps, units);
    SpikeSource listed =
        new SpikeSource() {
          private int next;

          @Override
          public int next(long step, int[] fired) {
            int count = 0;
            while (next < spikes.length && spikes[next][0] == step && count < fired.length) {
              fired[count++] = spikes[next++][1];
            }
            return count;
          }
        };
    return RecordedSpikes.of(listed, units, steps);
  }
}

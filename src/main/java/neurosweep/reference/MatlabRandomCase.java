package neurosweep.reference;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import neurosweep.core.UserError;
import neurosweep.math.random.MatlabRandom;

/** MATLAB's random stream, each field from its start; the fields' names say what is drawn. */
final class MatlabRandomCase {
  private static final int MOST_DRAWS = 100_000_000;

  /** What the name of a field asks for, with one or two numbers in it. */
  private record Draw(Pattern pattern, Take take) {
    static Draw of(String pattern, Take take) {
      return new Draw(Pattern.compile(pattern.replace("#", "(\\d{1,9})")), take);
    }
  }

  /** Draws numbers from the start of a stream and compares them. */
  private interface Take {
    void from(MatlabRandom random, Matcher match, Expectations expect);
  }

  private static final List<Draw> DRAWS =
      List.of(
          Draw.of("rand#", MatlabRandomCase::uniforms),
          Draw.of("randn#", MatlabRandomCase::normals),
          Draw.of("after_#_rand_randn#", MatlabRandomCase::normalsAfter),
          Draw.of("argmax_abs_of_#_randn", MatlabRandomCase::largest),
          Draw.of("sum_#_randn", MatlabRandomCase::sum),
          Draw.of("next_rand_after_#_randn", MatlabRandomCase::next),
          Draw.of("binornd_#x#", MatlabRandomCase::binary));

  private MatlabRandomCase() {}

  /** Whether a field's name says that it was drawn from the stream. */
  static boolean isDrawn(String field) {
    return DRAWS.stream().anyMatch(draw -> draw.pattern.matcher(field).matches());
  }

  static void run(CircuitInputs inputs, Expectations expect) {
    double seed = inputs.number("seed");
    if (seed != Math.rint(seed) || seed < 0 || seed > 0xFFFFFFFFL) {
      throw new UserError("field \"seed\" is " + seed + ", must be whole, from 0 to 2^32 - 1");
    }
    for (String field : expect.fields()) {
      for (Draw draw : DRAWS) {
        Matcher match = draw.pattern.matcher(field);
        if (match.matches()) {
          draw.take.from(new MatlabRandom((long) seed), match, expect);
        }
      }
    }
  }

  private static int count(Matcher match, int group) {
    int count = Integer.parseInt(match.group(group));
    if (count < 1 || count > MOST_DRAWS) {
      throw new UserError("expects " + count + " numbers, must be from 1 to " + MOST_DRAWS);
    }
    return count;
  }

  private static double[] drawn(int count, DoubleSupplier from) {
    return DoubleStream.generate(from).limit(count).toArray();
  }

  private static void uniforms(MatlabRandom random, Matcher match, Expectations expect) {
    expect.vector(match.group(), drawn(count(match, 1), random::nextDouble));
  }

  private static void normals(MatlabRandom random, Matcher match, Expectations expect) {
    expect.vector(match.group(), drawn(count(match, 1), random::nextGaussian));
  }

  private static void normalsAfter(MatlabRandom random, Matcher match, Expectations expect) {
    drawn(count(match, 1), random::nextDouble);
    expect.vector(match.group(), drawn(count(match, 2), random::nextGaussian));
  }

  private static void largest(MatlabRandom random, Matcher match, Expectations expect) {
    double[] values = drawn(count(match, 1), random::nextGaussian);
    int at = 0;
    for (int i = 1; i < values.length; i++) {
      at = Math.abs(values[i]) > Math.abs(values[at]) ? i : at;
    }
    expect.number(match.group(), at);
    expect.number("max_abs_randn", values[at]);
  }

  private static void sum(MatlabRandom random, Matcher match, Expectations expect) {
    double sum = 0;
    for (double value : drawn(count(match, 1), random::nextGaussian)) {
      sum += value;
    }
    expect.number(match.group(), sum);
  }

  private static void next(MatlabRandom random, Matcher match, Expectations expect) {
    drawn(count(match, 1), random::nextGaussian);
    expect.number(match.group(), random.nextDouble());
  }

  private static void binary(MatlabRandom random, Matcher match, Expectations expect) {
    int rows = count(match, 1);
    int columns = count(match, 2);
    double[] p =
        expect.asks("binornd_p")
            ? Fields.vector(expect.get("binornd_p"), "binornd_p")
            : new double[0];
    if (p.length != rows || (long) rows * columns > MOST_DRAWS) {
      throw new UserError("binornd_p has " + p.length + " numbers, must have " + rows);
    }
    double[][] drawn = random.uniforms(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        drawn[i][j] = drawn[i][j] < p[i] ? 1 : 0;
      }
    }
    expect.matrix(match.group(), drawn);
  }
}

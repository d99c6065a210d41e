package neurosweep.math.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RngTest {
  private static final int SAMPLES = 400_000;

  /** The first outputs of the authors' C program for the state {1, 2, 3, 4}. */
  @Test
  void isXoshiro256PlusPlus() {
    Rng rng = new Rng(1, 2, 3, 4);
    String[] reference = {
      "41943041",
      "58720359",
      "3588806011781223",
      "3591011842654386",
      "9228616714210784205",
      "9973669472204895162",
      "14011001112246962877",
      "12406186145184390807",
      "15849039046786891736",
      "10450023813501588000"
    };
    for (String want : reference) {
      assertEquals(want, Long.toUnsignedString(rng.nextLong()));
    }
  }

  @Test
  void goesOnFromWhereItWasSaved() throws IOException {
    for (int gaussians : new int[] {0, 1, 2}) {
      Rng rng = new Rng(1, 2, 3, 4);
      for (int i = 0; i < gaussians; i++) {
        rng.nextGaussian();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      rng.save(new DataOutputStream(bytes));
      Rng again = new Rng(5, 6, 7, 8);
      again.nextGaussian();
      again.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      for (int i = 0; i < 5; i++) {
        assertEquals(rng.nextGaussian(), again.nextGaussian());
        assertEquals(rng.nextLong(), again.nextLong());
      }
    }
  }

  @Test
  void refusesTheStateThatItNeverLeaves() {
    assertThrows(IllegalArgumentException.class, () -> new Rng(0, 0, 0, 0));
  }

  @Test
  void nextIntIsUniform() {
    for (int bound : new int[] {1, 2, 7, 10, 100}) {
      Rng rng = new Rng(5, 6, 7, 8);
      long[] counts = new long[bound];
      for (int i = 0; i < SAMPLES; i++) {
        counts[rng.nextInt(bound)]++;
      }
      double expected = (double) SAMPLES / bound;
      double chiSquare = Arrays.stream(counts).mapToDouble(c -> sq(c - expected) / expected).sum();
      double deviation = Math.sqrt(2.0 * Math.max(1, bound - 1));
      assertTrue(Math.abs(chiSquare - (bound - 1)) < 4 * deviation, bound + ": " + chiSquare);
    }
  }

  /** Without rejection the residues modulo 3 would come in the ratio 3 : 3 : 2. */
  @Test
  void nextIntIsUnbiasedWhereBoundsAreLarge() {
    int bound = 3 << 29;
    Rng rng = new Rng(5, 6, 7, 8);
    int[] residues = new int[3];
    for (int i = 0; i < SAMPLES; i++) {
      int value = rng.nextInt(bound);
      assertTrue(value >= 0 && value < bound);
      residues[value % 3]++;
    }
    for (int count : residues) {
      assertEquals(SAMPLES / 3.0, count, 5 * Math.sqrt(SAMPLES * 2 / 9.0));
    }
    assertThrows(IllegalArgumentException.class, () -> rng.nextInt(0));
  }

  @Test
  void nextDoubleIsUniformOnTheUnitInterval() {
    Rng rng = new Rng(9, 10, 11, 12);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double value = rng.nextDouble();
      assertTrue(value >= 0 && value < 1);
      sum += value;
      squares += value * value;
    }
    assertEquals(0.5, sum / SAMPLES, 5 * Math.sqrt(1.0 / 12 / SAMPLES));
    assertEquals(1.0 / 3, squares / SAMPLES, 5 * Math.sqrt(4.0 / 45 / SAMPLES));
  }

  @Test
  void nextGaussianHasTheMomentsAndTailsOfANormal() {
    Rng rng = new Rng(13, 14, 15, 16);
    double[] moments = new double[5];
    double product = 0;
    double last = 0;
    int beyondTwo = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double x = rng.nextGaussian();
      double power = x;
      for (int k = 1; k <= 4; k++, power *= x) {
        moments[k] += power / SAMPLES;
      }
      product += x * last / SAMPLES;
      last = x;
      beyondTwo += Math.abs(x) > 2 ? 1 : 0;
    }
    double error = 5 / Math.sqrt(SAMPLES);
    assertEquals(0, moments[1], error);
    assertEquals(1, moments[2], error * Math.sqrt(2));
    assertEquals(0, moments[3], error * Math.sqrt(15));
    assertEquals(3, moments[4], error * Math.sqrt(96));
    assertEquals(0, product, error, "neighbours, which come from one pair, are uncorrelated");
    assertEquals(0.0455, (double) beyondTwo / SAMPLES, error * Math.sqrt(0.0455));
  }

  @Test
  void shufflesAreEquallyLikelyPermutations() {
    Rng rng = new Rng(17, 18, 19, 20);
    int[] counts = new int[27];
    for (int i = 0; i < 60_000; i++) {
      int[] values = {0, 1, 2};
      rng.shuffle(values);
      counts[9 * values[0] + 3 * values[1] + values[2]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertEquals(6, seen.length);
    for (int count : seen) {
      assertEquals(10_000, count, 5 * Math.sqrt(60_000 * 5 / 36.0));
    }
    int[] one = {42};
    rng.shuffle(one);
    assertArrayEquals(new int[] {42}, one);
  }

  private static double sq(double x) {
    return x * x;
  }
}

package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import org.junit.jupiter.api.Test;

class PreparationTest {
  /** 4 x 6 pictures; the first two bytes of a training picture are its number. */
  private static RawData pictures(int train, int test) {
    return new RawData("pictures", 4, 6, 3, part(train, 1), part(test, 2));
  }

  private static RawData.Part part(int size, long seed) {
    byte[] bytes = new byte[size * 24];
    new Random(seed).nextBytes(bytes);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 5 == 0 ? 2 : i % 2; // classes of 40, 40 and 20 %
      bytes[i * 24] = (byte) (i >> 8);
      bytes[i * 24 + 1] = (byte) i;
    }
    return new RawData.Part(bytes, null, labels);
  }

  private static RawData table() {
    RawData.Part train =
        new RawData.Part(null, new float[] {0, 5, 1, 10, 5, 1, 5, 5, 1}, new int[] {0, 1, 1});
    RawData.Part test = new RawData.Part(null, new float[] {20, 7, 3}, new int[] {0});
    return new RawData("table", 1, 3, 2, train, test);
  }

  private static Dataset prepare(RawData raw, Object... knobs) {
    Values values = Values.NONE;
    for (int i = 0; i < knobs.length; i += 2) {
      values = values.with((String) knobs[i], knobs[i + 1]);
    }
    return Preparation.prepare(raw, values);
  }

  private static double[] row(Examples examples, int index) {
    double[] out = new double[examples.features() + 2];
    examples.widen(index, out, 1);
    float[] narrow = new float[out.length];
    examples.widen(index, narrow, 1);
    for (int i = 0; i < out.length; i++) {
      assertEquals((float) out[i], narrow[i]);
    }
    assertEquals(0, out[0]);
    assertEquals(0, out[out.length - 1]);
    return Arrays.copyOfRange(out, 1, out.length - 1);
  }

  private static List<Integer> numbers(Examples examples) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      double[] row = row(examples, i);
      numbers.add((int) Math.rint(row[0] * 256 + row[1]));
    }
    return numbers;
  }

  private static int[] counts(Examples examples) {
    int[] counts = new int[3];
    for (int i = 0; i < examples.size(); i++) {
      counts[examples.label(i)]++;
    }
    return counts;
  }

  @Test
  void asksForNothingByDefault() {
    RawData raw = pictures(100, 20);
    Dataset data = prepare(raw);
    assertEquals(100, data.train().size());
    assertEquals(0, data.validation().size());
    assertEquals(20, data.test().size());
    assertEquals(3, data.classes());
    assertEquals(24, data.features());
    assertEquals(24, data.validation().features());
    assertEquals(RawDigest.of(raw), data.digest());
    for (int i = 0; i < 100; i++) {
      assertEquals(raw.train().labels()[i], data.train().label(i));
      double[] row = row(data.train(), i);
      for (int j = 0; j < 24; j++) {
        assertEquals((raw.train().bytes()[i * 24 + j] & 0xff) / 255.0, row[j]);
      }
    }
  }

  @Test
  void isAViewOfTheRawBytes() {
    RawData raw = pictures(100, 20);
    Dataset data = prepare(raw, "validation", 0.1, "subset", 50L, "scaling", "none");
    Arrays.fill(raw.train().bytes(), (byte) 9);
    assertEquals(9, row(data.train(), 7)[3]);
    assertEquals(9, row(data.validation(), 3)[3]);
  }

  @Test
  void theDefaultsAreThese() {
    StringBuilder text = new StringBuilder();
    for (Param<?> param : Preparation.params()) {
      text.append(param).append(' ');
      assertFalse(param.doc().isEmpty());
    }
    assertEquals(
        "data_seed=0 validation=0.0 subset=0 test_subset=0 pool=1 scaling=unit ", text.toString());
  }

  @Test
  void poolsExactly() {
    RawData raw = pictures(10, 5);
    Dataset data = prepare(raw, "pool", 2L, "scaling", "none");
    Dataset unit = prepare(raw, "pool", 2L);
    assertEquals(6, data.features());
    byte[] b = raw.test().bytes();
    for (int i = 0; i < 5; i++) {
      double[] row = row(data.test(), i);
      double[] unitRow = row(unit.test(), i);
      for (int j = 0; j < 6; j++) {
        int at = i * 24 + j / 3 * 2 * 6 + j % 3 * 2;
        int sum = (b[at] & 255) + (b[at + 1] & 255) + (b[at + 6] & 255) + (b[at + 7] & 255);
        assertEquals(sum / 4.0, row[j]);
        assertEquals(sum / (4 * 255.0), unitRow[j]);
      }
      assertEquals(raw.test().labels()[i], data.test().label(i));
    }
  }

  @Test
  void poolsWhitePicturesOfTheGreatestSideWithoutOverflow() {
    byte[] white = new byte[256];
    Arrays.fill(white, (byte) 255);
    RawData.Part part = new RawData.Part(white, null, new int[] {0});
    Dataset data = prepare(new RawData("white", 16, 16, 2, part, part), "pool", 16L);
    assertArrayEquals(new double[] {1}, row(data.train(), 0));
  }

  @Test
  void poolsOnlyWhatWasChosen() {
    RawData raw = pictures(100, 20);
    Object[] chosen = {"validation", 0.2, "subset", 30L, "data_seed", 4L, "scaling", "none"};
    Dataset whole = prepare(raw, chosen);
    Object[] pooledToo = Arrays.copyOf(chosen, chosen.length + 2);
    pooledToo[chosen.length] = "pool";
    pooledToo[chosen.length + 1] = 2L;
    Dataset pooled = prepare(raw, pooledToo);
    for (int i = 0; i < 20; i++) {
      double[] pixels = row(whole.validation(), i);
      double expected = (pixels[0] + pixels[1] + pixels[6] + pixels[7]) / 4;
      assertEquals(expected, row(pooled.validation(), i)[0]);
      assertEquals(whole.validation().label(i), pooled.validation().label(i));
    }
  }

  @Test
  void standardScalingUsesTheTrainingPartAlone() {
    for (long pool : new long[] {1, 2}) {
      Dataset data =
          prepare(pictures(300, 20), "scaling", "standard", "pool", pool, "subset", 200L);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 200; i++) {
        for (double value : row(data.train(), i)) {
          sum += value;
          squares += value * value;
        }
      }
      int values = 200 * data.features();
      assertEquals(0, sum / values, 1e-12);
      assertEquals(1, squares / values, 1e-12);
    }
  }

  @Test
  void scalesTablesByFeatureAndSendsConstantsToZero() {
    Dataset unit = prepare(table());
    assertArrayEquals(new double[] {0, 0, 0}, row(unit.train(), 0));
    assertArrayEquals(new double[] {1, 0, 0}, row(unit.train(), 1));
    assertArrayEquals(new double[] {0.5, 0, 0}, row(unit.train(), 2));
    assertArrayEquals(new double[] {2, 2, 2}, row(unit.test(), 0));
    double deviation = Math.sqrt(50 / 3.0);
    Dataset standard = prepare(table(), "scaling", "standard");
    assertArrayEquals(new double[] {-5 / deviation, 0, 0}, row(standard.train(), 0), 1e-12);
    assertArrayEquals(new double[] {15 / deviation, 2, 2}, row(standard.test(), 0), 1e-12);
    assertArrayEquals(new double[] {20, 7, 3}, row(prepare(table(), "scaling", "none").test(), 0));
  }

  @Test
  void samplesAreDisjointStratifiedAndInOrder() {
    RawData raw = pictures(1000, 100);
    Dataset data =
        prepare(raw, "validation", 0.1, "subset", 250L, "test_subset", 10L, "scaling", "none");
    assertArrayEquals(new int[] {40, 40, 20}, counts(data.validation()));
    assertArrayEquals(new int[] {100, 100, 50}, counts(data.train()));
    assertArrayEquals(new int[] {4, 4, 2}, counts(data.test()));
    List<Integer> train = numbers(data.train());
    List<Integer> validation = numbers(data.validation());
    assertEquals(new ArrayList<>(new TreeSet<>(train)), train);
    assertEquals(new ArrayList<>(new TreeSet<>(validation)), validation);
    TreeSet<Integer> both = new TreeSet<>(train);
    both.addAll(validation);
    assertEquals(350, both.size());
    for (int i = 0; i < train.size(); i++) {
      assertEquals(raw.train().labels()[train.get(i)], data.train().label(i));
    }
  }

  @Test
  void validationDoesNotDependOnSubsetAndSmallerSubsetsAreNested() {
    RawData raw = pictures(1000, 100);
    Dataset small =
        prepare(raw, "validation", 0.2, "subset", 37L, "scaling", "none", "data_seed", 3L);
    Dataset large =
        prepare(raw, "validation", 0.2, "subset", 411L, "scaling", "none", "data_seed", 3L);
    assertEquals(numbers(small.validation()), numbers(large.validation()));
    assertTrue(numbers(large.train()).containsAll(numbers(small.train())));
    assertEquals(37, small.train().size());
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    RawData raw = pictures(1000, 100);
    List<Integer> first = numbers(prepare(raw, "subset", 10L, "scaling", "none").train());
    assertEquals(first, numbers(prepare(raw, "subset", 10L, "scaling", "none").train()));
    assertNotEquals(
        first, numbers(prepare(raw, "subset", 10L, "scaling", "none", "data_seed", 1L).train()));
    assertEquals(GOLDEN, first.toString(), "a change here invalidates every journal with a subset");
  }

  private static final String GOLDEN = "[2, 31, 111, 389, 404, 425, 621, 836, 934, 940]";

  @Test
  void tellsEveryKnobThatDoesNotFit() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                prepare(
                    pictures(10, 5),
                    "validation",
                    0.5,
                    "subset",
                    6L,
                    "test_subset",
                    6L,
                    "pool",
                    3L));
    assertEquals(3, error.problems().size(), error.getMessage());
    assertEquals(
        "subset is 6, must be at most the 5 training examples of pictures that are there after"
            + " validation",
        error.problems().get(0));
    assertTrue(error.problems().get(1).startsWith("test_subset is 6, must be at most the 5 test"));
    assertTrue(error.problems().get(2).endsWith("(one of 1, 2)"), error.problems().get(2));
  }

  @Test
  void tellsOtherMisfits() {
    assertTrue(fault(table(), "pool", 2L).contains("holds no pictures"));
    assertTrue(fault(pictures(10, 5), "validation", 0.01).contains("none of the 10"));
    RawData.Part black = new RawData.Part(new byte[4], null, new int[] {0});
    assertTrue(
        fault(new RawData("black", 2, 2, 2, black, black), "scaling", "standard")
            .contains("are equal"));
  }

  private static String fault(RawData raw, Object... knobs) {
    return assertThrows(UserError.class, () -> prepare(raw, knobs)).problems().get(0);
  }

  @Test
  void theDigestSeesEverythingThatMatters() {
    RawData raw = pictures(10, 5);
    TreeSet<String> digests = new TreeSet<>();
    digests.add(RawDigest.of(raw));
    digests.add(RawDigest.of(new RawData("x", 6, 4, 3, raw.train(), raw.test())));
    digests.add(RawDigest.of(new RawData("x", 4, 6, 4, raw.train(), raw.test())));
    digests.add(RawDigest.of(new RawData("x", 4, 6, 3, raw.test(), raw.train())));
    digests.add(RawDigest.of(table()));
    raw.train().labels()[3] ^= 1;
    digests.add(RawDigest.of(raw));
    raw.test().bytes()[119] ^= 1;
    digests.add(RawDigest.of(raw));
    assertEquals(7, digests.size());
    assertEquals(
        RawDigest.of(raw), RawDigest.of(new RawData("x", 4, 6, 3, raw.train(), raw.test())));
    assertTrue(digests.stream().allMatch(d -> d.matches("[0-9a-f]{64}")));
  }
}

package neurosweep.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  private static final double SIZE = 7;

  private static List<Scale> scales() {
    List<Scale> scales = new ArrayList<>();
    for (double[] range :
        new double[][] {
          {0, 1},
          {0.9512, 0.9871},
          {-3, 5},
          {1e-9, 4e-9},
          {-2e9, 6e9},
          {0, 0},
          {7, 7},
          {1, 1e6},
          {1e-300, 1e300},
          {0.2, 0.3},
          {3, 40}
        }) {
      scales.add(LinearScale.around(range[0], range[1]));
      scales.add(LogScale.around(range[0], range[1], List.of()));
    }
    scales.add(LinearScale.around(1, 4, List.of(1.0, 2.0, 3.0, 4.0), false));
    scales.add(LogScale.around(1e-6, 1e-3, List.of(1e-6, 1e-5, 3e-5, 1e-3)));
    scales.add(new BandScale(IntStream.range(0, 40).mapToObj(i -> "1e-" + i).toList(), true));
    scales.add(new BandScale(List.of("one"), false));
    return scales;
  }

  @ParameterizedTest
  @ValueSource(doubles = {12, 40, 100, 220, 480})
  void labelsNeverTouch(double length) {
    for (Scale scale : scales()) {
      double free = Double.NEGATIVE_INFINITY;
      List<Tick> ticks = new ArrayList<>(scale.ticks(length, words -> words.width(SIZE)));
      ticks.removeIf(tick -> tick.words().isEmpty());
      for (Tick tick : ticks) {
        double half = tick.words().width(SIZE) / 2;
        double at = scale.place(tick.value()) * length;
        assertTrue(ticks.size() <= 2 || at - half >= free, scale + ": " + ticks);
        free = at + half;
      }
    }
  }

  @Test
  void everyScaleHasALabelAndPutsItInside() {
    for (Scale scale : scales()) {
      List<Tick> ticks = scale.ticks(200, words -> words.width(SIZE));
      assertTrue(ticks.stream().anyMatch(tick -> !tick.words().isEmpty()), scale.toString());
      for (Tick tick : ticks) {
        double place = scale.place(tick.value());
        assertTrue(place > -1e-6 && place < 1 + 1e-6, scale + ": " + tick);
      }
    }
  }

  /** Random ones, and those at the ends of what doubles are. */
  private static double[] anyNumbers() {
    Random random = new Random(1);
    double[] some = {
      0,
      1,
      -1,
      0.3,
      Double.MIN_VALUE,
      2 * Double.MIN_VALUE,
      1e-310,
      Double.MIN_NORMAL,
      1e-300,
      1e16,
      1e16 + 2,
      0x1p53,
      0x1p53 + 2,
      9.3e18,
      -9.3e18,
      1e300,
      1e305,
      1.1e305,
      1.7e308,
      -1.7e308,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Math.nextDown(Double.MAX_VALUE),
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    double[] all = Arrays.copyOf(some, 60);
    for (int i = some.length; i < all.length; i += 2) {
      all[i] = Double.longBitsToDouble(random.nextLong());
      all[i + 1] = all[i] + (random.nextInt(9) - 4) * Math.ulp(all[i]);
    }
    return all;
  }

  /** Values near 2^53 were counted up by one for ever, the smallest by nothing. */
  @Test
  void anyTwoNumbersMakeAScaleOfFewTicks() {
    for (double least : anyNumbers()) {
      for (double most : anyNumbers()) {
        String pair = least + " to " + most;
        boolean finite = Double.isFinite(least) && Double.isFinite(most);
        List<Double> stops = finite && least < most ? List.of(least, most) : List.of();
        assertFew(LinearScale.around(least, most), pair);
        assertFew(LinearScale.around(least, most, stops, true), pair);
        assertFew(LinearScale.over(least, most, false), pair);
        assertFew(LinearScale.over(least, most, true), pair);
        assertFew(LogScale.around(least, most, List.of()), pair);
        assertFew(LogScale.around(least, most, 0 < least ? stops : List.of()), pair);
        assertFew(ColourRange.over("", least, most).scale(), pair);
        if (finite && least < most) {
          assertFew(new LinearScale(least, most, List.of(), false), pair);
        }
        if (finite && 0 < least && least < most) {
          assertFew(new LogScale(least, most, List.of()), pair);
        }
        Numerals.fixed(least, Numerals.decimals(List.of(least, most)));
      }
    }
  }

  private static void assertFew(Scale scale, String pair) {
    List<Tick> ticks = scale.ticks(100, words -> words.width(SIZE));
    assertTrue(ticks.size() < 1000, pair + " has " + ticks.size());
    for (Tick tick : ticks) {
      double place = scale.place(tick.value());
      assertTrue(place > -1e-3 && place < 1 + 1e-3, pair + " at " + place);
    }
  }

  /** PDF holds single precision, and an interval may be longer than that. */
  @Test
  void whatIsFarOutsideIsDrawnLessFarOutside() {
    Frame frame =
        new Frame(
            new SvgSurface("any"),
            new Box(0, 0, 100, 100),
            LinearScale.around(0, 1e-300),
            LinearScale.around(0, 1));
    assertTrue(Float.isFinite((float) frame.across(1e300)));
    assertTrue(Float.isFinite((float) frame.up(-1.7e308)));
    assertTrue(Double.isNaN(frame.up(Double.NaN)));
    assertTrue(Double.isInfinite(frame.up(Double.POSITIVE_INFINITY)));
  }

  @Test
  void decadesArePowersOfTen() {
    List<Words> words =
        LogScale.around(1e-5, 1e-1, List.of()).ticks(200, w -> w.width(SIZE)).stream()
            .map(Tick::words)
            .filter(each -> !each.isEmpty())
            .toList();
    assertTrue(words.contains(new Words("10", "−5")), words.toString());
    assertTrue(words.contains(new Words("10", "−1")), words.toString());
  }

  /** Had 0.05 and 0.1 alone, and read as linear. */
  @Test
  void aShortLogarithmicAxisShowsThatItIsOne() {
    List<Tick> ticks = new LogScale(0.028, 0.122, List.of()).ticks(150, w -> w.width(SIZE));
    assertEquals(
        List.of("0.03", "0.05", "0.07", "0.1"),
        ticks.stream().map(tick -> tick.words().text()).filter(each -> !each.isEmpty()).toList());
    assertEquals(
        List.of(0.04, 0.06, 0.08, 0.09),
        ticks.stream().filter(tick -> tick.words().isEmpty()).map(Tick::value).toList());
  }

  @Test
  void numbersAreAsPeopleWriteThem() {
    assertEquals(new Words("3×10", "−5"), Numerals.of(3e-5));
    assertEquals(Words.of("0.001"), Numerals.of(0.001));
    assertEquals(Words.of("20"), Numerals.of(20));
    assertEquals(new Words("−10", "6"), Numerals.of(-1e6));
    assertEquals("0.9", Numerals.multiple(0.9, 0.1, 1).text());
    assertEquals(Words.of("50000"), Numerals.multiple(50000, 10000, 90000));
    assertEquals(2, Numerals.decimals(List.of(0.912, 0.2, Double.NaN)));
    assertEquals(3, Numerals.decimals(List.of(0.912, 0.914)));
    assertEquals(4, Numerals.decimals(List.of(0.91234, 0.91235)), "no more");
    assertEquals(1, Numerals.decimals(List.of(12.3, 12.4)));
    assertEquals(2, Numerals.decimals(List.of(0.9, 0.9 + 1e-15)), "rounding of a mean");
    assertEquals("0.912", Numerals.fixed(0.912, 3));
    assertEquals("", Numerals.fixed(Double.NaN, 1));
  }

  /** 50000 stood beside 1.5 x 10^5. */
  @Test
  void anAxisMixesNoWaysOfWriting() {
    assertEquals(Words.of("0"), Numerals.multiple(0, 50000, 150000));
    assertEquals(new Words("5×10", "4"), Numerals.multiple(50000, 50000, 150000));
    assertEquals(new Words("10", "5"), Numerals.multiple(100000, 50000, 150000));
    assertEquals(new Words("1.5×10", "5"), Numerals.multiple(150000, 50000, 150000));
    assertEquals(new Words("−5×10", "4"), Numerals.multiple(-50000, 50000, 150000));
  }

  @Test
  void dataOfOneValueAreInTheMiddle() {
    assertEquals(0.5, LinearScale.around(0.75, 0.75).place(0.75), 1e-9);
    assertEquals(0.5, LinearScale.around(0, 0).place(0), 1e-9);
    assertEquals(0.5, LogScale.around(3, 3, List.of()).place(3), 1e-9);
  }

  @Test
  void longNamesAreCutInTheMiddle() {
    Words cut = Words.of("a-rather-long-name-of-task-12").within(60, SIZE);
    assertTrue(cut.width(SIZE) <= 60, cut.text());
    assertTrue(cut.text().startsWith("a-") && cut.text().endsWith("12"), cut.text());
  }
}

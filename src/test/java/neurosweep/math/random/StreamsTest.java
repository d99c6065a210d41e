package neurosweep.math.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.Values;
import org.junit.jupiter.api.Test;

/** A change of streams changes every published number, so it must not come unnoticed. */
class StreamsTest {

  @Test
  void goldenValues() {
    assertEquals("6050bc1cecc33aac", bits(new Streams(0, 0), "init", 1));
    assertEquals("1991beefcfdb282a", bits(new Streams(0, 1), "shuffle", 0));
    assertEquals("c99f31fda3b3a46e", bits(new Streams(-7, 5), "noise", 3));
    Rng rng = new Streams(0, 1).stream("init", 2);
    assertEquals("-0x1.bfcf3a4ae8ebdp-1", Double.toHexString(rng.nextGaussian()));
    assertEquals("0x1.390ecab098b98p-1", Double.toHexString(rng.nextGaussian()));
    assertEquals("0x1.0fdadd91534p-11", Double.toHexString(rng.nextDouble()));
    assertEquals(231, rng.nextInt(1000));
  }

  private static String bits(Streams streams, String purpose, int index) {
    return Long.toHexString(streams.stream(purpose, index).nextLong());
  }

  @Test
  void everyPartOfTheNameCounts() {
    Set<String> first = new HashSet<>();
    int streams = 0;
    for (long sweepSeed : new long[] {0, 1, 11}) {
      for (long seed : new long[] {0, 1, 11}) {
        for (String purpose : new String[] {"init", "shuffle", "feedback", "noise", "spikes"}) {
          for (int index : new int[] {0, 1, 11}) {
            first.add(bits(new Streams(sweepSeed, seed), purpose, index));
            streams++;
          }
        }
      }
    }
    assertEquals(streams, first.size());
  }

  @Test
  void aStreamStartsOverEveryTime() {
    Streams streams = new Streams(3, 4);
    assertEquals(bits(streams, "init", 0), bits(streams, "init", 0));
  }

  @Test
  void aCellsStreamsDependOnItsSeedsAlone() {
    Cell plain = new Cell("classification", 1, Values.NONE, 5, "");
    Values values = Values.of(Map.of("learning_rate", 0.5, "algorithm", "gait", "lambda", 2.0));
    Cell other = new Cell("equilibrium", 2, values, 5, "abc");
    assertEquals(Streams.of(plain), Streams.of(other));
    Cell swept = new Cell("classification", 1, Values.of(Map.of("sweep_seed", 9L)), 5, "");
    assertEquals(new Streams(9, 5), Streams.of(swept));
    assertNotEquals(Streams.of(plain), Streams.of(swept));
  }
}

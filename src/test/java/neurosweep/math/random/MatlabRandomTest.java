package neurosweep.math.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Numbers that MATLAB prints after {@code rng(seed)}, and where cells get them. */
class MatlabRandomTest {

  @Test
  void seedZeroIsTheDefaultSeed() {
    MatlabRandom random = new MatlabRandom(0);
    assertEquals(0.8147236863931789, random.nextDouble());
    assertEquals(0.9057919370756192, random.nextDouble());
    assertEquals(0.5376671395461, new MatlabRandom(5489).nextGaussian(), 1e-13);
    assertEquals(0.417022004702574, new MatlabRandom(1).nextDouble(), 1e-15);
    assertEquals(-0.64901376519124, new MatlabRandom(1).nextGaussian(), 1e-14);
  }

  @Test
  void matricesAreDrawnColumnByColumn() {
    double[][] matrix = new MatlabRandom(0).uniforms(2, 2);
    assertEquals(0.8147236863931789, matrix[0][0]);
    assertEquals(0.9057919370756192, matrix[1][0]);
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    MatlabRandom random = new MatlabRandom(7);
    double sum = 0;
    double squares = 0;
    int tail = 0;
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      double z = random.nextGaussian();
      sum += z;
      squares += z * z;
      tail += Math.abs(z) > Ziggurat.TAIL ? 1 : 0;
    }
    assertEquals(0, sum / count, 5e-3);
    assertEquals(1, squares / count, 7.1e-3);
    assertEquals(258, tail, 80); // 2 (1 - Phi(3.654)) = 2.58e-4
  }

  @Test
  void generatorsDrawFromStreamsOfTheirOwnOrFromOne() {
    Streams streams = new Streams(0, 1);
    Generator.Sources own = Generator.CATALOG.get("own").start(streams);
    assertEquals(streams.stream("noise", 3).nextDouble(), own.source("noise", 3).nextDouble());
    Generator matlab = Generator.CATALOG.get("matlab");
    Generator.Sources one = matlab.start(streams);
    assertSame(one.source("noise", 0), one.source("spikes", 1));
    assertThrows(IllegalArgumentException.class, () -> matlab.start(new Streams(0, -1)));
  }
}

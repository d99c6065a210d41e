package neurosweep.math.random;

/**
 * MATLAB's stream after {@code rng(seed, 'twister')}: the Mersenne Twister MT19937 (Matsumoto and
 * Nishimura, 1998), {@code rand} with 53 bits and {@code randn} by a ziggurat of 256 layers
 * (Marsaglia and Tsang, 2000). Runs that were published with their seed can be repeated with it.
 */
public final class MatlabRandom implements RandomSource {
  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int SEED_OF_ZERO = 5489;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /**
   * Starts a stream.
   *
   * @param seed from 0 to 2^32 - 1; 0 means 5489, as in MATLAB
   */
  public MatlabRandom(long seed) {
    if (seed < 0 || seed > 0xFFFFFFFFL) {
      throw new IllegalArgumentException("seed is " + seed + ", must be from 0 to 2^32 - 1");
    }
    state[0] = seed == 0 ? SEED_OF_ZERO : (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int joined = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7FFFFFFF);
      int twisted = (joined >>> 1) ^ (-(joined & 1) & 0x9908B0DF);
      state[i] = state[(i + SHIFT) % SIZE] ^ twisted;
    }
    next = 0;
  }

  /** 32 random bits. */
  int nextInt() {
    if (next == SIZE) {
      refill();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  /** {@code rand}: uniform on (0, 1) in steps of 2^-53. */
  @Override
  public double nextDouble() {
    double uniform;
    do {
      int high = nextInt() >>> 5;
      int low = nextInt() >>> 6;
      uniform = (high * 0x1.0p26 + low) * 0x1.0p-53;
    } while (uniform == 0);
    return uniform;
  }

  /** {@code randn}. */
  @Override
  public double nextGaussian() {
    while (true) {
      int a = nextInt();
      int b = nextInt();
      int layer = b >>> 24;
      double u = ((a >>> 3) * 0x1.0p24 + (b & 0xFFFFFF)) * 0x1.0p-52 - 1;
      double z = u * Ziggurat.edge(layer + 1);
      if (Math.abs(z) < Ziggurat.edge(layer)) {
        return z;
      }
      if (layer == Ziggurat.LAYERS - 1) {
        return tail(u);
      }
      double low = Ziggurat.height(layer + 1);
      if (low + nextDouble() * (Ziggurat.height(layer) - low) < Ziggurat.density(z)) {
        return z;
      }
    }
  }

  private double tail(double sign) {
    double x;
    double y;
    do {
      x = -StrictMath.log(nextDouble()) / Ziggurat.TAIL;
      y = -StrictMath.log(nextDouble());
    } while (2 * y <= x * x);
    return sign < 0 ? -(Ziggurat.TAIL + x) : Ziggurat.TAIL + x;
  }
}

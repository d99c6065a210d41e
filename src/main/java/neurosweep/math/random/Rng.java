package neurosweep.math.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.core.Persistent;

/**
 * xoshiro256++ 1.0 (Blackman and Vigna, 2019): a stream of random numbers that is the same on every
 * platform and whose position can be saved.
 */
public final class Rng implements RandomSource, Persistent {
  private final long[] state;
  private double spare;
  private boolean hasSpare;

  /** Starts from 256 bits of state, not all zero. */
  public Rng(long s0, long s1, long s2, long s3) {
    state = new long[] {s0, s1, s2, s3};
    if ((s0 | s1 | s2 | s3) == 0) {
      throw new IllegalArgumentException("the state of a generator must not be all zero");
    }
  }

  /** Writes the position in the stream. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (long part : state) {
      out.writeLong(part);
    }
    out.writeDouble(spare);
    out.writeBoolean(hasSpare);
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readLong();
    }
    spare = in.readDouble();
    hasSpare = in.readBoolean();
  }

  /** 64 random bits. */
  public long nextLong() {
    long result = Long.rotateLeft(state[0] + state[3], 23) + state[0];
    long shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = Long.rotateLeft(state[3], 45);
    return result;
  }

  /** Uniform on [0, 1) in steps of 2^-53. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform on {0, ..., bound - 1}, unbiased (Lemire's rejection on 32 bits). */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound is " + bound + ", must be positive");
    }
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long threshold = (0x100000000L - bound) % bound;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** Standard normal, by Marsaglia's polar method with StrictMath: the same bits everywhere. */
  @Override
  public double nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  }

  /** Shuffles in place (Fisher-Yates). */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}

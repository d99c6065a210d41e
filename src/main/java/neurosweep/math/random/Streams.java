package neurosweep.math.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Sha256;

/**
 * Named random streams of a cell. They depend on the sweep's seed, the seed axis and the purpose,
 * and on nothing else: cells that share a seed share initial weights and example order whatever
 * their algorithm or learning rate, so paired comparisons are legitimate.
 *
 * @param sweepSeed the sweep's seed
 * @param seed the value on the seed axis
 */
public record Streams(long sweepSeed, long seed) {

  /** The knob from which every stream of a sweep also derives. */
  public static final Param<Long> SWEEP_SEED =
      Param.integer("sweep_seed", 0, "enters every random stream; another value is another sweep");

  /** The streams of a cell. */
  public static Streams of(Cell cell) {
    return new Streams(SWEEP_SEED.of(cell.values()), cell.seed());
  }

  /**
   * A stream from its start.
   *
   * @param purpose {@code init}, {@code shuffle}, {@code feedback}, {@code inverse}, {@code noise},
   *     {@code spikes}, for drawn tasks {@code teacher} and {@code examples}, or a name of a
   *     learning rule's own
   * @param index for purposes that need several, such as one per layer
   */
  public Rng stream(String purpose, int index) {
    String name = sweepSeed + "/" + seed + "/" + purpose + "/" + index;
    ByteBuffer state = ByteBuffer.wrap(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    return new Rng(state.getLong(), state.getLong(), state.getLong(), state.getLong());
  }
}

package neurosweep.math.random;

import neurosweep.core.Catalog;
import neurosweep.core.Member;

/** Where the random numbers of a cell come from. To add one, see the package. */
public interface Generator extends Member {

  /** All generators. */
  Catalog<Generator> CATALOG = Catalog.of("generator", Generator.class);

  /** Random numbers of one cell by purpose. */
  interface Sources {
    /**
     * The stream of a purpose: from its start, or from where the one stream of all purposes stands.
     *
     * @param index tells streams of one purpose apart
     */
    RandomSource source(String purpose, int index);
  }

  /** Whether all purposes draw from one stream, so that the order counts in which they do. */
  boolean isOneStream();

  /** The least seed that it takes. */
  default long leastSeed() {
    return Long.MIN_VALUE;
  }

  /** The greatest seed that it takes. */
  default long greatestSeed() {
    return Long.MAX_VALUE;
  }

  /** The random numbers of a cell, from their start. */
  Sources start(Streams streams);
}

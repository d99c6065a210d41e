package neurosweep.math;

import neurosweep.core.Catalog;
import neurosweep.core.Member;

/** Where the random streams of a cell come from. To add one, see the package. */
public interface Generator extends Member {

  /** All generators. */
  Catalog<Generator> CATALOG = Catalog.of("generator", Generator.class);

  /** Random streams by purpose, of one cell. */
  interface Sources {
    /** The stream of a purpose, from where it stands. */
    RandomSource source(String purpose);
  }

  /**
   * The streams of a cell from their start.
   *
   * @throws neurosweep.core.UserError if the generator does not take the cell's seed
   */
  Sources start(Streams streams);
}

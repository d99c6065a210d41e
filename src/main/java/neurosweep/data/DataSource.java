package neurosweep.data;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Values;

/**
 * A named source of labelled examples, or of matrices ({@link MatrixSource}). To add one, see the
 * package.
 */
public interface DataSource extends Member {

  /** All sources of labelled examples. */
  Catalog<DataSource> CATALOG = Catalog.of("dataset", DataSource.class);

  /** All sources of matrices. */
  Catalog<MatrixSource> MATRICES = Catalog.of("matrix source", MatrixSource.class);

  /** The source of that name, of labelled examples or of matrices. */
  static DataSource named(String name) {
    return MATRICES.has(name) ? MATRICES.get(name) : CATALOG.get(name);
  }

  /**
   * Reads or generates the raw set.
   *
   * @param home where files are found
   * @param values the cell's knobs; a source reads those that it declares
   * @throws neurosweep.core.UserError if files are missing or malformed
   */
  RawData load(DataHome home, Values values);

  /**
   * Says what the set is. A source that can tell more of a set that it refuses says that, too.
   *
   * @throws neurosweep.core.UserError if nothing can be told
   */
  default Description describe(DataHome home, Values values) {
    return Description.of(load(home, values));
  }
}

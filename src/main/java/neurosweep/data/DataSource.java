package neurosweep.data;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Values;

/** A named source of labelled examples. To add one, see the package. */
public interface DataSource extends Member {

  /** All sources. */
  Catalog<DataSource> CATALOG = Catalog.of("dataset", DataSource.class);

  /**
   * Reads or generates the raw set.
   *
   * @param home where files are found
   * @param values the cell's knobs; a source reads those that it declares
   * @throws neurosweep.core.UserError if files are missing or malformed
   */
  RawData load(DataHome home, Values values);
}

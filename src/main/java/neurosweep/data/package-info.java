/**
 * Labelled data: a {@link neurosweep.data.DataSource} reads or generates a {@link
 * neurosweep.data.RawData}, which travels to executors; {@link neurosweep.data.Preparation} makes a
 * {@link neurosweep.data.Dataset} of it there, as views that widen bytes on the fly. {@link
 * neurosweep.data.Fetch} and {@link neurosweep.data.Inventory} fill and list a data directory. In:
 * files on any Hadoop file system; out: arrays. Imports core and store.
 *
 * <p>Members: {@code mnist}, {@code fashion-mnist}, {@code kmnist}, {@code mnist10k} (IDX files
 * under {@code HOME/<name>/}), {@code csv}, {@code parquet} (tables, in {@code data.table}), {@code
 * glyphs} (generated); and of {@link neurosweep.data.MatrixSource}, numbers that are no examples:
 * {@code dictionary-files}, {@code attractor-files}. To add one: write a {@code DataSource} with a
 * public no-argument constructor, declare its knobs in {@code params()}, let {@code
 * DataSourceContractTest.writeFiles} write what it reads, and add the line {@code
 * neurosweep.data.YourSource} to {@code META-INF/services/neurosweep.data.DataSource}.
 *
 * <p>Sizes in files are claims, which are held against the file and the memory before anything is
 * allocated. Digests are of decoded content.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0013-data-sets}, {@code 0015-bounds-not-cuts},
 * {@code 0040-libraries}.
 */
package neurosweep.data;

/**
 * Labelled data: a {@link neurosweep.data.DataSource} reads or generates a {@link
 * neurosweep.data.RawData}, which travels to executors; {@link neurosweep.data.Preparation} makes a
 * {@link neurosweep.data.Dataset} of it there, as views that widen bytes on the fly. {@link
 * neurosweep.data.Fetch} and {@link neurosweep.data.Inventory} fill and list a data directory. In:
 * files on any Hadoop file system; out: arrays. Imports core and store.
 *
 * <p>Members: {@code mnist}, {@code fashion-mnist}, {@code kmnist}, {@code mnist10k} (IDX files
 * under {@code HOME/<name>/}), {@code csv}, {@code parquet} (labelled tables), {@code glyphs}
 * (generated); and of {@link neurosweep.data.MatrixSource}, numbers that are no examples: {@code
 * dictionary-files}, {@code attractor-files}. To add one: write a {@code DataSource} with a public
 * no-argument constructor, declare its knobs in {@code params()}, let {@code
 * DataSourceContractTest.writeFiles} write what it reads, and add the line {@code
 * neurosweep.data.YourSource} to {@code META-INF/services/neurosweep.data.DataSource}.
 *
 * <p><b>Decisions.</b> Matrices are a part of a raw set beside examples, so that they travel and
 * are digested like them; their sources are a family of their own, since an experiment that trains
 * on examples cannot use them. The digest is that of decoded content, so gzipped and plain files
 * share cells. Validation is taken before the subset, so that runs with different subsets are
 * selected on the same examples. Samples follow Webster's divisor method, so that smaller ones are
 * nested in larger ones. Randomness is {@code SplittableRandom.nextLong} and own arithmetic on it,
 * the least that has to stay the same between versions of Java. Tables are scaled by feature,
 * pictures by one number for all pixels. Sizes are claims: those of an IDX header are held against
 * the file's length (of gzip against what deflate can expand to) and against half of the memory
 * before anything is allocated; lines of CSV end after {@code BoundedLines.LONGEST_LINE}
 * characters, tables after {@code LabelledRows.MOST_COLUMNS} columns or half of the memory. Row
 * numbers that pandas stored are refused as a column, for they would be learned from. Parquet
 * integers of any width and sign and flags are numbers, as images in numpy are bytes. Rejected:
 * {@code java.util.zip.GZIPInputStream}, which ignores garbage after a stream; a CSV library, since
 * a table of numbers holds no quoted line breaks and exact places of faults are what matters;
 * replacing a user's file that has another checksum.
 */
package neurosweep.data;

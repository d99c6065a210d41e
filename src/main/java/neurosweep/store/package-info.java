/**
 * The sweep directory: {@link neurosweep.store.SweepDirectory} knows the name of every place in it,
 * {@link neurosweep.store.Files} reads and replaces files and directories on the local disk and on
 * any Hadoop file system, {@link neurosweep.store.parquet.ParquetTable} reads and writes typed
 * tables in Parquet without Spark, {@link neurosweep.store.numpy.NumpyWriter} writes arrays for
 * NumPy, {@link neurosweep.store.lease.Lease} keeps all processes but one from writing. Paths,
 * bytes and rows go in; what is written is there whole or not at all. Imports {@code core} only.
 *
 * <p>A local path has no scheme and goes through Java, any other through Hadoop. A sweep's
 * directory may come from anybody: its files are opened by a {@link neurosweep.store.Files} that
 * keeps to it; {@code docs/attacks.md} lists what was tried. The lease is never rewritten; its
 * holder rewrites a sign of life beside it.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0017-whole-directories}, {@code 0018-lease},
 * {@code 0031-local-disk}, {@code 0032-derived-files}, {@code 0035-sweeps-from-anybody}, {@code
 * 0036-silence-ends-a-lease}.
 */
package neurosweep.store;

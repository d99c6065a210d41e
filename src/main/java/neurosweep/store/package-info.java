/**
 * The sweep directory: {@link neurosweep.store.SweepDirectory} knows the name of every place in it,
 * {@link neurosweep.store.Files} reads and replaces files and directories on any Hadoop file
 * system, {@link neurosweep.store.ParquetTable} reads and writes typed tables in Parquet without
 * Spark. Paths, bytes and rows go in; what is written is there whole or not at all. Imports {@code
 * core} only.
 *
 * <p><b>Decisions.</b> On local disk the raw file system is used: the checksumming one leaves
 * {@code .crc} files and holds back what was flushed. A replacement is a hidden temporary in the
 * same directory and a rename over the old name: one system call on local disk (after an fsync, and
 * followed by one of the directory), {@code FileContext.rename} with {@code OVERWRITE} on HDFS,
 * which is atomic too. Object stores have no such rename: there it is not atomic, readers may see a
 * partial state, and the journal therefore never overwrites a name on any store that cannot flush.
 * Directories cannot be exchanged in Java, so during {@code replaceDirectory} a name may be absent
 * for an instant; a reader takes that as "not written yet". Parquet's checksums cover pages, so the
 * footer's claims are held against the file before memory is allocated; where a page header lies
 * past that, running out of memory is taken for damage. Rejected: following a pointer file to the
 * current directory (nobody else's Parquet reader would find it), checked I/O exceptions (every one
 * ends in the same message to the user).
 */
package neurosweep.store;

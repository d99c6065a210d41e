/**
 * The durable truth of a sweep: results go in one by one as cells end, and come out again as {@link
 * neurosweep.journal.History} (all cells, no tables) or one after the other with their tables.
 * Imports {@code core} and {@code store}.
 *
 * <p>A journal is a directory of segments: {@code 000007.seg} is sealed and never changes, {@code
 * 000008.open} is being written. A segment is text: {@code neurosweep-journal 1 CRC}, then a line
 * {@code CRC RECORD} a result. CRC is the CRC-32C of the rest of the line in eight hex digits,
 * RECORD is JSON with {@code tables} last. Doubles are their shortest decimals and always have a
 * point or an exponent; those that are not finite are the texts {@code "NaN"}, {@code "Infinity"},
 * {@code "-Infinity"}; a text that is one of these or begins with an apostrophe has one put before
 * it. {@code digest} is what two results of a cell are compared by.
 *
 * <p><b>Decisions.</b> Every line is flushed and the disk synced at most once a second: a kill of
 * the process loses nothing, a power cut the last second. Where a file system cannot flush, lines
 * are committed every 30 s in small sealed segments and no name is overwritten. Damage costs the
 * damaged lines only; whatever is lost simply runs again, so there is no count of records to check.
 * A line whose checksum is right but whose record is not understood is an error and not damage: to
 * drop it would lose another version's work. Past eight segments, or with damage in one, opening
 * merges all into a new one before the old ones are deleted; since a result is accepted twice if it
 * is the same, dying in between does no harm. Times, host and attempt never take part in the
 * comparison. Records of one configuration share its values and the beginning of its digest, and a
 * result is looked up by hash: for a hundred thousand cells that is most of what a run with nothing
 * to do costs. Rejected: Parquet as the truth (a torn file is a lost file), a database (no file
 * systems), Java serialization, one file a cell, rewriting the open segment in place.
 */
package neurosweep.journal;

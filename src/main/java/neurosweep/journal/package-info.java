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
 * <p>A line whose record begins with {@code decision} is no result but what a search decided by the
 * order of results, before anything followed from it.
 *
 * <p>Times, host and attempt never take part in the comparison of two results. Damage costs the
 * damaged lines only; a line whose checksum is right but whose record is not understood is an
 * error.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0016-journal}.
 */
package neurosweep.journal;

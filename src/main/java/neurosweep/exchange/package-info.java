/**
 * Results in the words of other tools, both ways: {@link neurosweep.exchange.Export} writes what a
 * sweep has, {@link neurosweep.exchange.Import} makes a sweep of what another tool wrote. In: a
 * sweep directory, or a table; out: files outside of the directory, or a job with its results. May
 * import everything below; not Spark.
 *
 * <p>{@link neurosweep.exchange.ExportStyle} and {@link neurosweep.exchange.ImportStyle} are two
 * sides of one mapping, held together by a test of the round trip.
 *
 * <p>Decision, in {@code docs/decisions}: {@code 0053-other-peoples-results}.
 */
package neurosweep.exchange;

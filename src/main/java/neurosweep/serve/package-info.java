/**
 * The live page of a sweep on the loopback address. In: a sweep directory, which is only read, and
 * never through its lease; out: answers to whoever has the token. {@link
 * neurosweep.serve.LiveServer} is the whole; {@link neurosweep.serve.Door} says who is let in. May
 * import everything below; not Spark.
 *
 * <p>What costs something is looked up at most once a second however many ask, and only after a
 * change ({@link neurosweep.serve.Lookout}).
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0048-seen-while-it-runs}.
 */
package neurosweep.serve;

/**
 * Which cells to train. In: a {@link neurosweep.search.Space} of candidates and how cells have
 * ended; out: cells, bit by bit.
 *
 * <p>{@link neurosweep.search.Course} is a search at work: it is told results in any order and
 * asked for more. What it has asked for follows from the set of results, or from {@link
 * neurosweep.search.Decisions} that were kept before; so resuming, growing and adapting are one
 * thing.
 *
 * <p>Members: {@code grid}, {@code random}, {@code sobol}, {@code halving}, {@code hyperband},
 * {@code asynchronous-halving}, {@code racing}, {@code tpe}, {@code cma-es}. To add one: implement
 * {@link neurosweep.search.Search} and add its class name to {@code
 * META-INF/services/neurosweep.search.Search}; its contract test covers it at once. May import
 * {@code analysis} and below.
 *
 * <p>A cell that failed or timed out has an outcome without a score and is not asked for again:
 * trying it again is the user's decision ({@code retry}).
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0019-the-loop}, {@code 0043-search}, {@code
 * 0044-tpe-of-our-own}.
 */
package neurosweep.search;

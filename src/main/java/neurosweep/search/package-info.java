/**
 * Which cells to run next. In: the planned cells and the history of the journal; out: cells. A
 * search is a pure function of the two, so resuming, growing a finished sweep and adapting are one
 * call.
 *
 * <p>Members: {@link neurosweep.search.GridSearch}. May import {@code spec}, {@code journal} and
 * below.
 *
 * <p><b>Decisions.</b> A cell that failed or timed out has an outcome and is not missing: trying it
 * again is the user's decision ({@code retry}), or a sweep would repeat a deterministic failure at
 * every start.
 */
package neurosweep.search;

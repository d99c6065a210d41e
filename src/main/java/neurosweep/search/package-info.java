/**
 * Which cells to run next. In: the planned cells and the history of the journal; out: cells. A
 * search is a pure function of the two, so resuming, growing a finished sweep and adapting are one
 * call.
 *
 * <p>Members: {@link neurosweep.search.GridSearch}. May import {@code spec}, {@code journal} and
 * below.
 *
 * <p>A cell that failed or timed out has an outcome and is not missing: trying it again is the
 * user's decision ({@code retry}).
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0019-the-loop}.
 */
package neurosweep.search;

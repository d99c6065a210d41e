/**
 * From {@code results} to numbers: runs, configurations with their samples, groups and selections,
 * the tables {@code summary} and {@code best} that are written from them, what a search did by its
 * {@code trials}, and what becomes of a job's claims. Values only, no words for readers but
 * reasons. May import result, spec, statistics, store and core.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0041-claims}.
 */
package neurosweep.analysis;

/**
 * What can be asked of a sweep that is there: where a number comes from ({@link
 * neurosweep.audit.Explanation}), whether its cells give the same bits again ({@link
 * neurosweep.audit.Verification}), and how it differs from another ({@link
 * neurosweep.audit.Comparison}). In: one or more sweep directories; out: values that the command
 * line prints. Nothing here writes into a journal or into results. May import everything below; not
 * Spark.
 *
 * <p>A verification runs cells in a process of its own and compares whole outcomes. Sweeps are
 * compared by the knobs that both have, defaults included.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0026-explain-and-verify}.
 */
package neurosweep.audit;

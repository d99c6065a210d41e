/**
 * What can be asked of a sweep that is there: where a number comes from ({@link
 * neurosweep.audit.Explanation}), whether its cells give the same bits again ({@link
 * neurosweep.audit.Verification}), how it differs from another ({@link
 * neurosweep.audit.Comparison}), and its results in the words of other tools ({@link
 * neurosweep.audit.Export}). In: one or two sweep directories; out: values that the command line
 * prints, or files outside of the directories. Nothing here writes into a journal or into results.
 * May import everything below; not Spark.
 *
 * <p><b>Decisions.</b> An entry of a table knows the configurations it was computed from; nothing
 * is found again by parsing numbers. The command that repeats cells is checked before it is shown:
 * the job it names is expanded and must give exactly these cells, otherwise a job of their own is
 * shown. A verification runs cells in a process of its own, so that neither classes, random streams
 * nor data of this one can help; it compares whole outcomes and not only what tables show. Sweeps
 * are compared by the knobs that both have, defaults included, because ids hash the data and the
 * experiment's version. Rejected: exporting weights of meaning onto other tools' columns (a trial's
 * {@code value} is the selection's metric and nothing else), a second reading of the tables' CSV.
 */
package neurosweep.audit;

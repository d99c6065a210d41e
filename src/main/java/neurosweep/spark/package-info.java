/**
 * Cells on Spark executors, local or on a cluster: the only package that imports Spark. In: bundles
 * of cells; out: results on the sweep's own thread.
 *
 * <p>{@link neurosweep.spark.Dispatch} brings every cell to one result. One bundle is one partition
 * and one task; the result handler, which Spark calls on its scheduler's thread, only enqueues.
 * Data sets travel as one broadcast. May import {@code sweep} and below.
 *
 * <p><b>Decisions.</b> {@code submitJob} with a handler instead of {@code collect}: results reach
 * the journal as they finish. A cell's fault is an outcome, so Spark's retries are for lost
 * executors and wrong machines only. When Spark gives a job up, its message names the task; that
 * bundle and those that a listener has seen die twice run alone at the end, one cell a job, where
 * guilt is certain, and all others are submitted again: a cell that kills executors is one failure.
 * The listener is a hint, since it may miss events; every job that is given up names a bundle or
 * counts as a loss, and losses in a row without a result end the run, so nothing is submitted for
 * ever. A cell that ran out of memory runs alone once more: it may have been a neighbour's doing.
 * In {@code local[N]} a cell that ends the process ends the program; only executors of their own
 * help. Hosts are excluded for one job and not for the application, or cells that kill executors
 * would take a cluster's only host out for an hour. Kryo with required registration: a class that
 * would travel by accident is an error in tests. Rejected: Spark SQL for the summaries (seconds of
 * start-up for tables that one process writes faster), accumulators (they hold every result on the
 * driver), a job a cell from the start (3 ms each, and guilt matters only after a death).
 */
package neurosweep.spark;

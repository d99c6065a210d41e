/**
 * Cells on Spark executors, local or on a cluster: the only package that imports Spark. In: bundles
 * of cells; out: results on the sweep's own thread.
 *
 * <p>{@link neurosweep.spark.Dispatch} brings every cell to one result. One bundle is one partition
 * and one task; the result handler, which Spark calls on its scheduler's thread, only enqueues.
 * Data sets travel as one broadcast. May import {@code sweep} and below.
 *
 * <p>A cell's fault is an outcome; Spark's retries are for lost executors and wrong machines. The
 * listener is a hint, since it may miss events; every job that is given up names a bundle or counts
 * as a loss.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0020-cells-on-spark}, {@code 0052-newer-spark}.
 */
package neurosweep.spark;

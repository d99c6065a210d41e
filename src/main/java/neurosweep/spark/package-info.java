/**
 * Cells on Spark executors, local or on a cluster: the only package that imports Spark. In: bundles
 * of cells; out: results on the sweep's own thread.
 *
 * <p>One bundle is one partition and one task; the result handler, which Spark calls on its
 * scheduler's thread, only enqueues. Data sets travel as one broadcast. May import {@code sweep}
 * and below.
 *
 * <p><b>Decisions.</b> {@code submitJob} with a handler instead of {@code collect}: results reach
 * the journal as they finish. A cell's fault is an outcome, so Spark's retries are for lost
 * executors only. Kryo with required registration: a class that would travel by accident is an
 * error in tests. Rejected: Spark SQL for the summaries (seconds of start-up for tables that one
 * process writes faster), accumulators (they hold every result on the driver), listeners (events
 * are dropped under load).
 */
package neurosweep.spark;

/**
 * The loop around the cells: plan, run, journal, results. In: a {@link neurosweep.spec.SweepSpec}
 * and a sweep directory; out: the directory's journal, results, summaries and manifest.
 *
 * <p>{@link neurosweep.sweep.Sweep#run} shows the whole product. A {@link neurosweep.sweep.Runner}
 * says where cells run: threads here, executors in {@code spark}. May import everything below; not
 * Spark.
 *
 * <p><b>Decisions.</b> Results, history and summaries are written from the journal by one process
 * through parquet-hadoop, a table as one file: 10^5 rows take seconds, and commands that read need
 * no Spark. The manifest is written last and commits the plan. A plan may grow; any other change is
 * refused, because rows of two different sweeps in one directory are what no reader can tell apart.
 * The lease is taken before the directory is read, since what was read without it may be another
 * plan by the time of the commit, and before the runner starts, since a refusal should not wait for
 * Spark. A fault of the file system after cells may have run has exit code 1: the command was right
 * and is to be given again; one before that has 2. A directory that is deleted in the very instant
 * in which a segment begins comes back with that segment alone, and is then refused. Prepared data
 * sets are shared by the cells of a process and never copied per cell.
 */
package neurosweep.sweep;

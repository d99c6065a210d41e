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
 * Prepared data sets are shared by the cells of a process and never copied per cell. What is wrong
 * with a machine ({@link neurosweep.sweep.HostFault}) is thrown and what is wrong with a cell is an
 * outcome: a broken host would else turn a whole queue into failures. A class that cannot be linked
 * counts as the machine's, since one cell's end can break it for all later ones of the process. A
 * cancelled cell has no outcome and simply runs again; only the limit of a cell gives a time-out.
 * Threads that do not notice a stop are left behind after three seconds. Memory is predicted from
 * the plan ({@link neurosweep.sweep.Demand}) and compared with the heaps before the first change;
 * the prediction was 1.2 to 1.7 times the least heap that worked, 2 for deep nets side by side.
 * Rejected: running fewer cells at a time by itself, which would hide why a sweep takes twice as
 * long.
 *
 * <p>Checkpoints are the only thing that executors write: a file a cell, replaced whole, which the
 * driver deletes once the cell is journaled as finished, diverged or failed (a failed one starts
 * over: its state may be why it failed). Who may read one is decided by its first bytes: format,
 * cell, class files of the program, backend. Neither versions nor interval are part of that: a
 * build of the same classes goes on, and how often a cell saves changes no number. On {@code
 * native} the bits depend on library and processor, and a cell that goes on elsewhere is as exact
 * as one that runs elsewhere. A place that cannot be written is a warning in the executor's log and
 * never an outcome, because the result does not need it. Cells below a second are not looked after
 * when they end: on a store where a call takes milliseconds that would cost more than they do.
 * Rejected: sending states back through the driver (100 MB a cell and interval), a digest of the
 * jar file (another one for every build of the same code), keeping the last two states (one that is
 * whole is enough).
 *
 * <p>What computed a cell is kept with its result ({@link neurosweep.core.Origin}) and nowhere
 * else: facts of a run that were kept as facts of the sweep became false when it went on with
 * another program. A sweep whose cells other classes, libraries or kernels computed is refused
 * ({@code Continuation}) before anything starts; what counts as computing are all classes of the
 * packages that experiments use, since no finer set can be told from names that are looked up at
 * run time. Rejected: refusing other Java versions and machines too, whose arithmetic is the same;
 * refusing cells of unknown origin, which would end every sweep of an older version.
 *
 * <p>Prices ({@link neurosweep.sweep.Pricing}) are processor time of the cells' training, the only
 * time that a busy machine leaves about as it is, and what results record; what the run costs
 * beside it is a number of its own, learned at the end of every run whose cells computed in this
 * process, half the way from what was known. What a configuration was first predicted to cost stays
 * in {@code plan.parquet} when the plan grows: a prediction that is corrected after the fact could
 * not be compared with what was real.
 *
 * <p>The lease is taken before the directory is read, since what was read without it may be another
 * plan by the time of the commit, and before the runner starts, since a refusal should not wait for
 * Spark. A fault of the file system after cells may have run has exit code 1: the command was right
 * and is to be given again; one before that has 2. A directory that is deleted in the very instant
 * in which a segment begins comes back with that segment alone, and is then refused.
 */
package neurosweep.sweep;

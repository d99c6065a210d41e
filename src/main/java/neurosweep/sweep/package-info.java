/**
 * The loop around the cells: plan, run, journal, results. In: a {@link neurosweep.spec.SweepSpec}
 * and a sweep directory; out: the directory's journal, results, summaries and manifest.
 *
 * <p>{@link neurosweep.sweep.Sweep#run} shows the whole product. A {@link neurosweep.sweep.Runner}
 * says where cells run: threads here, executors in {@code spark}. May import everything below; not
 * Spark.
 *
 * <p>The manifest is written last and commits the plan. What is wrong with a machine ({@link
 * neurosweep.sweep.HostFault}) is thrown, what is wrong with a cell is an outcome. Checkpoints and
 * what cells leave ({@link neurosweep.sweep.KeptFiles}) are the only things that executors write.
 * What computed a cell is kept with its result ({@link neurosweep.core.Origin}) and nowhere else. A
 * price ({@link neurosweep.sweep.Pricing}) is processor time.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0011-checkpoints}, {@code 0018-lease}, {@code
 * 0019-the-loop}, {@code 0033-origin-of-results}, {@code 0034-prices}, {@code 0051-kept-weights}.
 */
package neurosweep.sweep;

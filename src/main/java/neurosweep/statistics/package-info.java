/**
 * Statistics over the seeds and the configurations of a sweep: arrays of numbers in, small values
 * out. Distributions come from commons-math3, which Spark ships; what it lacks is here. Imports
 * nothing of the project but core and the random numbers of math.
 *
 * <p>What is not defined is absent or NaN and never a number that rounding made ({@link
 * neurosweep.statistics.Differences}).
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0023-statistics}, {@code
 * 0045-importance-by-a-forest}.
 */
package neurosweep.statistics;

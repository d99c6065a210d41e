/**
 * Statistics over the seeds of a sweep: arrays of numbers in, small values out. Distributions come
 * from commons-math3, which Spark ships; what it lacks is here. Imports nothing of the project but
 * core.
 *
 * <p><b>Decisions.</b> What is not defined is absent or NaN and never a number that rounding made:
 * differences that agree to 12 digits of the values they come from are equal, and then there is no
 * t test, no p of zero and no effect size, only the words "all differences equal" ({@link
 * neurosweep.statistics.Differences}). The sign-flip test counts every assignment up to 20 pairs
 * and is absent beyond: a sample of assignments is not exact, and with more than 20 seeds t is
 * accurate. Intervals of means are t intervals; a percentile bootstrap covers far less at 3 to 10
 * seeds. The power of the paired t test integrates over the distribution of the standard deviation,
 * since commons-math3 has no noncentral t. Rejected: Wilcoxon's test (with five pairs it cannot
 * reach 0.05), Bonferroni (Holm is never worse), resampling anything (a report must be the same
 * each time).
 */
package neurosweep.statistics;

/**
 * What a claim may say of numbers, each relation a test of its own: rows of values over the seeds
 * in, {@link neurosweep.statistics.relation.Evidence} for and against out. Imports statistics and
 * core.
 *
 * <p>To add a relation: implement {@link neurosweep.statistics.relation.Relation} and name the
 * class in {@code META-INF/services/neurosweep.statistics.relation.Relation}. The job reader takes
 * the keys that a claim may have from {@link neurosweep.statistics.relation.Relation#forms}.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0041-claims}.
 */
package neurosweep.statistics.relation;

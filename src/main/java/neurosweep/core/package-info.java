/**
 * The nouns that every other package shares: {@link neurosweep.core.Cell} (what travels to an
 * executor), {@link neurosweep.core.Outcome} (what comes back), {@link neurosweep.core.Param} (a
 * typed knob, declared once), {@link neurosweep.core.Column} and {@link neurosweep.core.Table}
 * (what an experiment measures), {@link neurosweep.core.Catalog} (name to family member), {@link
 * neurosweep.core.Problems} (all faults of an input, thrown once) and {@link
 * neurosweep.core.Persistent} (what can be laid down and taken up again).
 *
 * <p>Plain values only: no files, no matrices, no Spark. Imports nothing of the project.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0001-cells-and-keys}, {@code
 * 0002-faults-of-users}, {@code 0038-metrics}.
 */
package neurosweep.core;

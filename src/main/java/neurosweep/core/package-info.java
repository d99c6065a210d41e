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
 * <p><b>Decisions.</b> A cell holds only the knobs that differ from their defaults, so a new knob
 * keeps the keys of old journals valid; changing a default is a change of meaning and must raise
 * {@code Experiment.version()}. A knob that the chosen members do not read is left out too, so that
 * {@code gamma} never multiplies the cells of a rule that has none. A message is one visible line:
 * {@code UserError} shows control and invisible characters by their codes and leaves out the middle
 * of what is very long, so that no reader of files has to. Rejected: a builder per record, an enum
 * of the members beside their classes (a second list that drifts), checked exceptions.
 */
package neurosweep.core;

/**
 * Programs of the user's own as cells: {@link neurosweep.experiment.command.Command} starts one for
 * every cell and reads what it prints; {@link neurosweep.experiment.command.Imported} stands for
 * trials that other tools have run. What such a job says of its knobs and metrics is a {@link
 * neurosweep.experiment.command.Definition}. May import what {@code experiment} may.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0050-programs-as-cells}, {@code
 * 0053-other-peoples-results}.
 */
package neurosweep.experiment.command;

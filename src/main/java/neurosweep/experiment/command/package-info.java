/**
 * Programs of the user's own as cells: {@link neurosweep.experiment.command.Command} starts one for
 * every cell and reads what it prints. What such a job says of its knobs and metrics is a {@link
 * neurosweep.experiment.command.Definition}. May import what {@code experiment} may.
 *
 * <p>Decision, in {@code docs/decisions}: {@code 0050-programs-as-cells}.
 */
package neurosweep.experiment.command;

/**
 * Kinds of cells: each a pure function from a cell and its data to an outcome, with its training
 * loop visible in one screen. In: {@link neurosweep.core.Cell} and {@link
 * neurosweep.experiment.Context}; out: {@link neurosweep.core.Outcome}.
 *
 * <p>Members: {@code classification}, {@code update-alignment}, {@code equilibrium}. To add one:
 * implement {@link neurosweep.experiment.Experiment} and add its class name to {@code
 * META-INF/services/neurosweep.experiment.Experiment}. May import {@code learn}, {@code circuit},
 * {@code data}, {@code math} and {@code core}.
 *
 * <p><b>Decisions.</b> A cell runs on one thread and reads no clock: time limits come in through
 * {@link neurosweep.experiment.Context#expired}, times go out beside the outcome. Stability flags
 * are thresholds over recorded numbers, and both are columns. Thresholds are knobs, so a stricter
 * verdict is another sweep and never a silent change of an old one.
 */
package neurosweep.experiment;

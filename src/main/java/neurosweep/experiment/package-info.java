/**
 * Kinds of cells: each a pure function from a cell and its data to an outcome, with its training
 * loop visible in one screen. In: {@link neurosweep.core.Cell} and {@link
 * neurosweep.experiment.Context}; out: {@link neurosweep.core.Outcome}.
 *
 * <p>Members: {@code classification}, {@code update-alignment}, {@code equilibrium}, {@code
 * linear-regression}, {@code nonlinear-regression}, {@code autoencoding}, {@code leak-curve}, and
 * those of {@link neurosweep.experiment.spiking}. To add one: implement {@link
 * neurosweep.experiment.Experiment} and add its class name to {@code
 * META-INF/services/neurosweep.experiment.Experiment}. May import {@code learn}, {@code circuit},
 * {@code data}, {@code math}, {@code store} and {@code core}.
 *
 * <p>A cell runs on one thread and reads no clock: time limits come in through {@link
 * neurosweep.experiment.Context#expired}, times go out beside the outcome. The state of a cell that
 * may run for many minutes is one {@link neurosweep.core.Persistent} object, made by {@link
 * neurosweep.experiment.Checkpoint#resume} and offered to {@link
 * neurosweep.experiment.Context#expired(neurosweep.core.Persistent)} after every step. Experiments
 * with defaults of their own fill them in ({@link neurosweep.core.Values#filled}) before parts read
 * their knobs.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0008-published-quirks-are-knobs}, {@code
 * 0010-experiments-are-pure}, {@code 0011-checkpoints}, {@code 0051-kept-weights}.
 */
package neurosweep.experiment;

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
 * {@code data}, {@code math} and {@code core}.
 *
 * <p><b>Decisions.</b> A cell runs on one thread and reads no clock: time limits come in through
 * {@link neurosweep.experiment.Context#expired}, times go out beside the outcome. Stability flags
 * are thresholds over recorded numbers, and both are columns. Thresholds are knobs, so a stricter
 * verdict is another sweep and never a silent change of an old one.
 *
 * <p>A cell that may run for many minutes can be interrupted after any step: its state is one
 * {@link neurosweep.core.Persistent} object, made by {@link
 * neurosweep.experiment.Checkpoint#resume} and offered to {@link
 * neurosweep.experiment.Context#expired(neurosweep.core.Persistent)} after every step, which is all
 * that a loop needs. {@code classification} does so after every mini-batch (an epoch may last
 * minutes), {@code equilibrium} after every pass over the layers; {@code update-alignment} sees one
 * mini-batch and has nothing to keep. Storage that every step fills anew and what follows from the
 * cell (an initial factorization, the labels) are not saved but made again. Rejected: saving at the
 * end of an epoch only; serializing objects by reflection, which saves scratch storage and ties the
 * bytes to class layouts.
 *
 * <p>The tasks of dynamic inversion record what a pure cell can know. Their paper normalizes errors
 * by the largest of all models of a run: here the error over the summed squares of the targets and
 * over the initial error, with the largest of the cell beside them. Angles to other rules' updates
 * are taken with the weights that the step used; {@code compatibility: authors} takes them after
 * the step and learns nothing in the first one. Stability is watched after every step of {@code
 * di}; the single loop of {@code sdi} is only watched, where it is recorded, since the optimisation
 * is one of layers. Experiments with defaults of their own fill them in ({@link
 * neurosweep.core.Values#filled}) before parts read their knobs. Errors within epochs are a table
 * beside the learning curve, whose rows are epochs. Rejected: a record of every step, which is
 * longer than the training; a failed optimisation or a singular system as a failed cell, since both
 * are answers.
 */
package neurosweep.experiment;

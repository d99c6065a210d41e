/**
 * Experiments on balanced networks of excitatory and inhibitory spiking units (Li and Pehlevan,
 * "Minimax Dynamics of Optimally Balanced Spiking Networks of Excitatory and Inhibitory Neurons",
 * NeurIPS 2020). In: a cell; out: its metrics, and tables for the figures of the paper.
 *
 * <p>Members: {@code rate-prediction} (figure 1), {@code constant-reconstruction}, {@code
 * tracking-reconstruction}, {@code image-reconstruction} (2), {@code fixed-point-attractor} (3),
 * {@code ring-attractor}, {@code travelling-wave}, {@code grid-attractor} (4). To add one: extend
 * {@link neurosweep.experiment.spiking.RecordedExperiment} and add its class name to {@code
 * META-INF/services/neurosweep.experiment.Experiment}; give {@code SpikingExperimentsTest} a tiny
 * cell of it. May import what {@code experiment} may.
 *
 * <p><b>Decisions.</b> Every experiment declares the same measures of balance, the same conditions
 * of convergence and the same flags, so that tables of different designs can be laid side by side.
 * A circuit whose excitatory units fire in almost every step at the end has diverged: one spike a
 * step is the bound that the step sets to an activity that has none, so such a run is counted and
 * kept out of means. The Lyapunov and Schur conditions are columns beside that and no part of it,
 * because working networks of the paper fail both. Rasters, traces and pictures cover a stretch and
 * have a fixed number of rows. {@code rng: matlab} draws from one stream in the order of the
 * published program, which repeats figure 1 to 1e-8 Hz; {@code own} draws from named streams and
 * skips what does not spike. Identical inhibitory units are run as one. Cells keep no checkpoints:
 * the longest of the published ones takes seconds, and its state is that of a dozen observers; a
 * cell that is interrupted starts over. Effective weights leave out the diagonal, whose reset would
 * be all that the colours of their picture show. Weights and dictionaries from files are data sets
 * ({@link neurosweep.data.MatrixSource}): they travel and are digested as those are.
 */
package neurosweep.experiment.spiking;

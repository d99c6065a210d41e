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
 * <p>Every experiment declares the same measures of balance, conditions of convergence and flags.
 * {@code rng: matlab} draws from one stream in the order of the published program, {@code own} from
 * named streams. Cells keep no checkpoints: one that is interrupted starts over.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0012-spiking-experiments}.
 */
package neurosweep.experiment.spiking;

/**
 * Balanced networks of excitatory and inhibitory spiking units (Li and Pehlevan, "Minimax Dynamics
 * of Optimally Balanced Spiking Networks of Excitatory and Inhibitory Neurons", NeurIPS 2020). In:
 * numbers that define a network, and random sources; out: weights, runs, saddle points, measures.
 *
 * <ul>
 *   <li>Weights by exact structure, {@link neurosweep.circuit.Synapses}: dense, diagonal, rank one,
 *       circulant (ring), circulant on a torus (grid); identical inhibitory units merge into one.
 *   <li>Designs: {@link neurosweep.circuit.BalancedDesign}, {@link
 *       neurosweep.circuit.ReconstructionDesign}, {@link neurosweep.circuit.ImageDesign}, {@link
 *       neurosweep.circuit.RingDesign}, {@link neurosweep.circuit.GridDesign}, {@link
 *       neurosweep.circuit.AttractorDesign}.
 *   <li>Schemes, each one published order of operations: {@link
 *       neurosweep.circuit.VoltageSimulation}, {@link neurosweep.circuit.ImmediateSimulation},
 *       {@link neurosweep.circuit.DelayedSimulation}, {@link neurosweep.circuit.ImageLoop}.
 *   <li>Theory: {@link neurosweep.circuit.Objective}, {@link neurosweep.circuit.KktResiduals},
 *       {@link neurosweep.circuit.ComplementarityProblem}, {@link
 *       neurosweep.circuit.RatePrediction}, {@link neurosweep.circuit.Convergence}.
 *   <li>Dictionaries learned from signals: {@link neurosweep.circuit.SparseDictionary}.
 *   <li>Measures: every {@link neurosweep.circuit.Observer}, and records of final numbers.
 * </ul>
 *
 * <p>May import {@code math} and {@code core}.
 *
 * <p><b>Decisions.</b> Activities r are filtered counts everywhere; a rate in Hz is r / tau. A step
 * is driven by events: what fired adds its columns, so cost goes with spikes and structure; when
 * most of a ring or torus fires at once the silent columns are taken from the sum of all. Observers
 * read the state's own arrays, before and after a step; nothing is copied or allocated. Currents
 * are kept only where a scheme or an observer needs them. The schemes are not a service family: a
 * network has the scheme it was published with, and running another is a code change with
 * consequences. All arithmetic is double; sums are in a fixed order, so equal seeds give equal
 * bits. Lemke's pivoting replaces the published nonlinear program, which is degenerate
 * (complementarity as an equality) and starts from the simulated rates. Rejected: matrix products
 * on a backend (spikes are sparse), a queue of exact spike times (the published networks are
 * clocked, and synchrony in a step is part of what they do), FFT convolution (a step of the grid
 * has some two hundred spikes).
 */
package neurosweep.circuit;

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
 * <p>Activities r are filtered counts everywhere; a rate in Hz is r / tau. Observers read the
 * state's own arrays, before and after a step. All arithmetic is double with sums in a fixed order,
 * so equal seeds give equal bits.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0009-spiking-circuits}.
 */
package neurosweep.circuit;

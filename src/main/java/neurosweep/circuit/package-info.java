/**
 * Balanced networks of excitatory and inhibitory spiking units (Li and Pehlevan, "Minimax Dynamics
 * of Optimally Balanced Spiking Networks of Excitatory and Inhibitory Neurons", NeurIPS 2020). In:
 * numbers that define a network, and random sources; out: weights, runs, saddle points, measures.
 *
 * <ul>
 *   <li>Weights by exact structure, {@link neurosweep.circuit.synapse.Synapses}: dense, diagonal,
 *       rank one, circulant (ring), circulant on a torus (grid); identical inhibitory units merge
 *       into one.
 *   <li>Designs: {@link neurosweep.circuit.design.BalancedDesign}, {@link
 *       neurosweep.circuit.design.ReconstructionDesign}, {@link
 *       neurosweep.circuit.design.ImageDesign}, {@link neurosweep.circuit.design.RingDesign},
 *       {@link neurosweep.circuit.design.TunedRingDesign}, {@link
 *       neurosweep.circuit.design.GridDesign}, {@link neurosweep.circuit.design.AttractorDesign}.
 *   <li>Schemes, each one published order of operations: {@link
 *       neurosweep.circuit.simulation.VoltageSimulation}, {@link
 *       neurosweep.circuit.simulation.ImmediateSimulation}, {@link
 *       neurosweep.circuit.simulation.DelayedSimulation}, {@link
 *       neurosweep.circuit.design.ImageLoop}.
 *   <li>Theory: {@link neurosweep.circuit.solver.Objective}, {@link
 *       neurosweep.circuit.solver.KktResiduals}, {@link
 *       neurosweep.circuit.solver.ComplementarityProblem}, {@link
 *       neurosweep.circuit.design.RatePrediction}, {@link neurosweep.circuit.solver.Convergence},
 *       {@link neurosweep.circuit.solver.SmoothDynamics}.
 *   <li>Dictionaries learned from signals: {@link neurosweep.circuit.design.SparseDictionary}.
 *   <li>Measures: every {@link neurosweep.circuit.simulation.Observer}, and records of final
 *       numbers.
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

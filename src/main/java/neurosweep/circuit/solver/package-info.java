/**
 * The saddle point of a circuit without simulating it: complementarity problems, residuals,
 * conditions of convergence. May import circuit.simulation, circuit.synapse, math and core.
 */
package neurosweep.circuit.solver;

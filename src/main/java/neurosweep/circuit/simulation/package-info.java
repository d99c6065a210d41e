/**
 * A circuit at work: inputs, integration, and observers that measure without keeping the run. May
 * import circuit.synapse, math and core.
 */
package neurosweep.circuit.simulation;

/**
 * Weights between populations, dense and structured, and the arithmetic of small matrices. May
 * import math and core.
 */
package neurosweep.circuit.synapse;

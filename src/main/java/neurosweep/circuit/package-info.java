/** Balanced networks of excitatory and inhibitory spiking units. */
package neurosweep.circuit;

/** Experiments. */
package neurosweep.experiment;

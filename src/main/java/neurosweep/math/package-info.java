/** Kernels. */
package neurosweep.math;

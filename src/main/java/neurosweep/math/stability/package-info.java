/**
 * Stability of linear loops: eigenvalues, spectral abscissae and how to lower them. May import
 * core.
 */
package neurosweep.math.stability;

/**
 * Circuits for a purpose: random balance, reconstruction, images, fixed points, rings and grids.
 * May import the other rooms of circuit, math and core.
 */
package neurosweep.circuit.design;

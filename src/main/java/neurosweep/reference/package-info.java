/**
 * Reference vectors: numbers computed elsewhere (from the equations in high precision, or by
 * authors' own programs) held against the production code. In: a JSON list of cases {@code {"case",
 * "inputs", "expect"}}; out: the worst error of each quantity and precision.
 *
 * <p>Members: {@code target-propagation}, {@code dynamic-inversion}, {@code balanced-network},
 * {@code credit}. To add a family: implement {@link neurosweep.reference.ReferenceFamily} and add
 * its class name to {@code META-INF/services/neurosweep.reference.ReferenceFamily}. May import
 * {@code learn}, {@code circuit}, {@code math} and {@code core}.
 *
 * <p>Users run it on their machines ({@code doctor --vectors}). A case belongs to the one family
 * that recognises it; a case that none recognises is a fault, not a pass.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0027-reference-vectors}.
 */
package neurosweep.reference;

/**
 * Kills parts of running sweeps and checks that nothing is lost, repeated or different: see {@code
 * scripts/chaos}. Outside the product; the product's own commands run as their users run them.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0021-chaos}.
 */
package neurosweep.chaos;

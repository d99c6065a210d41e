/**
 * Kills parts of running sweeps and checks that nothing is lost, repeated or different: see {@code
 * scripts/chaos}. Outside the product; the product's own commands run as their users run them.
 *
 * <p><b>Decisions.</b> Kills are SIGKILL, at moments drawn from the seed: after a while, or as soon
 * as the driver writes the final tables. A round's draws depend on the seed and the round alone;
 * which cells a kill hits is the machine's business. What a round must equal is one undisturbed run
 * on another runner, so that the cluster is held to the laptop's bits as well. A result that was in
 * the journal at a kill must be there at the end, not computed again: equal tables alone would not
 * tell.
 */
package neurosweep.chaos;

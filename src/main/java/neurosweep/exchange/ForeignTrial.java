package neurosweep.exchange;

import neurosweep.core.Outcome;

/**
 * A row of another tool's table that counts.
 *
 * @param row its number, from 1
 * @param seed the replication
 * @param outcome how it ended, with what it measured
 * @param seconds what it took; NaN where nobody knows
 * @param cpuSeconds as {@code seconds}, time of a processor
 * @param host where it ran, or an empty string
 */
record ForeignTrial(
    int row, long seed, Outcome outcome, double seconds, double cpuSeconds, String host) {}

package neurosweep.analysis;

/**
 * What a search did with the configurations of a group at one budget, or with one more seed.
 *
 * @param at the budget, or how many seeds a configuration then has
 * @param entered configurations that have a cell there
 * @param cells of them that have ended there
 * @param diverged of the cells
 * @param failed of the cells, those that failed or timed out
 * @param kept configurations that went on to a later stage; at the end those that are results
 * @param best mean value over the seeds; NaN if no configuration has a value for all
 * @param seconds of a processor in these cells alone
 */
public record Stage(
    long at,
    int entered,
    int cells,
    int diverged,
    int failed,
    int kept,
    double best,
    double seconds) {}

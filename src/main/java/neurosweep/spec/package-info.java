/**
 * Job files. In: the text of a YAML file and the overrides of the command line. Out: a {@link
 * neurosweep.spec.SweepSpec}, which holds every configuration of the sweep, or one {@link
 * neurosweep.core.UserError} with all problems, each with its file, line and YAML path. {@link
 * neurosweep.spec.SpecDiff} says how two specs differ. May import experiment and core.
 *
 * <p>The flow: {@code YamlReader} (text to located pieces, within bounds), {@code SettingsReader}
 * and {@code DraftReader} (pieces to typed values), {@code CommandOverride} (changes both), {@code
 * Expansion} (multiplies out). Computed axes are the constants of {@code Spacing}: range, linspace,
 * logspace. To add one: a constant there; its name in lower case is the name in job files.
 *
 * <p><b>Decisions.</b> Variants are the slowest, then the knobs in the order in which the file
 * first names them, so that a value or a variant added at an end keeps the order of the older
 * cells. A default that the file does not mention counts as an axis's value where others differ
 * from it. A single value in {@code grid} is an axis of one, as in Hydra; a value listed twice on
 * an axis is a fault, because one of the two was meant to be something else. All ranges include
 * their end, also {@code range(1,5)}: {@code 1..5}, the map and the call are one thing. Computed
 * values are decimals; {@code logspace} rounds inner values to 5 significant digits ({@code
 * linspace} to 12) so that a key never depends on a last bit and tables stay readable. {@code
 * sweep_seed} is a knob of every experiment, default 0, whether declared or not: a part of the
 * configuration and of the key if it is not 0, given only at the top level. {@code seeds: 3} is the
 * seed 3, not three seeds. Two members may declare a knob of one name differently: a value must
 * suit one declaration when read and the chosen members' own when multiplied out. Excluded
 * configurations need not suit.
 *
 * <p>Overrides: a knob of words that variants pin selects among the variants; any other override
 * replaces the knob's values in fixed, grid, zip and variants; a setting is replaced in the file's
 * map before it is read. When the command line narrows the members, a knob of the file that is left
 * without a reader is no fault: a part of a sweep is still that sweep.
 *
 * <p>A sweep is never cut. More than {@code Expansion.MOST_COMBINATIONS} combinations, or {@code
 * SpecReader.MOST_CELLS} cells, are refused with their count before they are multiplied out,
 * because configurations, the set that finds duplicates and the plan are held in memory. A text
 * knob holds no control or invisible character, and a sweep's name nothing that any file system
 * treats specially: both end in paths, tables and terminals. Rejected: constructing objects from
 * YAML (tags could name classes, and lines are lost); merge keys (the engine never returns from a
 * map merged with itself, and YAML 1.2 has none); expressions in values; silently cut grids.
 */
package neurosweep.spec;

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
 * <p>What job files may say is described in {@code docs/jobs.md}. A sweep is never cut: more than
 * {@code Expansion.MOST_COMBINATIONS} combinations, or {@code SpecReader.MOST_CELLS} cells, are
 * refused with their count before they are multiplied out.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0014-job-files}, {@code 0015-bounds-not-cuts}.
 */
package neurosweep.spec;

package neurosweep.report.page;

import neurosweep.result.Provenance;

/**
 * Where the numbers of a sweep come from, as a page says it.
 *
 * @param provenance what computed them
 * @param job the job file's text
 * @param command starts {@code neurosweep show} for a cell when its key is added
 */
public record Origin(Provenance provenance, String job, String command) {}

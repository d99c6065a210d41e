/**
 * Everything that is made for readers from one {@link neurosweep.analysis.Analysis}: tables,
 * figures and the page. What a job may ask for is checked here. May import analysis, result,
 * figure, store and core.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0022-tables}, {@code 0023-statistics}, {@code
 * 0024-figures}, {@code 0032-derived-files}.
 */
package neurosweep.report;

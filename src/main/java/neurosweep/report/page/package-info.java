/**
 * {@code report.html}: one file that shows a whole sweep, works without a network and can be sent
 * to a reviewer. {@link neurosweep.report.page.Page} puts it together: tables from {@code
 * tables/*.html}, figures from {@code figures/*.svg}, every cell from {@code results} and {@code
 * plan.parquet}, and what the command knows of the sweep's origin ({@link
 * neurosweep.report.page.Origin}: the provenance that the tables show, and the job). Imports
 * report, store and core. Fixed text, style and script are {@code page.html}, {@code page.css} and
 * {@code page.js} among the resources.
 *
 * <p>The script makes elements and text nodes, never markup; {@code <} in the cells' JSON is
 * written as {@code \}{@code u003c}. No name of a host, no user and no absolute path is written:
 * pages go into double-blind reviews.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0025-page}, {@code 0040-libraries}.
 */
package neurosweep.report.page;

/**
 * How a table is written: Markdown, CSV, LaTeX, HTML, each with its one escape. To add one:
 * implement {@link neurosweep.report.format.TableFormat} and add its name to {@code META-
 * INF/services/neurosweep.report.format.TableFormat}. May import report.table, report.text and what
 * is below.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0040-libraries}.
 */
package neurosweep.report.format;

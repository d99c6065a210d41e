/**
 * From {@code results} to numbers to tables. {@link neurosweep.report.Design} says what a sweep
 * compares and comes from its manifest; {@link neurosweep.report.ResultColumns} is the layout of
 * {@code results} and {@code history}; {@link neurosweep.report.Analysis} reads and computes,
 * values only; {@link neurosweep.report.Summary} writes {@code summary} and {@code best}; {@link
 * neurosweep.report.Report} writes {@code tables}. Imports core and store; no Spark.
 *
 * <p>Families: {@link neurosweep.report.ReportTable} (main, grid) lays numbers out, {@link
 * neurosweep.report.TableFormat} (markdown, csv, latex) renders any of them. To add one: implement
 * the interface in one file, then add its class name as a line to {@code
 * META-INF/services/neurosweep.report.ReportTable} or {@code
 * META-INF/services/neurosweep.report.TableFormat}.
 *
 * <p><b>Decisions.</b> Selection compares completeness before means: survivors flatter, see {@link
 * neurosweep.report.Group}. Values that are not finite count as not measured. The scalars of every
 * run stay in memory, because paired comparisons need them by seed; learning curves are never read.
 * Which metrics a table shows, which is the chance level and on which set a metric is measured
 * follow from the design and from the words of metric names, so no experiment is known by name. The
 * Whatever a job file names is escaped by each format; in CSV a text that a spreadsheet would run
 * gets an apostrophe, a number with its deviation never. There is no HTML yet. The main table bolds
 * nothing across groups: that would claim a comparison without a test. Rejected: reading {@code
 * summary} back for the tables (a second source of the same numbers), Spark SQL for means (seconds
 * to start), raw numbers in the CSV twin ({@code summary} has them, typed).
 */
package neurosweep.report;

/**
 * From {@code results} to numbers to tables. {@link neurosweep.report.Design} says what a sweep
 * compares and comes from its manifest; {@link neurosweep.report.ResultColumns} is the layout of
 * {@code results} and {@code history}; {@link neurosweep.report.Analysis} reads and computes,
 * values only; {@link neurosweep.report.Summary} writes {@code summary} and {@code best}; {@link
 * neurosweep.report.Report} writes {@code tables}, {@link neurosweep.report.Figures} writes {@code
 * figures}. Imports core, store, figure and statistics; no Spark.
 *
 * <p>Families: {@link neurosweep.report.ReportTable} (main, paired, selection, details, grid,
 * robustness, main-effects, hyper-parameters, failures, provenance) lays numbers out, {@link
 * neurosweep.report.TableFormat} (markdown, csv, latex, html) renders any of them; {@link
 * neurosweep.report.ReportFigure} (comparison, curves, heat-map, stability, expected-best, plots)
 * makes figures. To add one: implement the interface in one file, then add its class name as a line
 * to {@code META-INF/services/neurosweep.report.ReportTable}, {@code
 * META-INF/services/neurosweep.report.TableFormat} or {@code
 * META-INF/services/neurosweep.report.ReportFigure}; the lines of tables stand in the order in
 * which readers are to meet them. A figure over an experiment's own tables needs neither: the
 * experiment declares a {@link neurosweep.core.Plot}.
 *
 * <p><b>Decisions.</b> Selection compares completeness before means: survivors flatter, see {@link
 * neurosweep.report.Group}. Values that are not finite count as not measured. The scalars of every
 * run stay in memory, because paired comparisons need them by seed; learning curves are never read.
 * Which metrics a table shows, which is the chance level and on which set a metric is measured
 * follow from the design and from the words of metric names, so no experiment is known by name.
 * Whatever a job file names is escaped by each format; in CSV a text that a spreadsheet would run
 * gets an apostrophe, a number with its deviation never. HTML is a fragment without style and
 * script, so that {@code report.html} can take it as it is. The main table bolds the best along the
 * axis of {@code report.reference} within one setting of the other grouping axes, and all that the
 * Holm-adjusted paired t test does not find different; without a reference nobody says which groups
 * are rivals, so nothing is bold. Tests pair all planned seeds or refuse: dropping the seeds that
 * diverged would compare survivors. A table that does not apply is written with the reason in its
 * caption, and the directory {@code tables} is replaced as a whole, so that nothing stale stays. A
 * configuration's score in robustness and expected best counts diverged runs at chance or as the
 * group's worst, see {@link neurosweep.report.GridScores}. An entry knows the configurations it
 * comes from. A caption says a fact once: the certificate counts diverged runs, {@code main} has
 * the whole rule of selection and, with {@code grid}, what is fixed; configurations without an
 * outcome have no row, so captions count them. What computed a sweep and who verified it reaches
 * tables and page as {@link neurosweep.report.Provenance}, since the manifest is above this
 * package; hosts are counted there, never named, and a verification of another plan or of fewer
 * results says that the sweep has changed since. A t interval of an accuracy ends at 0 and 1 where
 * people see it, not in Parquet, and the caption says so where one did ({@link
 * neurosweep.report.Sample}); tests use the values, never the ends. Rejected: bold by overlap of
 * intervals, reading {@code summary} back for the tables (a second source of the same numbers),
 * Spark SQL for means (seconds to start), raw numbers in the CSV twin ({@code summary} has them,
 * typed).
 *
 * <p>Figures follow from the design alone ({@link neurosweep.report.Roles}): which axes tell
 * configurations apart, which follow from others. Seeds are points and intervals, never averaged
 * away; a diverged run is a cross or a hatched cell, never a hole. Curves are streamed, and before
 * a row is read the configurations, panels and series that fit are chosen ({@link
 * neurosweep.report.Scope}); what is left out is said in the caption. The directory {@code figures}
 * is replaced as a whole, so that no figure of an older plan stays. Rejected: a figure for every
 * metric (dozens that nobody reads; {@code select} names the one that counts), an expression
 * language for plots (the experiment's own file has columns enough).
 */
package neurosweep.report;

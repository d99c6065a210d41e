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
 * <p>No experiment is known by name: everything follows from the design ({@link
 * neurosweep.report.Design}, {@link neurosweep.report.Roles}) and from the words of metric names.
 * Selection compares completeness before means ({@link neurosweep.report.Group}); an entry knows
 * the configurations it comes from. What computed a sweep and who verified it comes as {@link
 * neurosweep.report.Provenance}, since the manifest is above this package; hosts are counted, never
 * named.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0022-tables}, {@code 0023-statistics}, {@code
 * 0024-figures}, {@code 0032-derived-files}.
 */
package neurosweep.report;

/**
 * Kinds of figures over results and over the tables of experiments. To add one: implement {@link
 * neurosweep.report.chart.ReportFigure} and add its name to {@code META-
 * INF/services/neurosweep.report.chart.ReportFigure}; a figure over the own tables of an experiment
 * needs none, only a declared {@link neurosweep.core.Plot}. May import report.format, report.text,
 * figure and what is below.
 */
package neurosweep.report.chart;

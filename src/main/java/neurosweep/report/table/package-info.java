/**
 * Kinds of tables, a file each. To add one: implement {@link neurosweep.report.table.ReportTable}
 * and add its name to {@code META-INF/services/neurosweep.report.table.ReportTable}; the lines
 * stand in the order in which readers are to meet the tables. May import report.text and what is
 * below.
 */
package neurosweep.report.table;

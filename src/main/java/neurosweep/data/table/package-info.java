/**
 * Labelled tables as people have them: {@link neurosweep.data.table.CsvSource} and {@link
 * neurosweep.data.table.ParquetSource} scan files into {@link neurosweep.data.table.TableColumn}s,
 * {@link neurosweep.data.table.TableSplit} says which rows are for testing, and {@link
 * neurosweep.data.table.TableAssembly} makes a {@link neurosweep.data.RawData} of them, or one line
 * of faults a column. In: files; out: arrays and notices. Imports data, store and core.
 *
 * <p>Whatever is measured is measured on training rows: levels here, what stands for blanks later,
 * by {@link neurosweep.data.Imputation}, on the examples that are left after validation.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0047-own-tables}, {@code 0013-data-sets}.
 */
package neurosweep.data.table;

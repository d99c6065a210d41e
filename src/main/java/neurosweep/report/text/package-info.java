/**
 * Words and numbers that tables and figures share: captions, headings, rounding, the entries of a
 * table with the cells they come from. May import analysis, result and core.
 */
package neurosweep.report.text;

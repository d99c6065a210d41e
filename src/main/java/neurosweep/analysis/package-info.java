/**
 * From {@code results} to numbers: runs, configurations with their samples, groups and selections,
 * and the tables {@code summary} and {@code best} that are written from them. Values only, no words
 * for readers. May import result, statistics, store and core.
 */
package neurosweep.analysis;

/**
 * Tables in Parquet: typed columns, streamed both ways, with bounds on what a file may claim. May
 * import store and core.
 */
package neurosweep.store.parquet;

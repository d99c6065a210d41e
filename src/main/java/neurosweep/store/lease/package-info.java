/**
 * The one driver that may write a sweep: who holds it, for how long, and who may take it over. May
 * import store and core.
 */
package neurosweep.store.lease;

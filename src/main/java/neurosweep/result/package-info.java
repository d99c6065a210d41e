/**
 * What a sweep compares and what its tables hold: design, columns of {@code results}, {@code
 * summary} and {@code best}, provenance. From declarations and the manifest alone, without reading
 * a result. May import spec, experiment, store and core.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0038-metrics}, {@code 0039-rooms}.
 */
package neurosweep.result;

/**
 * What a sweep compares and what its tables hold: design, columns of {@code results}, {@code
 * summary} and {@code best}, provenance. From declarations and the manifest alone, without reading
 * a result. May import spec, experiment, store and core.
 */
package neurosweep.result;

/**
 * Linear algebra and elementwise kernels over EJML's dense row-major storage, and the project's
 * random streams. In: matrices; out: matrices passed in by the caller.
 *
 * <p>Two dimensions that never multiply the code: <em>precision</em> ({@link
 * neurosweep.math.Kernels} for float64 is written by hand in the {@code *Float64*} files; the build
 * derives the float32 twin by exchanging types, as EJML does, so there is one text and no drift)
 * and <em>backend</em> ({@link neurosweep.math.Backend}: who multiplies matrices). In a {@code
 * *Float64*} file {@code double} becomes {@code float} in the twin; where it must stay, it is
 * written with an empty comment before it.
 *
 * <p>To add a backend: implement {@link neurosweep.math.Backend} and add its class name to {@code
 * META-INF/services/neurosweep.math.Backend}; a {@link neurosweep.math.random.Generator} of random
 * streams ({@code own}, {@code matlab}) likewise. May import {@code core}.
 *
 * <p>A mini-batch is (batch x units), one example a row; weights are (units out x units in).
 * Kernels keep scratch storage and belong to one thread; {@code Backend.kernels} makes new ones for
 * each cell.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0003-random-streams}, {@code
 * 0004-precision-twins}, {@code 0005-linear-algebra}, {@code 0006-numerics-of-dynamic-inversion},
 * {@code 0029-blas-in-the-box}, {@code 0030-solvers}.
 */
package neurosweep.math;

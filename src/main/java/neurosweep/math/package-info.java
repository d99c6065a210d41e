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
 * META-INF/services/neurosweep.math.Backend}. May import {@code core}.
 *
 * <p><b>Decisions.</b> A mini-batch is (batch x units), one example a row; weights are (units out x
 * units in). Linear systems go through an LU factorization with partial pivoting; nothing forms an
 * inverse. Rejected: lambdas over elements (megamorphic, boxes nothing but is not vectorised), a
 * matrix type of our own, {@code SimpleMatrix} and the {@code _MT} classes (they start threads).
 * Random streams are xoshiro256++ seeded from SHA-256 of their name, because the JDK specifies
 * neither the algorithm of {@code nextGaussian} nor a way to save a generator's state.
 */
package neurosweep.math;

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
 * META-INF/services/neurosweep.math.Backend}; a {@link neurosweep.math.Generator} of random streams
 * ({@code xoshiro}, {@code matlab}) likewise. May import {@code core}.
 *
 * <p><b>Decisions.</b> The native library comes with the program ({@link
 * neurosweep.math.NativeBackend}) as a resource of {@code org.bytedeco:openblas}, whose Java
 * classes are left out: JavaCPP copies every array and needs {@code libstdc++}. One core, float32,
 * microseconds of a product of 784 x 784 by 784 x 784, of batch 60, and of 196 x 196 by batch 20:
 * netlib's binding, which works on the arrays in place, 10800, 877 and 29; JNA with arrays 13800,
 * 1040 and 56; JavaCPP 16200, 1090 and 47. So netlib's is taken where it exists (Linux), and JNA
 * with scratch storage elsewhere. JNA is there anyway: it is one jar for all platforms, asks any
 * library for its version, kernel and threads, and sets the variables that OpenBLAS reads while it
 * is loaded, so that driver and executors need no environment. OpenBLAS takes the name of a kernel
 * on trust, hence the check of the processor. Digests are compared at every start because the
 * directory outlives programs; the cost is a tenth of a second. Rejected: a class loader that feeds
 * netlib another file (its constructor unpacks into the temporary directory, whatever it is told).
 *
 * <p>A mini-batch is (batch x units), one example a row; weights are (units out x units in). Linear
 * systems go through an LU factorization with partial pivoting; nothing forms the inverse of
 * weights (only of 16 x 16 diagonal blocks on {@code vector}). On {@code native} the LU is our own,
 * on products and triangular solves of the BLAS. OpenBLAS's getrf and getrs, called from C, take
 * 3.4 + 0.7 ms (784 x 784, batch 60) and 0.079 + 0.028 ms (196 x 196, batch 20), ours 3.1 to 3.4 +
 * 0.7 and 0.084 to 0.099 + 0.016 to 0.029: no gain that is worth a LAPACK. Where a regularizer has
 * made the Gram matrix, its Cholesky factors and one product solve on {@code native} instead, if
 * they prove it well-conditioned: whole steps of GAIT-prop took 54.6 to 56.6 ms for 58.2 to 59.3
 * (784 wide, 4 hidden, batch 60) and 0.84 to 0.87 for 0.91 to 0.93 (196, 2, 20). The {@code vector}
 * backend is plain loops of a shape that C2 vectorises, not the incubating Vector API: measured on
 * one core with AVX-512, float32, n = 784, plain loops reach 57 Gflop/s and 50 with an inner
 * dimension of 32; netlib's Vector API implementation reaches 60 and 14, needs a module that warns
 * at every start, and its results depend on the vector width while those of the loops do not.
 * Dynamic inversion runs in the smaller of two exactly equivalent coordinates and always makes
 * every update; powers of the linear map by squaring were rejected, because a loop near the limit
 * of stability would round differently. Stability is float64 in plain arrays whatever the cell's
 * precision: one complex Schur form serves eigenvalues, complex eigenvectors and the Lyapunov
 * equations, of which EJML has only the first. Least squares take the smaller Gram matrix with one
 * step of refinement where that is well-conditioned, several times as fast as singular values. The
 * hyperbolic tangent is a quotient of polynomials in plain loops: 1.7 ns an element where {@code
 * StrictMath.tanh} takes 11 to 14, a table with a short series 5 and Commons Math's 24, of which
 * only the first is vectorised; {@code Math.tanh} may differ between machines. Kernels keep scratch
 * storage and belong to one thread; {@code Backend.kernels} makes new ones for each cell. Tried and
 * dropped: two rows of a product at a time (105 Gflop/s when C2 vectorises it, 15 when it does not,
 * by chance); Strassen's scheme (its additions cost what it saves at this size); iterating with an
 * old factorization (costs more than a new one at batch 60). Rejected: lambdas over elements
 * (megamorphic, not vectorised), a matrix type of our own, {@code SimpleMatrix} and the {@code _MT}
 * classes (they start threads). Random streams are xoshiro256++ seeded from SHA-256 of their name,
 * because the JDK specifies neither the algorithm of {@code nextGaussian} nor a way to save a
 * generator's state; MATLAB's stream is beside it to repeat published runs number by number.
 */
package neurosweep.math;

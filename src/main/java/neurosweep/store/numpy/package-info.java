/**
 * Files of NumPy arrays, {@code .npz}: a zip of one {@code .npy} an array, as {@code numpy.load}
 * opens them without pickle. In: numbers and texts; out: bytes that depend on nothing else. What is
 * read may come from anybody. Imports nothing of this program.
 *
 * <p>Decision, in {@code docs/decisions}: {@code 0051-kept-weights}.
 */
package neurosweep.store.numpy;

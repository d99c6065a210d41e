/**
 * Networks and how they learn. In: a batch of examples and an output error; out: the gradient of
 * every layer, and the parameters after an optimizer's step.
 *
 * <p>Families, each a member a file, each with a contract test over its catalogue:
 *
 * <ul>
 *   <li>{@link neurosweep.learn.LearningRule}: {@code bp}, {@code tp}, {@code itp}, {@code gait}
 *   <li>{@link neurosweep.learn.NetShape}: {@code square}, {@code tower}
 *   <li>{@link neurosweep.learn.Loss}: {@code quadratic}, {@code softmax-cross-entropy}
 *   <li>{@link neurosweep.learn.Regularizer}: {@code rows}, {@code columns}
 *   <li>{@link neurosweep.learn.Optimizer}: {@code adam-paper}, {@code adam}, {@code sgd}
 *   <li>{@link neurosweep.learn.Initializer}: {@code orthogonal}, {@code xavier}
 * </ul>
 *
 * <p>To add one: write the class and add its name to {@code META-INF/services/} followed by the
 * family's full name, such as {@code neurosweep.learn.LearningRule}. May import {@code math} and
 * {@code core}.
 *
 * <p><b>Decisions.</b> A member is stateless; what runs (a {@link neurosweep.learn.Learner}, an
 * {@link neurosweep.learn.Optimizer.State}) is made per cell and never reset or copied. TP, ITP and
 * GAIT-prop share one propagation of the <em>scaled</em> error (y - t) / gamma^(L-l): forming
 * targets and subtracting loses every digit in deep nets. TP is its case gamma = 1. A gradient goes
 * to a sink as soon as the error has passed its layer, so one buffer serves all layers and the
 * optimizer finds it in cache. Rejected: a computation graph, a layer class hierarchy.
 */
package neurosweep.learn;

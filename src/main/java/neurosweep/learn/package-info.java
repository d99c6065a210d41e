/**
 * Networks and how they learn. In: a batch of examples and an output error; out: the gradient of
 * every layer, and the parameters after an optimizer's step.
 *
 * <p>Families, each a member a file, each with a contract test over its catalogue:
 *
 * <ul>
 *   <li>{@link neurosweep.learn.LearningRule}: {@code bp}, {@code tp}, {@code itp}, {@code gait};
 *       {@code fa}, {@code pbp}, {@code ndi}, {@code di}, {@code sdi}
 *   <li>{@link neurosweep.learn.Feedback}: {@code random}, {@code negative-transpose}, {@code
 *       tracking}, {@code sign}, {@code pseudo-inverse}, {@code optimised}
 *   <li>{@link neurosweep.learn.Activation}: {@code leaky-relu}, {@code linear}, {@code tanh}
 *   <li>{@link neurosweep.learn.NetShape}: {@code square}, {@code tower}, {@code layered}
 *   <li>{@link neurosweep.learn.Loss}: {@code quadratic}, {@code softmax-cross-entropy}
 *   <li>{@link neurosweep.learn.Regularizer}: {@code rows}, {@code columns}
 *   <li>{@link neurosweep.learn.Optimizer}: {@code adam-paper}, {@code adam}, {@code sgd}, {@code
 *       plain}
 *   <li>{@link neurosweep.learn.Initializer}: {@code orthogonal}, {@code xavier}, {@code uniform}
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
 * optimizer finds it in cache. A net is a {@link neurosweep.learn.Layout}: layer l reads the first
 * R_l units below it, N_l of them in invertible nets and all in layered ones. Rules that invert
 * exactly refuse the others in {@code check}.
 *
 * <p>Feedback weights belong to the net, because stability optimisation changes them beside the
 * rule that uses them. The corrected mathematics is the default of dynamic inversion: f' multiplies
 * every propagated error once. The quirks of the authors' program that change numbers are knobs:
 * {@code compatibility: authors} (no f' in di and sdi, fa with negative feedback as it is,
 * optimisation without leak), {@code repeated_derivative} (their nonlinear regression multiplies by
 * f' twice, but sdi never), the transfer tanh of their sdi, plain instead of smoothed abscissa.
 * That the first step makes no update and when errors are measured is left to the training loop.
 * Not reproduced: an optimisation that mutates the caller's feedback or fails by an exception, the
 * wrong layer of their second optimisation (it never ends), softmax without shift, angles that are
 * not a number. Angles between rules are taken from {@link neurosweep.learn.Gradients} after the
 * update, as theirs. Rejected: a computation graph, a layer class hierarchy, a knob for every quirk
 * of each rule.
 */
package neurosweep.learn;

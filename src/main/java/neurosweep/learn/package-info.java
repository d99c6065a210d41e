/**
 * Networks and how they learn. In: a batch of examples and an output error; out: the gradient of
 * every layer, and the parameters after an optimizer's step.
 *
 * <p>Families, each a member a file, each with a contract test over its catalogue:
 *
 * <ul>
 *   <li>{@link neurosweep.learn.LearningRule}: {@code bp}, {@code tp}, {@code itp}, {@code gait};
 *       {@code fa}, {@code pbp}, {@code ndi}, {@code di}, {@code sdi}; {@code pc}, {@code ep},
 *       {@code dfc}; {@code dfa}, {@code dtp}
 *   <li>{@link neurosweep.learn.Feedback}: {@code random}, {@code negative-transpose}, {@code
 *       tracking}, {@code sign}, {@code pseudo-inverse}, {@code optimised}; {@code sign-tracking},
 *       {@code kolen-pollack}, {@code weight-mirror}
 *   <li>{@link neurosweep.learn.Decorrelation}: {@code none}, {@code off-diagonal}, {@code full},
 *       {@code lateral-inhibition}
 *   <li>{@link neurosweep.learn.Activation}: {@code leaky-relu}, {@code linear}, {@code tanh},
 *       {@code elu}, {@code softplus}, {@code soft-leaky-relu}
 *   <li>{@link neurosweep.learn.Increment}: {@code every-layer}, {@code by-layer}, {@code output},
 *       {@code output-and-slope}
 *   <li>{@link neurosweep.learn.Inverse}: {@code exact}, {@code learned}, {@code noisy}
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
 * <p>A member is stateless; what runs (a {@link neurosweep.learn.Learner}, an {@link
 * neurosweep.learn.Optimizer.State}) is made per cell and never reset or copied. A net is a {@link
 * neurosweep.learn.Layout}: layer l reads the first R_l units below it, N_l of them in invertible
 * nets and all in layered ones; rules that invert exactly refuse the others in {@code check}.
 * Feedback and lateral weights belong to the net, which rules read through {@code effective}. A
 * rule may say how its nets compute ({@link neurosweep.learn.Inference}), which then holds in
 * evaluation too.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0007-learning-rules}, {@code
 * 0008-published-quirks-are-knobs}.
 */
package neurosweep.learn;

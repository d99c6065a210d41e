package neurosweep.experiment;

import java.util.List;
import neurosweep.learn.LayeredNet;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.StabilityOptimisation;
import neurosweep.learn.TanhActivation;

/**
 * A net learns another of its shape (Podlaski and Machens, NeurIPS 2020, Fig. 3g-k): 30-20-10-10
 * units, hidden tanh, weights and biases of both uniform on (-0.01, 0.01).
 */
public final class NonlinearRegression extends TeacherRegression {

  /** The paper's task. */
  public NonlinearRegression() {
    super(
        new Task(
            new TanhActivation(),
            true,
            List.of(
                LayeredNet.HIDDEN.byDefault("20-10"),
                ITERATIONS.byDefault(20_000L),
                TEACHER_AMPLITUDE.byDefault(0.01),
                LearningRule.ERROR_CLIP.byDefault(1.0),
                LearningRule.REPEATED_DERIVATIVE,
                StabilityOptimisation.RATE.byDefault(0.5),
                StabilityOptimisation.MOST.byDefault(2000L),
                StabilityOptimisation.LEAST.byDefault(100L))));
  }

  @Override
  public String name() {
    return "nonlinear-regression";
  }

  @Override
  public String doc() {
    return "a net of tanh layers learns another; errors, angles, stability of its loops";
  }

  @Override
  Layout teacher(Layout student) {
    return student;
  }
}

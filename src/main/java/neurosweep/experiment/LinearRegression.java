package neurosweep.experiment;

import java.util.List;
import neurosweep.learn.LayeredNet;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.PlainDescent;

/**
 * A linear net learns a random linear map (Podlaski and Machens, NeurIPS 2020, Fig. 3a-f): 30-20-10
 * units without biases, T uniform on (-1, 1).
 */
public final class LinearRegression extends TeacherRegression {

  /** The paper's task. */
  public LinearRegression() {
    super(
        new Task(
            new LinearActivation(),
            false,
            List.of(
                LayeredNet.HIDDEN.byDefault("20"),
                ITERATIONS.byDefault(2000L),
                TEACHER_AMPLITUDE.byDefault(1.0),
                LearningRule.ERROR_CLIP.byDefault(10.0),
                PlainDescent.TRAIN_BIASES.byDefault(false))));
  }

  @Override
  public String name() {
    return "linear-regression";
  }

  @Override
  public String doc() {
    return "a linear net learns a random linear map; errors, angles, stability of its loops";
  }

  @Override
  Layout teacher(Layout student) {
    int[] widths = student.widths();
    Layout map = Layout.layered(widths[0], student.outputs());
    return map.with(new LinearActivation(), new LinearActivation(), 1);
  }
}

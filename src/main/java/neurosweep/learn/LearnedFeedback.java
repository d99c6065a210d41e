package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** Feedback that learns in training from where it begins. */
abstract class LearnedFeedback implements Feedback {
  /** Where it begins. */
  static final Param<String> START =
      Param.choice(
          "feedback_start",
          List.of("random", "negative-transpose"),
          "first feedback weights: uniform within feedback_amplitude, or of the first weights");

  /** B by {@link #START} and {@link #AMPLITUDE}. */
  @Override
  public final double[][] draw(double[][] w, Rng rng, Values values) {
    return START.of(values).equals("random")
        ? Feedback.uniform(w[0].length, w.length, AMPLITUDE.of(values), rng)
        : Feedback.transposed(-1, w);
  }

  @Override
  public final boolean learns() {
    return true;
  }
}

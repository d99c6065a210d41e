package neurosweep.experiment;

import neurosweep.core.Metric;

/** How training ended, in the words of every experiment that trains. */
public final class TrainingEnd {
  /** Why it ended. */
  public static final Metric<String> STOP_REASON = Metric.text("stop_reason", "why training ended");

  /** Of training that went on for as long as its knobs say. */
  public static final String COMPLETED = "completed";

  static final Metric<Long> DIVERGED_EPOCH =
      Metric.integer("diverged_epoch", "epoch", "epoch in which a number was not finite");
  static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "loss, weights or outputs were not finite").flaw();

  /** The verdict. */
  public static final Metric<Boolean> STABLE = Metric.flag("stable", "none of the flags").verdict();

  private TrainingEnd() {}
}

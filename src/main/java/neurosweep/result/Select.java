package neurosweep.result;

import neurosweep.core.Goal;
import neurosweep.core.Stable;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.spec.Selection;
import neurosweep.spec.SweepSpec;

/**
 * How the best configuration of a group is chosen.
 *
 * @param metric the metric whose mean over the seeds is compared
 * @param goal whether more or less of it is better
 * @param stable what stability counts for
 * @param searched among which configurations
 */
public record Select(String metric, Goal goal, Stable stable, Searched searched) {

  /** Of a manifest that does not say how configurations were searched: all of them. */
  public Select {
    searched = searched == null ? Searched.NOT : searched;
  }

  /** Among all configurations. */
  public Select(String metric, Goal goal, Stable stable) {
    this(metric, goal, stable, Searched.NOT);
  }

  /** What a job asks for; the rest is the experiment's own. */
  public static Select of(SweepSpec spec, Experiment experiment) {
    Selection asked = spec.selection();
    Values first = spec.configurations().get(0);
    String metric = asked.metric().orElseGet(() -> experiment.objective(first).name());
    return new Select(
        metric, asked.goal().orElse(Goal.MAX), asked.stable().orElse(Stable.FINISHED));
  }

  /** The same among what a search leaves. */
  public Select among(Searched known) {
    return new Select(metric, goal, stable, known);
  }
}

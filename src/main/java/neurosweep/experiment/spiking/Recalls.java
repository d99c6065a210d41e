package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.design.AttractorRecall;
import neurosweep.circuit.design.StoredState;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;
import neurosweep.math.random.RandomSource;

/** Recalls of stored states, one after the other: what is left of each, and how it went. */
final class Recalls {
  private static final int COURSE_POINTS = 200;

  static final Metric<Long> STATE = Metric.integer("state", "", "cued, from 1");
  static final Metric<Double> OVERLAP =
      Metric.real("overlap", "", "cosine of mean activity and the cued state");
  static final Metric<Double> OTHER_OVERLAP =
      Metric.real("other_overlap", "", "largest with another state");
  static final Metric<Double> RELATIVE_ERROR =
      Metric.real("relative_error", "", "|mean activity - state| / |state|");

  static final Table RECALLS =
      new Table("recalls", List.of(STATE, OVERLAP, OTHER_OVERLAP, RELATIVE_ERROR));
  static final Metric<Double> TIME = Metric.real("time", "s", "since the start of the cue");
  static final Metric<Long> STORED = Metric.integer("stored", "", "compared with, from 1");
  static final Metric<Double> PRESENT_OVERLAP =
      Metric.real("overlap", "", "cosine of the present activity and the stored state");

  static final Table COURSE = new Table("course", List.of(TIME, STATE, STORED, PRESENT_OVERLAP));

  static final Metric<Double> MEAN_OVERLAP =
      Metric.real("overlap", "", "with the cued state, mean over states")
          .over(OVERLAP)
          .goal(Goal.MAX);
  static final Metric<Double> LEAST_OVERLAP =
      Metric.real("least_overlap", "", "of the state that is recalled worst")
          .over(OVERLAP)
          .goal(Goal.MAX);
  static final Metric<Double> RECALL_ERROR =
      Metric.real("recall_error", "", "relative, mean over states")
          .over(RELATIVE_ERROR)
          .goal(Goal.MIN);
  static final Metric<Boolean> RECOVERED =
      Metric.flag("recovered", "every overlap >= 0.9, relative error <= 0.5");

  static final List<Metric<?>> METRICS =
      List.of(MEAN_OVERLAP, LEAST_OVERLAP, RECALL_ERROR, RECOVERED);
  static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  Plot.Kind.TRACE,
                  "course",
                  "overlap of the activity with the stored states, by the state that was cued",
                  COURSE,
                  TIME,
                  PRESENT_OVERLAP)
              .series(STORED)
              .panel(STATE),
          Plot.of(
              Plot.Kind.POINTS, "recalls", "overlap with the cued state", RECALLS, STATE, OVERLAP));

  private final AttractorRecall recall;
  private final Values values;
  private final Rows rows = new Rows(RECALLS);
  private final Rows course = new Rows(COURSE);
  private Recording first;
  private boolean recovered = true;
  private boolean saturated;

  /** None yet. */
  Recalls(AttractorRecall recall, Values values) {
    this.recall = recall;
    this.values = values;
  }

  /** Cues a state and watches what becomes of it. */
  void run(int state, double noise, RandomSource random) {
    Simulation simulation = recall.begin(state, noise, random);
    long cue = Math.round(recall.cueSeconds() / recall.time().dt());
    long free = Math.round(recall.freeSeconds() / recall.time().dt());
    Recording recording =
        new Recording(simulation, values, new Recording.Focus(cue, cue, cue + free / 10, 1, 1));
    Observer overlaps = overlaps(state, Math.max(1, (cue + free) / COURSE_POINTS));
    AttractorRecall.Recall found = recall.finish(state, simulation, recording.observers(overlaps));
    rows.add()
        .set(STATE, state + 1)
        .set(OVERLAP, found.overlap())
        .set(OTHER_OVERLAP, found.otherOverlap())
        .set(RELATIVE_ERROR, found.relativeError());
    recovered &= found.recovered();
    saturated |= recording.saturated();
    first = first == null ? recording : first;
  }

  private Observer overlaps(int cued, long every) {
    List<StoredState> states = recall.states();
    return new Observer() {
      @Override
      public void after(Simulation now) {
        if (now.steps() % every == 0) {
          for (int stored = 0; stored < states.size(); stored++) {
            double overlap = states.get(stored).overlap(now.activityE(), now.activityI());
            course
                .add()
                .set(TIME, now.steps() * now.time().dt())
                .set(STATE, cued + 1)
                .set(STORED, stored + 1)
                .set(PRESENT_OVERLAP, overlap);
          }
        }
      }
    };
  }

  /** Whether excitation ran away after any cue. */
  boolean saturated() {
    return saturated;
  }

  /** Adds what was found; balance and rates are those after the first cue. */
  void measure(Measured measured) {
    first.measure(measured);
    measured
        .set(MEAN_OVERLAP, rows.values(OVERLAP).average().orElseThrow())
        .set(LEAST_OVERLAP, rows.values(OVERLAP).min().orElseThrow())
        .set(RECALL_ERROR, rows.values(RELATIVE_ERROR).average().orElseThrow())
        .set(RECOVERED, recovered)
        .set(rows)
        .set(course);
  }
}

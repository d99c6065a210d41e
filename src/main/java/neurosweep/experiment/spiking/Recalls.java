package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import neurosweep.circuit.AttractorRecall;
import neurosweep.circuit.Observer;
import neurosweep.circuit.Simulation;
import neurosweep.circuit.StoredState;
import neurosweep.core.Column;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.math.RandomSource;

/** Recalls of stored states, one after the other: what is left of each, and how it went. */
final class Recalls {
  private static final int COURSE_POINTS = 200;

  static final Table RECALLS =
      new Table(
          "recalls",
          List.of(
              Column.integer("state", "", "cued, from 1"),
              Column.real("overlap", "", "cosine of mean activity and the cued state"),
              Column.real("other_overlap", "", "largest with another state"),
              Column.real("relative_error", "", "|mean activity - state| / |state|")));
  static final Table COURSE =
      new Table(
          "course",
          List.of(
              Column.real("time", "s", "since the start of the cue"),
              Column.integer("state", "", "cued, from 1"),
              Column.integer("stored", "", "compared with, from 1"),
              Column.real("overlap", "", "cosine of the present activity and the stored state")));

  static final List<Column> METRICS =
      List.of(
          Column.real("overlap", "", "with the cued state, mean over states"),
          Column.real("least_overlap", "", "of the state that is recalled worst"),
          Column.real("recall_error", "", "relative, mean over states"),
          Column.flag("recovered", "every overlap >= 0.9, relative error <= 0.5"));
  static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  Plot.Kind.TRACE,
                  "course",
                  "overlap of the activity with the stored states, by the state that was cued",
                  COURSE.name(),
                  "time",
                  "overlap")
              .series("stored")
              .panel("state"),
          Plot.of(
              Plot.Kind.POINTS,
              "recalls",
              "overlap with the cued state",
              RECALLS.name(),
              "state",
              "overlap"));

  private final AttractorRecall recall;
  private final Values values;
  private final List<double[]> rows = new ArrayList<>();
  private final List<double[]> course = new ArrayList<>();
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
    rows.add(
        new double[] {state + 1, found.overlap(), found.otherOverlap(), found.relativeError()});
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
            double seconds = now.steps() * now.time().dt();
            course.add(new double[] {seconds, cued + 1, stored + 1, overlap});
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
  void measure(SpikingExperiment.Measured measured) {
    double[][] all = rows.toArray(double[][]::new);
    measured
        .put("overlap", Arrays.stream(all).mapToDouble(row -> row[1]).average().orElseThrow())
        .put("least_overlap", Arrays.stream(all).mapToDouble(row -> row[1]).min().orElseThrow())
        .put("recall_error", Arrays.stream(all).mapToDouble(row -> row[3]).average().orElseThrow())
        .put("recovered", recovered)
        .put(RECALLS, all)
        .put(COURSE, course.toArray(double[][]::new));
    first.measure(measured);
  }
}

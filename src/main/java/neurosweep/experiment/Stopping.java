package neurosweep.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Measurements;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.data.Dataset;

/**
 * When a training ends before its last epoch: once the validation accuracy has not improved for a
 * while, or its time is up. Both are asked after evaluations alone, so that all that is recorded is
 * what a training of more epochs records, too. Patience is a function of the curve.
 */
final class Stopping {
  private static final Param<Long> PATIENCE =
      Param.integer(
              "patience",
              0,
              "evaluations in a row without a better validation accuracy that end training; 0 is"
                  + " none")
          .within(0, 1_000_000)
          .in("evaluations");
  private static final Param<Double> MIN_DELTA =
      Param.real("min_delta", 0, "for patience, better is more than this above the best before")
          .within(0, 1);
  private static final Param<Double> MAX_SECONDS =
      Param.real(
              "max_seconds",
              0,
              "processor time after which the next evaluation ends training; 0 is none. How far a"
                  + " cell gets then depends on the machine")
          .atLeast(0)
          .in("s");

  /** The knobs. */
  static final List<Param<?>> PARAMS = List.of(PATIENCE, MIN_DELTA, MAX_SECONDS);

  private static final String TIME_IS_UP = "time: max_seconds was up";

  private final long patience;
  private final double minDelta;
  private final double maxSeconds;

  Stopping(Values values) {
    this.patience = PATIENCE.of(values);
    this.minDelta = MIN_DELTA.of(values);
    this.maxSeconds = MAX_SECONDS.of(values);
  }

  /** Whether time may end cells with these knobs. */
  static boolean isTimed(Values values) {
    return MAX_SECONDS.of(values) > 0;
  }

  /**
   * Reports knobs that would do nothing.
   *
   * @param validated whether a validation set is held out
   */
  static void check(
      Values values, boolean validated, Optional<Dataset> data, Problems problems, String where) {
    long patience = PATIENCE.of(values);
    boolean judged = validated && data.map(set -> set.validation().size() > 0).orElse(true);
    if (patience > 0 && !judged) {
      problems.add(
          where,
          PATIENCE.name()
              + " is "
              + patience
              + ", must be 0 without a validation set: hold one out, as in validation: 0.2");
    }
    if (patience == 0 && MIN_DELTA.of(values) > 0) {
      problems.add(
          where,
          MIN_DELTA.name()
              + " is "
              + MIN_DELTA.of(values)
              + ", must be 0 without patience: give "
              + PATIENCE.name()
              + " too, as in patience: 5");
    }
  }

  /** Why training ends after an epoch that has been evaluated; nothing if it goes on. */
  Optional<String> after(long epoch, LearningCurve curve, Context context) {
    return impatient(curve).or(() -> late(epoch, context));
  }

  /** The part of {@link #after} that holds at the last epoch, too. */
  Optional<String> impatient(LearningCurve curve) {
    boolean ends = patience > 0 && curve.idle(minDelta) >= patience;
    return ends
        ? Optional.of("patience: no better for " + patience + " evaluations")
        : Optional.empty();
  }

  private Optional<String> late(long epoch, Context context) {
    boolean ends =
        maxSeconds > 0
            && context
                .repeated()
                .map(before -> endedThen(before, epoch))
                .orElseGet(() -> context.spentSeconds() >= maxSeconds);
    return ends ? Optional.of(TIME_IS_UP) : Optional.empty();
  }

  private static boolean endedThen(Measurements before, long epoch) {
    Map<String, Object> scalars = before.scalars();
    return TIME_IS_UP.equals(scalars.get(TrainingEnd.STOP_REASON.name()))
        && scalars.get(LearningCurve.EPOCHS_RUN.name()) instanceof Long run
        && epoch >= run;
  }
}

package neurosweep.core;

import java.util.Locale;

/** How a cell ended: the only thing that comes back from an executor. Failure is data too. */
public sealed interface Outcome {

  /** Characters of a cause; failures are grouped by it and every one is shown. */
  int LONGEST_CAUSE = 2000;

  /** Characters of a stack. */
  int LONGEST_DETAIL = 1 << 16;

  private static String cut(String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  /** What was measured, as far as the cell got. */
  Measurements measurements();

  /** The same outcome with other measurements. */
  Outcome with(Measurements measurements);

  /** The name of the state in journals, columns and {@code --state}. */
  State state();

  /** The states of a cell. */
  enum State {
    /** Ran to its end. */
    FINISHED(true),
    /** Left the finite numbers: a result, counted in every table, never best. */
    DIVERGED(true),
    /** Threw or could not run: no result. */
    FAILED(false),
    /** Passed its time limit: no result. */
    TIMED_OUT(false);

    private final boolean result;

    State(boolean result) {
      this.result = result;
    }

    /** As readers see it. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a cell in this state has a result. */
    public boolean isResult() {
      return result;
    }
  }

  /**
   * Ran to its end.
   *
   * @param measurements all of them
   */
  record Finished(Measurements measurements) implements Outcome {
    @Override
    public State state() {
      return State.FINISHED;
    }

    @Override
    public Outcome with(Measurements other) {
      return new Finished(other);
    }
  }

  /**
   * Left the finite numbers, or grew until nothing but the step of a simulation bounds it.
   *
   * @param measurements up to the last finite numbers
   * @param reason what was not finite or ran away, in words
   */
  record Diverged(Measurements measurements, String reason) implements Outcome {
    /** Cuts what is too long. */
    public Diverged {
      reason = cut(reason, LONGEST_CAUSE);
    }

    @Override
    public State state() {
      return State.DIVERGED;
    }

    @Override
    public Outcome with(Measurements other) {
      return new Diverged(other, reason);
    }
  }

  /**
   * Threw or could not run.
   *
   * @param measurements what there is
   * @param cause type and message in one line, by which failures are grouped
   * @param detail the stack as text
   */
  record Failed(Measurements measurements, String cause, String detail) implements Outcome {
    /** Cuts what is too long. */
    public Failed {
      cause = cut(cause, LONGEST_CAUSE);
      detail = cut(detail, LONGEST_DETAIL);
    }

    @Override
    public State state() {
      return State.FAILED;
    }

    @Override
    public Outcome with(Measurements other) {
      return new Failed(other, cause, detail);
    }
  }

  /**
   * Passed its time limit.
   *
   * @param measurements up to the limit
   * @param seconds the limit
   */
  record TimedOut(Measurements measurements, double seconds) implements Outcome {
    @Override
    public State state() {
      return State.TIMED_OUT;
    }

    @Override
    public Outcome with(Measurements other) {
      return new TimedOut(other, seconds);
    }
  }
}

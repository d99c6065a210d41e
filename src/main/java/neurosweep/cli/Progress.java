package neurosweep.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.journal.History;
import neurosweep.sweep.Monitor;
import neurosweep.sweep.Plan;

/**
 * One line that tells how a run goes: rewritten on a terminal, otherwise a line every 30 seconds or
 * 5 percent. A failure shows at once; from its fourth of a kind on it is only counted.
 */
final class Progress implements Monitor {
  private static final double TERMINAL_SECONDS = 0.2;
  private static final double PLAIN_SECONDS = 30;
  private static final int SHOWN_FAILURES_OF_A_KIND = 3;

  /**
   * When a run stops early, and what is said.
   *
   * @param seconds of the whole run
   * @param failures stops once there are more
   * @param quiet errors only
   * @param silent no progress line
   */
  record Limits(double seconds, long failures, boolean quiet, boolean silent) {}

  private final PrintWriter err;
  private final Limits limits;
  private final boolean terminal;
  private final Map<Outcome.State, Integer> counts = new EnumMap<>(Outcome.State.class);
  private final Map<String, Integer> failuresByCause = new HashMap<>();
  private final long start = System.nanoTime();
  private Plan plan;
  private String objective = "";
  private String best = "";
  private double bestValue = Double.NaN;
  private int endedBefore;
  private int endedNow;
  private int running;
  private int parallelism;
  private double lastLine;
  private int lastPercent;
  private int newFailures;
  private volatile String stopReason = "";

  Progress(PrintWriter err, Limits limits, boolean terminal) {
    this.err = err;
    this.limits = limits;
    this.terminal = terminal;
  }

  @Override
  public void begin(Plan planned, History before, int toRun, int cores) {
    plan = planned;
    running = toRun;
    parallelism = cores;
    before.counts().forEach((state, count) -> counts.merge(state, count, Integer::sum));
    endedBefore = plan.cells().size() - toRun;
    objective = plan.experiment().objective(Values.NONE);
  }

  @Override
  public void ended(CellResult result) {
    Outcome outcome = result.outcome();
    counts.merge(outcome.state(), 1, Integer::sum);
    endedNow++;
    if (outcome instanceof Outcome.Failed failed) {
      failure(result, failed);
    } else if (outcome instanceof Outcome.Finished) {
      compare(result);
    }
    line();
  }

  private void failure(CellResult result, Outcome.Failed failed) {
    newFailures++;
    int kind = failuresByCause.merge(failed.cause(), 1, Integer::sum);
    if (kind <= SHOWN_FAILURES_OF_A_KIND) {
      say("failed: " + result.cell() + ": " + failed.cause());
    }
    if (kind == SHOWN_FAILURES_OF_A_KIND) {
      say("failed: further failures of this kind are only counted");
    }
    if (newFailures > limits.failures) {
      stopReason = newFailures + " cells have failed";
    }
  }

  private void compare(CellResult result) {
    Object value = result.outcome().measurements().scalars().get(objective);
    boolean stable = !Boolean.FALSE.equals(result.outcome().measurements().scalars().get("stable"));
    if (value instanceof Double now && stable && !(now <= bestValue)) {
      bestValue = now;
      best = " - best " + objective + " " + shown(now) + " (" + result.cell().values() + ")";
    }
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }

  private void line() {
    if (limits.quiet || limits.silent) {
      return;
    }
    double now = seconds();
    int percent = 100 * endedNow / running;
    boolean last = endedNow == running;
    boolean due =
        terminal
            ? now - lastLine >= TERMINAL_SECONDS
            : now - lastLine >= PLAIN_SECONDS || percent >= lastPercent + 5;
    if (due || last) {
      lastLine = now;
      lastPercent = percent;
      err.print(terminal ? "\r\u001b[K" + text(now) : text(now) + System.lineSeparator());
      if (terminal && last) {
        err.println();
      }
      err.flush();
    }
  }

  private String text(double now) {
    int total = plan.cells().size();
    int done = endedBefore + endedNow;
    double rate = endedNow / now;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%,d/%,d done (%d%%)", done, total, 100L * done / total));
    append(text, Outcome.State.DIVERGED, "diverged");
    append(text, Outcome.State.FAILED, "failed");
    append(text, Outcome.State.TIMED_OUT, "timed out");
    int left = running - endedNow;
    text.append(" - ").append(Math.min(left, parallelism)).append(" running");
    text.append(String.format(Locale.ROOT, " - %.3g cells/s", rate));
    text.append(" - ETA ").append(clock(left / rate)).append(best);
    return text.toString();
  }

  private void append(StringBuilder text, Outcome.State state, String word) {
    int count = counts.getOrDefault(state, 0);
    if (count > 0) {
      text.append(" - ").append(count).append(' ').append(word);
    }
  }

  /** Hours, minutes and seconds. */
  static String clock(double seconds) {
    long whole = Math.round(Math.min(seconds, 3.6e8));
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  @Override
  public void notice(String text) {
    if (!limits.quiet) {
      say(text);
    }
  }

  private void say(String text) {
    err.println((terminal && endedNow > 0 ? "\r\u001b[K" : "") + text);
  }

  @Override
  public boolean stopped() {
    if (stopReason.isEmpty() && seconds() > limits.seconds) {
      stopReason = "the time limit of " + limits.seconds + " s has passed";
    }
    return !stopReason.isEmpty();
  }

  /** Why the run was stopped early, or an empty string. */
  String stopReason() {
    return stopReason;
  }
}

package neurosweep.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.PlainText;
import neurosweep.core.Stable;
import neurosweep.journal.History;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.sweep.Machine;
import neurosweep.sweep.Monitor;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
import neurosweep.sweep.Runner;

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
   * @param coreSeconds of the cells that it trains
   * @param failures stops once there are more
   * @param quiet errors only
   * @param silent no progress line
   */
  record Limits(double seconds, double coreSeconds, long failures, boolean quiet, boolean silent) {}

  private final Printer err;
  private final Limits limits;
  private final IntSupplier columns;
  private final Design design;
  private final Interruption interruption;
  private final List<String> axes;
  private final Map<String, Integer> failuresByCause = new HashMap<>();
  private final long start = System.nanoTime();
  private final long busyStart = Machine.processNanos();
  private Plan plan;
  private Pricing prices;
  private Runner runner;
  private double trained;
  private History history = History.NONE;
  private String best = "";
  private String place = "";
  private double bestValue = Double.NaN;
  private int endedBefore;
  private int endedNow;
  private int running;
  private double workToRun;
  private double workEnded;
  private double lastLine;
  private int lastPercent;
  private int newFailures;
  private volatile String stopReason = "";

  /**
   * A progress line.
   *
   * @param columns of the terminal, now; 0 where lines may not be rewritten
   * @param design says which metric is the best one's, and by which axes to name a cell
   * @param interruption stops the run, too
   */
  Progress(
      Printer err, Limits limits, IntSupplier columns, Design design, Interruption interruption) {
    this.err = err;
    this.limits = limits;
    this.columns = columns;
    this.design = design;
    this.interruption = interruption;
    this.axes =
        design.grid().axes().stream()
            .filter(axis -> axis.values().size() > 1)
            .map(Axis::name)
            .toList();
  }

  @Override
  public void begin(Pricing asked, History before, List<Cell> toRun, Runner where) {
    interruption.begin();
    prices = asked;
    plan = asked.plan();
    running = toRun.size();
    runner = where;
    history = before;
    boolean all = plan.spec().search().isGrid();
    long again = toRun.stream().filter(cell -> before.get(cell).isPresent()).count();
    endedBefore = all ? plan.cells().size() - running : (int) (before.byId().size() - again);
    toRun.forEach(cell -> workToRun += prices.wholeSeconds(cell));
    before.results().values().forEach(this::compare);
  }

  @Override
  public void ended(CellResult result) {
    Outcome outcome = result.outcome();
    endedNow++;
    workEnded += prices.wholeSeconds(result.cell());
    trained += result.processorSeconds() - result.inheritedSeconds();
    if (outcome instanceof Outcome.Failed failed) {
      failure(result, failed);
    }
    compare(result);
    line();
  }

  private void failure(CellResult result, Outcome.Failed failed) {
    newFailures++;
    int kind = failuresByCause.merge(failed.cause(), 1, Integer::sum);
    if (kind <= SHOWN_FAILURES_OF_A_KIND) {
      String place = plan.place(result.cell(), axes) + " seed=" + result.cell().seed();
      say("failed: " + place.strip() + ": " + failed.cause());
    }
    if (kind == SHOWN_FAILURES_OF_A_KIND) {
      say("failed: further failures of this kind are only counted");
    }
    if (newFailures > limits.failures) {
      stopReason = newFailures == 1 ? "a cell has failed" : newFailures + " cells have failed";
    }
  }

  private void compare(CellResult result) {
    Map<String, Object> scalars = result.outcome().measurements().scalars();
    boolean stable =
        design.select().stable() == Stable.IGNORED
            || design.select().stable() == Stable.FINISHED
            || !Boolean.FALSE.equals(scalars.get(design.stable().orElse("")));
    if (result.outcome() instanceof Outcome.Finished
        && stable
        && scalars.get(design.select().metric()) instanceof Number number) {
      double value = number.doubleValue();
      boolean first = Double.isNaN(bestValue) && !Double.isNaN(value);
      if (first || design.select().goal().better(value, bestValue)) {
        bestValue = value;
        best = PlainText.line(" - best " + design.select().metric() + " " + shown(value));
        place = PlainText.line(place(result));
      }
    }
  }

  /** Where on the axes a cell is, in parentheses; nothing in a sweep without axes. */
  private String place(CellResult result) {
    String place = plan.place(result.cell(), axes);
    return place.isEmpty() ? "" : " (" + place + ")";
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Since it began. */
  double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }

  private void line() {
    if (limits.quiet || limits.silent) {
      return;
    }
    double now = seconds();
    int percent = 100 * endedNow / running;
    boolean last = endedNow == running;
    int width = columns.getAsInt();
    boolean terminal = width > 0;
    boolean due =
        terminal
            ? now - lastLine >= TERMINAL_SECONDS
            : now - lastLine >= PLAIN_SECONDS || percent >= lastPercent + 5;
    if (due || last) {
      lastLine = now;
      lastPercent = percent;
      FittedLine line = parts(now);
      if (terminal) {
        // one column stays free: some terminals wrap once the last one is written
        err.steer(Terminal.CLEAR_LINE + Terminal.CUT_LINES);
        err.print(line.within(Math.max(1, width - 1)));
        err.steer(Terminal.WRAP_LINES);
      } else {
        err.println(line.whole());
      }
      if (terminal && last) {
        err.println();
      }
      err.flush();
    }
  }

  /** In the order of the line, the most important with the lowest number. */
  private FittedLine parts(double now) {
    int done = endedBefore + endedNow;
    int total = Math.max(done, endedBefore + running); // of a search about as many
    Map<Outcome.State, Integer> counts = history.counts();
    int left = Math.max(0, running - endedNow);
    double rate = endedNow / now;
    return new FittedLine()
        .add(0, String.format(Locale.ROOT, "%,d/%,d", done, total))
        .add(5, " done")
        .add(1, String.format(Locale.ROOT, " (%d%%)", 100L * done / total))
        .add(6, counted(counts.get(Outcome.State.DIVERGED), "diverged"))
        .add(3, counted(counts.get(Outcome.State.FAILED), "failed"))
        .add(4, counted(counts.get(Outcome.State.TIMED_OUT), "timed out"))
        .add(7, " - " + Math.min(left, runner.parallelism()) + " running")
        .add(8, String.format(Locale.ROOT, " - %.3g cells/s", rate))
        .add(2, " - ETA " + clock(now * Math.max(0, workToRun - workEnded) / workEnded))
        .add(9, best)
        .add(10, place);
  }

  private static String counted(int count, String word) {
    return count > 0 ? " - " + count + " " + word : "";
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
    if (endedNow > 0 && columns.getAsInt() > 0) {
      err.steer(Terminal.CLEAR_LINE);
    }
    err.println(text);
  }

  @Override
  public void stop(String reason) {
    stopReason = reason;
  }

  @Override
  public boolean stopped() {
    if (stopReason.isEmpty() && seconds() > limits.seconds) {
      stopReason = "the time limit of " + limits.seconds + " s has passed";
    }
    if (stopReason.isEmpty() && trained > limits.coreSeconds) {
      stopReason =
          String.format(
              Locale.ROOT, "the budget of %.3g core-hours is spent", limits.coreSeconds / 3600);
    }
    return interruption.arrived() || !stopReason.isEmpty();
  }

  /**
   * Keeps what the run cost beside its cells, once it is through and reported; of one that was
   * stopped, or whose cells ran elsewhere, nobody knows.
   */
  void learn() {
    double seconds = (Machine.processNanos() - busyStart) * 1e-9 - trained;
    if (running > 0 && endedNow == running && runner.runsHere() && seconds > 0) {
      prices.learnOverhead(running, seconds);
    }
  }

  /** Why the run was stopped early, or an empty string. */
  String stopReason() {
    return stopReason;
  }

  /** The signal that may have stopped the run. */
  Interruption interruption() {
    return interruption;
  }
}

package neurosweep.sweep;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;
import neurosweep.math.BackendPin;

/**
 * Runs one cell wherever it is called. Never throws for a cell's fault: whatever goes wrong is an
 * outcome. A fault of the machine is thrown: the cell has no outcome and is to run elsewhere.
 *
 * @param pin the linear-algebra backend, library and kernel that the sweep is pinned to
 * @param limitSeconds time limit of an attempt at a cell, infinite for none
 * @param checkpoints where long cells keep their state, or null for nowhere
 * @param kept where cells leave files, or null for nowhere
 * @param programs whether cells may start the programs that their knobs name
 */
public record CellExecution(
    BackendPin pin,
    double limitSeconds,
    Checkpoints.Place checkpoints,
    KeptFiles.Place kept,
    boolean programs)
    implements Serializable {

  /** Of cells that leave no files and start no programs. */
  public CellExecution(BackendPin pin, double limitSeconds, Checkpoints.Place checkpoints) {
    this(pin, limitSeconds, checkpoints, null, false);
  }

  /** On a backend with whatever library it has. */
  public CellExecution(String backend, double limitSeconds, Checkpoints.Place checkpoints) {
    this(BackendPin.of(backend), limitSeconds, checkpoints);
  }

  /** As above, without checkpoints. */
  public CellExecution(String backend, double limitSeconds) {
    this(backend, limitSeconds, null);
  }

  /** Name of the backend. */
  public String backend() {
    return pin.backend();
  }

  /** As below, with nothing to repeat. */
  public Optional<CellResult> run(
      Cell cell, DataLibrary library, int attempt, BooleanSupplier cancelled) {
    return run(cell, library, attempt, Optional.empty(), cancelled);
  }

  /**
   * Runs a cell, from its checkpoint if there is one.
   *
   * @param library the data sets of this process
   * @param attempt from 1
   * @param repeated what the run measured that this one is to repeat, see {@link Context#repeated}
   * @param cancelled polled every training step
   * @return how it ended; nothing if it was cancelled before its end
   * @throws HostFault if no cell can run here
   */
  public Optional<CellResult> run(
      Cell cell,
      DataLibrary library,
      int attempt,
      Optional<Measurements> repeated,
      BooleanSupplier cancelled) {
    long start = System.nanoTime();
    long cpuStart = Machine.busyNanos();
    CellContext context = null;
    Outcome outcome;
    try {
      Experiment experiment = requireHost(cell);
      context = new CellContext(this, cell, library, repeated, deadline(start, cancelled));
      outcome = experiment.run(cell, context);
    } catch (HostFault e) {
      throw e;
    } catch (LinkageError e) { // a class that is missing, or was broken by an earlier cell's end
      throw new HostFault(cause(e));
    } catch (UserError e) {
      outcome = new Outcome.Failed(Measurements.NONE, e.getMessage(), "");
    } catch (Throwable e) { // out of memory and stack overflow included: one bad cell is one row
      outcome = new Outcome.Failed(Measurements.NONE, cause(e), stack(e));
    } finally {
      if (context != null) {
        context.close();
      }
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (outcome instanceof Outcome.TimedOut late) {
      if (seconds <= limitSeconds && cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      outcome = new Outcome.TimedOut(late.measurements(), limitSeconds);
    }
    Spent earlier = context == null ? Spent.NOTHING : context.earlier();
    double elsewhere = context == null ? 0 : context.elsewhere();
    Spent spent = earlier.plus(seconds, elsewhere + (Machine.busyNanos() - cpuStart) * 1e-9);
    return Optional.of(
        new CellResult(
            cell,
            outcome,
            spent.seconds(),
            spent.cpuSeconds(),
            spent.inheritedSeconds(),
            attempt,
            HostFault.host(),
            Machine.origin(backend())));
  }

  /** Whether a cell failed for want of memory, which may have been its neighbours' doing. */
  public static boolean ranOutOfMemory(CellResult result) {
    return result.outcome() instanceof Outcome.Failed failed
        && failed.cause().startsWith(OutOfMemoryError.class.getName());
  }

  private BooleanSupplier deadline(long start, BooleanSupplier cancelled) {
    if (Double.isInfinite(limitSeconds)) {
      return cancelled;
    }
    return () -> cancelled.getAsBoolean() || (System.nanoTime() - start) * 1e-9 > limitSeconds;
  }

  /** The cell's experiment, if this machine can run it. */
  private Experiment requireHost(Cell cell) {
    Experiment experiment;
    try {
      pin.choose();
      experiment = Experiment.of(cell);
    } catch (UserError e) {
      throw new HostFault(e.getMessage());
    }
    if (!experiment.computes(cell.version())) {
      throw new HostFault(
          "the plan has version "
              + cell.version()
              + " of "
              + cell.experiment()
              + ", the program there runs version "
              + experiment.version());
    }
    return experiment;
  }

  /** The message of a fault, or what it is called if it has none. */
  static String said(RuntimeException e) {
    return e instanceof UserError user ? String.join("; ", user.problems()) : cause(e);
  }

  static String cause(Throwable e) {
    String message =
        e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse("");
    return e.getClass().getName() + message;
  }

  private static String stack(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    String stack = text.toString();
    return stack.length() > 8000 ? stack.substring(0, 8000) : stack;
  }
}

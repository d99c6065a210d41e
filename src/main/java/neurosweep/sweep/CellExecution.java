package neurosweep.sweep;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import neurosweep.core.Catalog;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.data.Dataset;
import neurosweep.experiment.Checkpoint;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;
import neurosweep.math.Backend;

/**
 * Runs one cell wherever it is called. Never throws for a cell's fault: whatever goes wrong is an
 * outcome.
 *
 * @param backend the linear-algebra backend that the sweep is pinned to
 * @param limitSeconds time limit of an attempt at a cell, infinite for none
 * @param checkpoints where long cells keep their state, or null for nowhere
 */
public record CellExecution(String backend, double limitSeconds, Checkpoints.Place checkpoints)
    implements Serializable {

  private static final Catalog<Experiment> EXPERIMENTS = Catalog.of("experiment", Experiment.class);

  /** Without checkpoints. */
  public CellExecution(String backend, double limitSeconds) {
    this(backend, limitSeconds, null);
  }

  /** All experiments. */
  public static Catalog<Experiment> experiments() {
    return EXPERIMENTS;
  }

  /**
   * Runs a cell, from its checkpoint if there is one.
   *
   * @param library the data sets of this process
   * @param attempt from 1
   * @param cancelled polled every training step
   */
  public CellResult run(Cell cell, DataLibrary library, int attempt, BooleanSupplier cancelled) {
    long start = System.nanoTime();
    Optional<CellCheckpoint> checkpoint =
        Optional.ofNullable(checkpoints)
            .map(place -> new CellCheckpoint(place, cell, backend, System::nanoTime));
    Outcome outcome;
    try {
      Backend.choose(backend);
      Experiment experiment = EXPERIMENTS.get(cell.experiment());
      requireVersion(cell, experiment);
      Lent lent = new Lent(experiment, library, checkpoint, deadline(start, cancelled));
      outcome = experiment.run(cell, lent);
    } catch (UserError e) {
      outcome = new Outcome.Failed(Measurements.NONE, e.getMessage(), "");
    } catch (Throwable e) { // out of memory and stack overflow included: one bad cell is one row
      outcome = new Outcome.Failed(Measurements.NONE, cause(e), stack(e));
    }
    if (outcome instanceof Outcome.TimedOut late) {
      outcome = new Outcome.TimedOut(late.measurements(), limitSeconds);
    }
    double earlier = checkpoint.map(CellCheckpoint::earlierSeconds).orElse(0.0);
    double seconds = earlier + (System.nanoTime() - start) * 1e-9;
    return new CellResult(cell, outcome, seconds, attempt, host(), backend);
  }

  private BooleanSupplier deadline(long start, BooleanSupplier cancelled) {
    if (Double.isInfinite(limitSeconds)) {
      return cancelled;
    }
    return () -> cancelled.getAsBoolean() || (System.nanoTime() - start) * 1e-9 > limitSeconds;
  }

  private static void requireVersion(Cell cell, Experiment experiment) {
    if (cell.version() != experiment.version()) {
      throw new UserError(
          "the cell is of version "
              + cell.version()
              + " of "
              + cell.experiment()
              + ", this program runs version "
              + experiment.version());
    }
  }

  /** What one attempt at a cell borrows. */
  private final class Lent implements Context {
    private final Experiment experiment;
    private final DataLibrary library;
    private final Checkpoint checkpoint;
    private final BooleanSupplier expired;

    Lent(
        Experiment experiment,
        DataLibrary library,
        Optional<CellCheckpoint> checkpoint,
        BooleanSupplier expired) {
      this.experiment = experiment;
      this.library = library;
      this.checkpoint = checkpoint.map(Checkpoint.class::cast).orElse(Checkpoint.NONE);
      this.expired = expired;
    }

    @Override
    public Dataset dataset(Cell cell) {
      return data(cell, experiment, library);
    }

    @Override
    public String backend() {
      return backend;
    }

    @Override
    public boolean expired() {
      return expired.getAsBoolean();
    }

    @Override
    public Checkpoint checkpoint() {
      return checkpoint;
    }
  }

  private static Dataset data(Cell cell, Experiment experiment, DataLibrary library) {
    Dataset data = library.dataset(experiment.data(cell.values()).orElseThrow(), cell.values());
    if (!data.digest().equals(cell.dataDigest())) {
      throw new UserError(
          "the data have the digest " + data.digest() + ", the plan says " + cell.dataDigest());
    }
    return data;
  }

  private static String cause(Throwable e) {
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

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}

package neurosweep.sweep;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.data.Dataset;
import neurosweep.experiment.Checkpoint;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;

/** What one attempt at a cell, on one thread, borrows. */
final class CellContext implements Context {
  private final CellExecution execution;
  private final DataLibrary library;
  private final Optional<CellCheckpoint> checkpoint;
  private final Optional<Measurements> repeated;
  private final BooleanSupplier expired;
  private final long cpuStart = Machine.busyNanos();

  CellContext(
      CellExecution execution,
      Cell cell,
      DataLibrary library,
      Optional<Measurements> repeated,
      BooleanSupplier expired) {
    this.execution = execution;
    this.library = library;
    this.repeated = repeated;
    this.expired = expired;
    this.checkpoint =
        Optional.ofNullable(execution.checkpoints())
            .map(
                place ->
                    new CellCheckpoint(
                        place, cell, execution.backend(), System::nanoTime, Machine::busyNanos));
  }

  @Override
  public Dataset dataset(Cell cell) {
    Experiment experiment = Experiment.CATALOG.get(cell.experiment());
    Dataset data;
    try {
      data = library.dataset(experiment.data(cell.values()).orElseThrow(), cell.values());
    } catch (Exception e) { // the plan has had them, so what is wrong is here
      throw new HostFault("the data cannot be had: " + CellExecution.cause(e));
    }
    if (!data.digest().equals(cell.dataDigest())) {
      throw new HostFault(
          "its data have the digest " + data.digest() + ", the plan's " + cell.dataDigest());
    }
    return data;
  }

  @Override
  public String backend() {
    return execution.backend();
  }

  @Override
  public boolean expired() {
    return expired.getAsBoolean();
  }

  @Override
  public double spentSeconds() {
    return earlier().plus(0, (Machine.busyNanos() - cpuStart) * 1e-9).processorSeconds();
  }

  @Override
  public Optional<Measurements> repeated() {
    return repeated;
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint.map(Checkpoint.class::cast).orElse(Checkpoint.NONE);
  }

  /** What led to where the attempt went on. */
  Spent earlier() {
    return checkpoint.map(CellCheckpoint::earlier).orElse(Spent.NOTHING);
  }
}

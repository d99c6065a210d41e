package neurosweep.sweep;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;
import neurosweep.core.FileName;
import neurosweep.core.Measurements;
import neurosweep.core.UserError;
import neurosweep.data.Dataset;
import neurosweep.experiment.Checkpoint;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.Program;
import neurosweep.experiment.ProgramCall;

/** What one attempt at a cell, on one thread, borrows. */
final class CellContext implements Context, AutoCloseable {
  private final CellExecution execution;
  private final Cell cell;
  private final DataLibrary library;
  private final Optional<CellCheckpoint> checkpoint;
  private final Optional<Measurements> repeated;
  private final BooleanSupplier expired;
  private final long cpuStart = Machine.busyNanos();
  private Workplace workplace; // once asked for
  private double elsewhere;

  CellContext(
      CellExecution execution,
      Cell cell,
      DataLibrary library,
      Optional<Measurements> repeated,
      BooleanSupplier expired) {
    this.execution = execution;
    this.cell = cell;
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
  public Dataset dataset(Cell asked) {
    Experiment experiment = Experiment.of(asked);
    Dataset data;
    try {
      data = library.dataset(experiment.data(asked.values()).orElseThrow(), asked.values());
    } catch (Exception e) { // the plan has had them, so what is wrong is here
      throw new HostFault("the data cannot be had: " + CellExecution.cause(e));
    }
    if (!data.digest().equals(asked.dataDigest())) {
      throw new HostFault(
          "its data have the digest " + data.digest() + ", the plan's " + asked.dataDigest());
    }
    return data;
  }

  @Override
  public Path workplace(Cell cell) {
    if (!execution.programs()) {
      throw new HostFault("programs of a job may not be started here");
    }
    ProgramCall call = Experiment.of(cell).program(cell.values()).orElseThrow();
    Program program;
    try {
      program = library.program(call.files());
    } catch (RuntimeException e) { // the plan has had them, so what is wrong is here
      throw new HostFault("the files of its program cannot be had: " + CellExecution.cause(e));
    }
    if (!program.digest().equals(cell.dataDigest())) {
      throw new HostFault(
          "the files of its program have the digest "
              + program.digest()
              + ", the plan's "
              + cell.dataDigest());
    }
    if (workplace == null) {
      workplace = Workplace.of(program);
    }
    return workplace.directory();
  }

  @Override
  public void spend(double processorSeconds) {
    elsewhere += processorSeconds;
  }

  /** Processor seconds that other processes have spent. */
  double elsewhere() {
    return elsewhere;
  }

  @Override
  public void close() {
    if (workplace != null) {
      workplace.close();
    }
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
    return earlier()
        .plus(0, elsewhere + (Machine.busyNanos() - cpuStart) * 1e-9)
        .processorSeconds();
  }

  @Override
  public Optional<Measurements> repeated() {
    return repeated;
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint.map(Checkpoint.class::cast).orElse(Checkpoint.NONE);
  }

  @Override
  public void artifact(String name, byte[] content) {
    FileName file = new FileName(name);
    if (content.length > MOST_ARTIFACT_BYTES) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "the artifact %s has %,d bytes, must have at most %,d; leave less",
              name,
              content.length,
              MOST_ARTIFACT_BYTES));
    }
    if (execution.kept() != null) {
      execution.kept().write(cell, file, content);
    }
  }

  @Override
  public boolean keepsWeights() {
    return execution.kept() != null && execution.kept().weights();
  }

  @Override
  public String code() {
    return Machine.origin(backend()).code();
  }

  /** What led to where the attempt went on. */
  Spent earlier() {
    return checkpoint.map(CellCheckpoint::earlier).orElse(Spent.NOTHING);
  }
}

package neurosweep.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;

/** Runs cells on threads of this process, without Spark. */
public final class LocalRunner implements Runner {
  private final CellExecution execution;
  private final DataLibrary library;
  private final int threads;
  private final Function<Cell, Optional<Measurements>> repeated;
  private final Map<String, Begun> begun = new ConcurrentHashMap<>();

  /** A runner of that many threads. */
  public LocalRunner(CellExecution execution, DataLibrary library, int threads) {
    this(execution, library, threads, cell -> Optional.empty());
  }

  /**
   * A runner of that many threads that repeats what was run before.
   *
   * @param repeated what a cell has measured, see {@link neurosweep.experiment.Context#repeated}
   */
  public LocalRunner(
      CellExecution execution,
      DataLibrary library,
      int threads,
      Function<Cell, Optional<Measurements>> repeated) {
    this.repeated = repeated;
    this.execution = execution;
    this.library = library;
    this.threads = threads;
  }

  @Override
  public Optional<String> run(Work work, BooleanSupplier stop) {
    Patient patient = new Patient(work);
    while (true) {
      Optional<String> fault = pool(threads, 1).run(patient, stop);
      if (fault.isPresent() || patient.starved.isEmpty() || isOver(stop)) {
        return fault;
      }
      // once more, one at a time: it may have been a neighbour that took the memory
      List<Cell> again = List.copyOf(patient.starved);
      patient.starved.clear();
      fault = pool(1, 2).run(Work.of(List.of(again), work::accept), stop);
      if (fault.isPresent() || isOver(stop)) {
        return fault;
      }
    }
  }

  private Pool pool(int count, int attempt) {
    return new Pool(count, (cell, cancelled) -> attempt(cell, attempt, cancelled));
  }

  private static boolean isOver(BooleanSupplier stop) {
    return stop.getAsBoolean() || Thread.currentThread().isInterrupted();
  }

  /** Work whose cells that had neighbours and ran out of memory are set aside. */
  private final class Patient implements Work {
    private final Work work;
    private final List<Cell> starved = new ArrayList<>();

    Patient(Work work) {
      this.work = work;
    }

    @Override
    public List<List<Cell>> next(int free) {
      return work.next(free);
    }

    @Override
    public void accept(CellResult result) {
      if (threads > 1 && CellExecution.ranOutOfMemory(result)) {
        starved.add(result.cell());
      } else {
        work.accept(result);
      }
    }
  }

  private Optional<CellResult> attempt(Cell cell, int attempt, BooleanSupplier cancelled) {
    begun.put(cell.id(), new Begun(List.of(cell), Instant.now(), ""));
    try {
      return execution.run(cell, library, attempt, repeated.apply(cell), cancelled);
    } finally {
      begun.remove(cell.id());
    }
  }

  @Override
  public List<Begun> begun() {
    return List.copyOf(begun.values());
  }

  @Override
  public int parallelism() {
    return threads;
  }

  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public Map<String, String> description() {
    return Map.of("runner", "in-process", "threads", Integer.toString(threads));
  }

  @Override
  public void close() {
    // holds nothing between runs
  }
}

package neurosweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Runs cells on threads of this process, without Spark. */
public final class LocalRunner implements Runner {
  private final CellExecution execution;
  private final DataLibrary library;
  private final int threads;

  /** A runner of that many threads. */
  public LocalRunner(CellExecution execution, DataLibrary library, int threads) {
    this.execution = execution;
    this.library = library;
    this.threads = threads;
  }

  @Override
  public Optional<String> run(
      List<List<Cell>> bundles, Consumer<CellResult> sink, BooleanSupplier stop) {
    List<Cell> starved = new ArrayList<>();
    Optional<String> fault =
        new Pool(threads, (cell, cancelled) -> execution.run(cell, library, 1, cancelled))
            .run(
                bundles,
                result -> {
                  if (threads > 1 && CellExecution.ranOutOfMemory(result)) {
                    starved.add(result.cell());
                  } else {
                    sink.accept(result);
                  }
                },
                stop);
    if (fault.isPresent() || starved.isEmpty() || stop.getAsBoolean()) {
      return fault;
    }
    // once more, one at a time: it may have been a neighbour that took the memory
    return new Pool(1, (cell, cancelled) -> execution.run(cell, library, 2, cancelled))
        .run(List.of(starved), sink, stop);
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

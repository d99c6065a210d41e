package neurosweep.spark;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.sweep.CellExecution;

/**
 * Brings every cell of a run to one result whatever dies on the way. Bundles run as one job; when
 * Spark gives it up, the cells suspected of it are set apart and the rest is submitted again. At
 * the end suspects run alone, one cell a job, where guilt is certain.
 */
final class Dispatch {
  /** Deaths that make a suspect: one may be the doing of a neighbour in the same executor. */
  private static final int SUSPICIOUS_DEATHS = 2;

  private final Jobs jobs;
  private final Losses losses;
  private final Terms terms;
  private final Consumer<CellResult> sink;
  private final BooleanSupplier stop;
  private final Map<String, Cell> due = new HashMap<>();
  private final Map<String, Cell> suspects = new LinkedHashMap<>();

  /** Submits bundles. */
  interface Jobs {

    /**
     * Starts a job.
     *
     * @param attempts that its cells have had before
     */
    BundleJob submit(List<List<Cell>> bundles, int attempts);
  }

  /**
   * What holds for a whole run.
   *
   * @param mostLost losses in a row without a result at which to give up; asked again and again,
   *     since executors come and go
   * @param oneAtATime whether cells never have a neighbour
   * @param backend of the sweep
   */
  record Terms(IntSupplier mostLost, boolean oneAtATime, String backend) {}

  Dispatch(Jobs jobs, Losses losses, Terms terms, Consumer<CellResult> sink, BooleanSupplier stop) {
    this.jobs = jobs;
    this.losses = losses;
    this.terms = terms;
    this.sink = sink;
    this.stop = stop;
  }

  /** As {@link neurosweep.sweep.Runner#run}. */
  Optional<String> run(List<List<Cell>> bundles) throws InterruptedException {
    bundles.forEach(bundle -> bundle.forEach(cell -> due.put(cell.id(), cell)));
    List<List<Cell>> open = bundles;
    while (!open.isEmpty() && !halted()) {
      Optional<Abort> abort = jobs.submit(open, 0).await(this::receive, this::halted, losses::idle);
      if (abort.isPresent()) {
        suspect(open, abort.get());
      }
      open = rest(open);
    }
    for (Cell cell : List.copyOf(suspects.values())) {
      while (due.containsKey(cell.id()) && !halted()) {
        runAlone(cell);
      }
    }
    return losses.inRow() < terms.mostLost.getAsInt() ? Optional.empty() : Optional.of(reason());
  }

  private boolean halted() {
    return stop.getAsBoolean() || losses.inRow() >= terms.mostLost.getAsInt();
  }

  private String reason() {
    int lost = losses.inRow();
    return lost == 1
        ? losses.last()
        : lost
            + " losses in a row without a result between (--max-lost), the last: "
            + losses.last();
  }

  private void receive(CellResult result) {
    if (!terms.oneAtATime && CellExecution.ranOutOfMemory(result)) {
      losses.result();
      suspects.put(result.cell().id(), result.cell());
    } else {
      deliver(result);
    }
  }

  private void deliver(CellResult result) {
    losses.result();
    due.remove(result.cell().id());
    sink.accept(result);
  }

  /** Sets apart whom Spark names, and those of whom executors are known to have died. */
  private void suspect(List<List<Cell>> bundles, Abort abort) {
    boolean named = abort.isCells() && abort.bundle() >= 0;
    losses.aborted(abort, named);
    if (named) {
      suspect(bundles.get(abort.bundle()));
    }
    losses
        .deathsByBundle()
        .forEach(
            (bundle, deaths) -> {
              if (deaths >= SUSPICIOUS_DEATHS && bundle < bundles.size()) {
                suspect(bundles.get(bundle));
              }
            });
  }

  private void suspect(List<Cell> bundle) {
    for (Cell cell : bundle) {
      if (due.containsKey(cell.id())) {
        suspects.put(cell.id(), cell);
      }
    }
  }

  private List<List<Cell>> rest(List<List<Cell>> bundles) {
    return bundles.stream()
        .map(
            bundle ->
                bundle.stream()
                    .filter(cell -> due.containsKey(cell.id()) && !suspects.containsKey(cell.id()))
                    .toList())
        .filter(bundle -> !bundle.isEmpty())
        .toList();
  }

  private void runAlone(Cell cell) throws InterruptedException {
    long start = System.nanoTime();
    Optional<Abort> abort =
        jobs.submit(List.of(List.of(cell)), 1).await(this::deliver, this::halted, losses::idle);
    if (abort.isEmpty()) {
      return;
    }
    losses.aborted(abort.get(), false);
    if (abort.get().isCells()) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      Outcome failed = new Outcome.Failed(Measurements.NONE, abort.get().cause(), "");
      int attempt = 1 + abort.get().attempts();
      Origin origin = Origin.unknown(terms.backend); // whoever could tell is gone
      deliver(
          new CellResult(cell, failed, seconds, Double.NaN, attempt, losses.lastHost(), origin));
    }
  }
}

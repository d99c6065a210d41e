package neurosweep.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Cells as they are asked for, bundled for a runner; and how long its cores wait for them. */
public final class Feed implements Work {
  private final Source source;
  private final Consumer<CellResult> sink;
  private final ToDoubleFunction<Cell> price;
  private final IntSupplier cores;
  private final Idleness idleness;
  private final Map<String, Bundle> bundleOf = new HashMap<>();
  private int bundles;

  /** Says which cells there are. */
  public interface Source {

    /**
     * Cells to start now that were not given before; nothing while it waits, and at its end.
     *
     * @param free how many could start at once
     * @param outstanding how many were given and have not ended
     */
    List<Cell> ask(int free, int outstanding);
  }

  /** How many of its cells have not ended. */
  private static final class Bundle {
    private int left;

    Bundle(int left) {
      this.left = left;
    }
  }

  /**
   * A feed.
   *
   * @param sink takes results before the source is asked again
   * @param price predicted seconds of a cell
   * @param cores how many cells run at a time, now
   * @param nanos a clock
   */
  public Feed(
      Source source,
      Consumer<CellResult> sink,
      ToDoubleFunction<Cell> price,
      IntSupplier cores,
      LongSupplier nanos) {
    this.source = source;
    this.sink = sink;
    this.price = price;
    this.cores = cores;
    this.idleness = new Idleness(nanos);
  }

  @Override
  public List<List<Cell>> next(int free) {
    List<Cell> cells = source.ask(free, bundleOf.size());
    if (cells.isEmpty()) {
      return List.of();
    }
    int parallelism = cores.getAsInt();
    List<List<Cell>> fresh = Schedule.bundles(cells, price, parallelism);
    for (List<Cell> cellsOfOne : fresh) {
      Bundle bundle = new Bundle(cellsOfOne.size());
      cellsOfOne.forEach(cell -> bundleOf.put(cell.id(), bundle));
    }
    bundles += fresh.size();
    idleness.change(parallelism, bundles);
    idleness.asked();
    return fresh;
  }

  @Override
  public void accept(CellResult result) {
    Bundle bundle = bundleOf.remove(result.cell().id());
    if (bundle != null) {
      bundle.left--;
      if (bundle.left == 0) {
        bundles--;
        idleness.change(cores.getAsInt(), bundles);
      }
    }
    sink.accept(result);
  }

  /** How long cores have waited. */
  public Idleness idleness() {
    return idleness;
  }
}

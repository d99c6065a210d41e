package neurosweep.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Plugin;
import neurosweep.core.Plugins;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.HostFault;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does with a partition: runs the cells of its bundle one after the other. */
final class BundleTask extends AbstractFunction1<Iterator<List<Cell>>, CellResult[]>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One library a broadcast and JVM: prepared sets are shared by all tasks of an executor. */
  private static final Map<Long, DataLibrary> LIBRARIES = new ConcurrentHashMap<>();

  private final CellExecution execution;
  private final Broadcast<Shipment> shipment;
  private final int attempts;
  private final ArrayList<Plugin> plugins = new ArrayList<>(Plugins.loaded());

  /**
   * A task.
   *
   * @param attempts that its cells have had in earlier jobs
   */
  BundleTask(CellExecution execution, Broadcast<Shipment> shipment, int attempts) {
    this.execution = execution;
    this.shipment = shipment;
    this.attempts = attempts;
  }

  @Override
  public CellResult[] apply(Iterator<List<Cell>> partition) {
    String missing = Plugins.require(plugins);
    if (!missing.isEmpty()) {
      throw new HostFault(missing);
    }
    TaskContext task = TaskContext.get();
    DataLibrary library =
        LIBRARIES.computeIfAbsent(shipment.id(), id -> shipment.value().library());
    List<CellResult> results = new ArrayList<>();
    while (partition.hasNext()) {
      for (Cell cell : partition.next()) {
        int attempt = attempts + task.attemptNumber() + 1;
        Optional<CellResult> result = execution.run(cell, library, attempt, task::isInterrupted);
        task.killTaskIfInterrupted(); // a cancelled cell has no outcome
        results.add(result.orElseThrow());
      }
    }
    return results.toArray(CellResult[]::new);
  }

  /** Forgets the sets of a sweep that is over; matters where driver and executor share a JVM. */
  static void forget(Broadcast<Shipment> shipment) {
    LIBRARIES.remove(shipment.id());
  }
}

package neurosweep.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** One Spark job, a task a bundle, followed to its end. */
final class BundleJob {
  private static final long POLL_MILLIS = 100;

  /** How long Spark has to call a job off, and cells to leave their state in a checkpoint. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LinkedBlockingQueue<CellResult> queue = new LinkedBlockingQueue<>();
  private final SimpleFutureAction<BoxedUnit> action;

  /** Only enqueues: Spark calls it on its scheduler's thread. */
  private static final class Enqueue extends AbstractFunction2<Object, CellResult[], BoxedUnit> {
    private final LinkedBlockingQueue<CellResult> queue;

    Enqueue(LinkedBlockingQueue<CellResult> queue) {
      this.queue = queue;
    }

    @Override
    public BoxedUnit apply(Object partition, CellResult[] results) {
      queue.addAll(Arrays.asList(results));
      return BoxedUnit.UNIT;
    }
  }

  private static final class Done extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }

  /** Starts a job. */
  BundleJob(SparkContext context, BundleTask task, List<List<Cell>> bundles) {
    List<List<Cell>> plain = new ArrayList<>();
    bundles.forEach(bundle -> plain.add(new ArrayList<>(bundle)));
    RDD<List<Cell>> rdd = new JavaSparkContext(context).parallelize(plain, plain.size()).rdd();
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      partitions.add(i);
    }
    Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
    this.action = context.submitJob(rdd, task, all, new Enqueue(queue), new Done());
  }

  /**
   * Hands over results until the job is over or to be halted.
   *
   * @param idle whether no task runs any more: a job that is called off is over before its tasks
   *     are
   * @return why Spark has given it up; nothing if it has succeeded or was halted
   */
  Optional<Abort> await(Consumer<CellResult> sink, BooleanSupplier halt, BooleanSupplier idle)
      throws InterruptedException {
    boolean halted = false;
    long end = 0;
    try {
      while (true) {
        if (!halted && halt.getAsBoolean()) {
          halted = true;
          end = System.nanoTime() + PATIENCE_NANOS;
          action.cancel();
        }
        // asked before the queue: what it held is then complete
        boolean over =
            (action.isCompleted() && (!halted || idle.getAsBoolean()))
                || (halted && System.nanoTime() - end > 0);
        CellResult result = queue.poll(over ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (result != null) {
          sink.accept(result);
        } else if (over) {
          return halted ? Optional.empty() : abort();
        }
      }
    } finally {
      action.cancel();
    }
  }

  private Optional<Abort> abort() {
    return action.value().get().isFailure()
        ? Optional.of(Abort.of(action.value().get().failed().get()))
        : Optional.empty();
  }
}

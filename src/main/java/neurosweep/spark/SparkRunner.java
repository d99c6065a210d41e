package neurosweep.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Runner;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Runs cells as tasks of one Spark job. */
public final class SparkRunner implements Runner {
  private static final long POLL_MILLIS = 100;

  private final SparkContext context;
  private final CellExecution execution;
  private final Broadcast<Shipment> shipment;

  /**
   * Where Spark runs.
   *
   * @param master Spark's master URL, or null for what spark-submit has set, else {@code local[*]}
   * @param conf settings from the command line
   */
  public record Cluster(String master, Map<String, String> conf) {}

  /**
   * Starts Spark and sends the data.
   *
   * @param name the sweep's name, for Spark's pages
   * @param requests the data sets that cells will ask for
   * @throws UserError if Spark cannot be started with these settings
   */
  public SparkRunner(
      String name,
      Cluster cluster,
      CellExecution execution,
      DataLibrary library,
      Iterable<DataRequest> requests) {
    this.execution = execution;
    this.context = start(name, cluster);
    List<DataRequest> asked = new ArrayList<>();
    requests.forEach(asked::add);
    List<RawData> sets = asked.stream().map(library::raw).toList();
    this.shipment = broadcast(new Shipment(asked, sets));
  }

  /** The version of Spark on the class path, whether it runs or not. */
  public static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  private Broadcast<Shipment> broadcast(Shipment sets) {
    try {
      return context.broadcast(sets, ClassTag$.MODULE$.apply(Shipment.class));
    } catch (RuntimeException e) {
      String master = context.master();
      boolean stopped = context.isStopped();
      context.stop();
      if (stopped) { // by itself, such as for a master that does not answer
        throw new UserError(
            "Spark has stopped: no application could be started on "
                + master
                + "; check --master and that it is running and reachable",
            e);
      }
      throw e;
    }
  }

  private static SparkContext start(String name, Cluster cluster) {
    try {
      return new SparkContext(SparkSettings.conf(name, cluster.master(), cluster.conf()));
    } catch (Exception e) { // Scala does not declare what it throws
      if (e instanceof SparkException || e instanceof IllegalArgumentException) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        throw new UserError("Spark does not start: " + first + "; check " + given(cluster), e);
      }
      throw e;
    }
  }

  private static String given(Cluster cluster) {
    List<String> options = new ArrayList<>();
    options.add("--master" + (cluster.master() == null ? "" : " " + cluster.master()));
    cluster.conf().forEach((name, value) -> options.add("--conf " + name + "=" + value));
    return String.join(" ", options);
  }

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

  @Override
  public void run(List<List<Cell>> bundles, Consumer<CellResult> sink, BooleanSupplier stop) {
    if (bundles.isEmpty()) {
      return;
    }
    LinkedBlockingQueue<CellResult> queue = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> job = submit(bundles, queue);
    try {
      while (!stop.getAsBoolean()) {
        boolean over = job.isCompleted(); // asked before the queue: what it held is then complete
        CellResult result = queue.poll(over ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (result != null) {
          sink.accept(result);
        } else if (over) {
          requireSuccess(job);
          return;
        }
      }
      drain(queue, sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      job.cancel();
    }
  }

  private SimpleFutureAction<BoxedUnit> submit(
      List<List<Cell>> bundles, LinkedBlockingQueue<CellResult> queue) {
    List<List<Cell>> plain = new ArrayList<>();
    bundles.forEach(bundle -> plain.add(new ArrayList<>(bundle)));
    RDD<List<Cell>> rdd = new JavaSparkContext(context).parallelize(plain, plain.size()).rdd();
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      partitions.add(i);
    }
    Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
    scala.Function1<Iterator<List<Cell>>, CellResult[]> task = new BundleTask(execution, shipment);
    return context.submitJob(rdd, task, all, new Enqueue(queue), new Done());
  }

  private static void drain(LinkedBlockingQueue<CellResult> queue, Consumer<CellResult> sink) {
    List<CellResult> rest = new ArrayList<>();
    queue.drainTo(rest);
    rest.forEach(sink);
  }

  private static void requireSuccess(SimpleFutureAction<BoxedUnit> job) {
    if (job.value().get().isFailure()) {
      Throwable cause = job.value().get().failed().get();
      String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      throw new UserError(
          List.of(
              "Spark gave up: " + first,
              "Every cell that had finished is kept; run the same command again to continue."),
          1);
    }
  }

  @Override
  public int parallelism() {
    return Math.max(1, context.defaultParallelism());
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("runner", "spark " + context.version());
    facts.put("master", context.master());
    facts.put("parallelism", Integer.toString(parallelism()));
    return facts;
  }

  @Override
  public void close() {
    BundleTask.forget(shipment);
    context.stop();
  }
}
